"""A PostgreSQL server of the tests' own: in a temporary folder, on loopback, gone afterwards."""
from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

USER = "postgres"


def programs() -> Path | None:
    """The folder with initdb and pg_ctl, the newest version that this PC has."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    return versions[-1].parent if versions else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(bin_folder: Path) -> Iterator[str]:
    """The address of a running server, without a database's name."""
    folder = Path(tempfile.mkdtemp(prefix="xiewu-postgres-"))
    data, log = folder / "data", folder / "log"
    identity: dict[str, Any] = {}
    if os.name == "posix" and os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, USER, USER)
        identity = {"user": USER, "group": USER, "extra_groups": []}

    def call(*command: object) -> None:
        subprocess.run([str(c) for c in command], check=True, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, **identity)

    port = free_port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=40"
    try:
        call(bin_folder / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        call(bin_folder / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")
        try:
            yield f"postgresql://{USER}@127.0.0.1:{port}"
        finally:
            call(bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)

"""A PostgreSQL server of the tests' own: in a temporary folder, on loopback, gone afterwards."""
from __future__ import annotations

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

USER = "postgres"
PREFIX = "xiewu-postgres-"
PATIENCE = 60  # seconds that a server may take to answer


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


def die_with_parent() -> None:
    """A test run that is killed leaves no server behind."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT)  # 1: PR_SET_PDEATHSIG


def clear_left_overs() -> None:
    """Folders of runs that were killed, when no server works in them any more."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            working = Path(f"/proc/{(left / 'data' / 'postmaster.pid').read_text().split()[0]}").exists()
            if not working:
                shutil.rmtree(left, ignore_errors=True)
        except (OSError, IndexError):
            continue


@contextmanager
def running(bin_folder: Path) -> Iterator[str]:
    """The address of a running server, without a database's name."""
    clear_left_overs()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    data, port = folder / "data", free_port()
    common: dict[str, Any] = {"cwd": folder, "stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if os.name == "posix" and os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, USER, USER)
        common |= {"user": USER, "group": USER, "extra_groups": []}
    try:
        subprocess.run([bin_folder / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"],
                       check=True, **common)
        settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off", "max_connections": "40"}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        server = subprocess.Popen([bin_folder / "postgres", "-D", data, "-p", str(port), *options], preexec_fn=die_with_parent, **common)
        try:
            wait(bin_folder, server, port)
            yield f"postgresql://{USER}@127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wait(bin_folder: Path, server: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + PATIENCE
    asked = [bin_folder / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    while subprocess.run(asked).returncode:
        if server.poll() is not None or time.monotonic() > end:
            raise RuntimeError("the PostgreSQL server of the tests did not start")
        time.sleep(0.1)

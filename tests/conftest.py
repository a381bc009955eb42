"""Every test starts in a clean room: no display, no settings of this PC, its own user folder."""
from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for name in [name for name in os.environ if name.startswith("XIEWU_")]:
    del os.environ[name]
os.environ["XIEWU_BUNDLED_FONTS"] = "1"  # the same PDF on every PC


@pytest.fixture(autouse=True)
def user_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folders, empty and gone afterwards: what a test writes for the user never reaches this PC's own."""
    home = tmp_path_factory.mktemp("user")
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(home))
    for name, folder in (("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache")):
        monkeypatch.setenv(name, str(home / folder))
    return home


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server of this run's own, on loopback; without an installed server the test is skipped."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    if not installed:
        pytest.skip("no PostgreSQL server is installed; dev.py test --all installs one")
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    user = {"user": "postgres", "group": "postgres"} if as_root else {}  # the server refuses to run as root
    home = Path(tempfile.mkdtemp(prefix="xiewu-postgres-", dir="/tmp"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(name: str, *arguments: str) -> None:
        subprocess.run([installed[-1].with_name(name), "-D", home / "data", *arguments], cwd=home, check=True,
                       stdout=subprocess.DEVNULL, **user)  # type: ignore[call-overload]

    try:
        if as_root:
            shutil.chown(home, "postgres", "postgres")
        run("initdb", "-U", "xiewu", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8")
        run("pg_ctl", "-w", "-l", str(home / "log"), "-o", f"-h 127.0.0.1 -p {port} -k {home}", "start")
        yield f"postgresql://xiewu@127.0.0.1:{port}"
        run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """The address of an empty database of the test's own."""
    import psycopg

    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield f"{postgres_server}/{name}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")

"""Every test starts in a clean room: no display, no settings of this PC, its own user folder."""
from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

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


@pytest.fixture
def xiewu(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str, str]]:
    """Runs a command of the program on one store, which is not there yet; gives (exit code, stdout, stderr)."""
    monkeypatch.setenv("XIEWU_STORE", str(tmp_path / "office.db"))
    monkeypatch.setenv("XIEWU_FOLDER", str(tmp_path / "user"))

    def run(*words: object) -> tuple[int, str, str]:
        from desktop import cli

        try:
            code = cli.main([str(w) for w in words])
        except SystemExit as end:
            code = int(end.code or 0)
        out = capsys.readouterr()
        return code, out.out, out.err

    return run


# How long an example takes depends on the machine and on what else it does; what is found must not.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

"""Finish a restore that counts, or clear away one that does not yet: what every opening of a store does first."""
from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.fields.refused import Refused
from desktop.services import atomic
from desktop.services.backup.workspace import hold

TAIL, READY, IN_USE = ".restoring", "ready.json", "in-use"
SQLITE_TAILS = ("-wal", "-shm", "-journal")
RUNNING = "资料正在恢复，现在不能打开，也没有改动。请等恢复做完再试。"


def settle(store: Path) -> None:
    """Refused while another program is restoring."""
    home = store.with_name(store.name + TAIL)
    if home.is_dir():
        with held(home):
            finish(home, store)


@contextmanager
def held(home: Path) -> Iterator[None]:
    """The folder is ours alone; a program that was killed no longer holds it. What counts and is not finished stays."""
    mark = (home / IN_USE).open("wb")
    if not hold(mark):
        mark.close()
        raise Refused(RUNNING)
    try:
        yield
    finally:
        mark.close()
        if not (home / READY).exists():
            shutil.rmtree(home, ignore_errors=True)


def finish(home: Path, store: Path) -> None:
    """Every step can be repeated. Without `ready.json` there is nothing to finish: the old state is the true one."""
    ready = home / READY
    if not ready.exists():
        return
    journal = json.loads(ready.read_text("utf-8"))
    try:
        folders = {store.parent}
        for tail in SQLITE_TAILS:  # they belong to the old store and would spoil the new one
            store.with_name(store.name + tail).unlink(missing_ok=True)
        for name, target in journal["moves"]:
            if (home / name).exists():
                Path(target).parent.mkdir(parents=True, exist_ok=True)
                os.replace(home / name, target)
                folders.add(Path(target).parent)
        for path in journal["gone"]:
            Path(path).unlink(missing_ok=True)
        for folder in folders:
            atomic.flush_folder(folder)
    except OSError as error:
        raise Refused(f"恢复还差最后一步没有做完（{error.strerror}）。请关闭打开着资料的其他程序，检查磁盘，再打开协务通，"
                      "会接着做完。") from None
    ready.unlink()

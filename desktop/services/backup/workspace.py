"""A private folder for a trial, gone afterwards; and a mark that says whether somebody still works in a folder."""
from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from desktop import temporary


@contextmanager
def workspace() -> Iterator[Path]:
    """Only this user can read it (0700)."""
    folder = temporary.folder()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def hold(mark: IO[bytes]) -> bool:
    """Take the mark until its file is closed or the program ends, killed too; False when another program has it."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(mark.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

"""What went wrong inside the program, noted without a word of what the office keeps: kinds of errors and places in the code.

Neither messages nor values are noted, because both quote names, numbers and files' names. The log is a small file that
goes round (three of half a megabyte) in the user's own folder, readable by this user only.
"""
from __future__ import annotations

import faulthandler
import logging
import os
import platform
import re
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

FOLDER, NAME, FAULTS = "log", "xiewu.log", "faults.log"
LARGEST, KEPT = 500_000, 2
MOST_FRAMES = 30

log = logging.getLogger("xiewu")


class Private(RotatingFileHandler):
    """Every file of the round is made for this user only."""

    def _open(self):
        file = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(file, "a", encoding="utf-8")


def start(folder: Path) -> None:
    """Note errors of this process in `folder`/log from now on; a folder that cannot be written is no reason to fail."""
    if any(isinstance(h, Private) and Path(h.baseFilename).parent == (folder / FOLDER).absolute() for h in log.handlers):
        return
    stop()
    try:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = Private(folder / FOLDER / NAME, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False


def stop() -> None:
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()


def watch_faults(folder: Path) -> None:
    """A crash below Python (of Qt, of a library) leaves the places in the code, which hold no values."""
    try:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / FOLDER / FAULTS
        if path.exists() and path.stat().st_size > LARGEST:
            path.unlink()
        faults = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8")
    except OSError:
        return
    faulthandler.enable(faults)


def report(error: BaseException) -> str:
    """Kind, places and causes of an error, and which program on which system: fit to be handed to anybody."""
    from desktop import __version__

    lines = [f"协务通 {__version__}　{platform.system()} {platform.release()}　Python {platform.python_version()}"]
    told: BaseException | None = error
    seen: set[int] = set()
    while told is not None and id(told) not in seen:
        seen.add(id(told))
        number = f"（{told.errno}）" if isinstance(told, OSError) and told.errno is not None else ""
        lines.append(f"{type(told).__module__}.{type(told).__qualname__}{number}".removeprefix("builtins."))
        lines += places(told.__traceback__)
        told = told.__cause__ or told.__context__
    return "\n".join(lines)


def places(trace: TracebackType | None) -> list[str]:
    """desktop/services/store.py:91 operation; never the whole path, which holds the user's name."""
    return [f"  {short(Path(f.filename))}:{f.lineno} {f.name}" for f in extract_tb(trace)[-MOST_FRAMES:]]


def short(file: Path) -> str:
    """From our own package on; of other files the name and its folder."""
    ours = file.parts[::-1].index("desktop") + 1 if "desktop" in file.parts else 2
    return "/".join(file.parts[-ours:])


def scrubbed(text: str) -> str:
    """A foreign message without what may be personal: quoted words, paths, numbers, and everything that is not ASCII."""
    text = re.sub(r"\"[^\"]*\"|'[^']*'|“[^”]*”", "…", text)
    text = re.sub(r"(?:[A-Za-z]:)?[\\/][^\s,;]*", "…", text)
    text = re.sub(r"\d{4,}[\dXx]*", "…", text)
    return re.sub(r"(?:[^\x20-\x7e]+|…)+", "…", text)[:300]


def failure(error: BaseException) -> str:
    """Note an error; returns its report."""
    text = report(error)
    log.error("%s", text)
    return text


def hook(show: Callable[[str], None]) -> None:
    """Errors that nobody caught are noted, and those of the main thread shown; errors of other threads too."""

    def caught(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.exit(130)
        show(failure(error))

    def in_thread(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
            show(failure(told.exc_value))

    def unraisable(told: sys.UnraisableHookArgs) -> None:
        if told.exc_value is not None:
            failure(told.exc_value)

    sys.excepthook = caught
    threading.excepthook = in_thread
    sys.unraisablehook = unraisable



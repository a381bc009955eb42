"""Fonts of a PDF and pdfium are used by one thread at a time: whoever writes, checks or shows a PDF takes this turn."""
from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from threading import RLock

DRAWING = RLock()


def turn(format: str) -> AbstractContextManager[object]:
    """For writing a paper in a format; only a pdf waits for its turn."""
    return DRAWING if format == "pdf" else nullcontext()

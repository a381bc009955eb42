"""What a paper will look like: its pages as a PDF, which is also what is sent to the printer."""
from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from desktop import temporary
from desktop.exporters.registry import Paper, Request
from desktop.services.progress import Progress, silent
from desktop.services.store import Store


def pdf(store: Store, paper: Paper, request: Request, progress: Progress = silent) -> bytes:
    """Made in a folder of its own that is gone afterwards. Raises Refused with a sentence."""
    with TemporaryDirectory(prefix=temporary.prefix()) as folder:
        out = Path(folder, "paper.pdf")
        paper.print(store, request, "pdf", out, progress)
        return out.read_bytes()

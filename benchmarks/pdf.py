"""A list of 1500 rows by the pdf pen, checked, against the same pages by reportlab's canvas alone."""
from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ledger import COLUMNS, ledger
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop.exporters import pdf
from desktop.exporters.fonts import FANGSONG, file

TITLE = "PDF 笔画1500行"
YARDSTICK = "手写 reportlab 画布"
AIM = 1.3
ROUNDS = 9
WIDTH, HEIGHT, SIDE, TOP = 841.9, 595.3, 42.5, 51.0
SIZE, PITCH = 9.0, 19.0


@contextmanager
def sides(folder: Path) -> Iterator[tuple[Callable[[], float], Callable[[], float]]]:
    report = ledger(1500)
    widths = [field.kind.width * 8.0 for field in COLUMNS]
    across = sum(widths)
    pdfmetrics.registerFont(TTFont("hand", str(file(FANGSONG))))  # once in a program, as the pen does
    widths = [width * (WIDTH - 2 * SIDE) / across for width in widths]

    def ours() -> float:
        started = time.perf_counter()
        pdf.write(report, folder / "ours.pdf")
        return time.perf_counter() - started

    def yardstick() -> float:
        started = time.perf_counter()
        canvas = Canvas(str(folder / "hand.pdf"), (WIDTH, HEIGHT))
        texts = [line for each in report.groups for line in ([each.title], *(report.texts(row) for row in each.rows))]
        y = 0.0
        for line in texts:
            if y < TOP:
                if canvas.getPageNumber() > 1 or y:
                    canvas.showPage()
                canvas.setFont("hand", SIZE)
                y = HEIGHT - TOP
                drawn([field.label for field in COLUMNS], canvas, y, widths)
                y -= PITCH
            drawn(line, canvas, y, widths if len(line) > 1 else [WIDTH - 2 * SIDE])
            y -= PITCH
        canvas.showPage()
        canvas.save()
        return time.perf_counter() - started

    yield ours, yardstick


def drawn(texts: list[str], canvas: Canvas, y: float, widths: list[float]) -> None:
    """One row: its boxes, each text in the middle of its own."""
    x = SIDE
    for text, width in zip(texts, widths, strict=True):
        canvas.rect(x, y - PITCH, width, PITCH)
        canvas.drawCentredString(x + width / 2, y - 13.0, text)
        x += width

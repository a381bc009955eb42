"""Pages on their way to a printer: as the PDF itself where the system takes it, else as pictures at the printer's own dots."""
from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desktop import temporary
from desktop.exporters.pictures import Pages, extract
from desktop.fields.refused import Refused
from desktop.rules.printing import sheets
from desktop.services.progress import Cancelled, Progress
from desktop.views.widgets.pages import image

ONE_SIDE, LONG_EDGE, SHORT_EDGE = "单面", "双面，长边翻页（竖版用）", "双面，短边翻页（横版用）"
SIDES = (ONE_SIDE, LONG_EDGE, SHORT_EDGE)
WHOLE, SHRUNK = "实际大小", "缩到打印机能印的范围"
SIZES = (WHOLE, SHRUNK)
GREY, COLOUR = 600, 300  # dots an inch at most: finer ones only make the printer wait
BAND = 512  # lines of a picture at once, so that a page of 600 dots an inch never lies in memory whole
WAIT = 60  # seconds for the print service to take a paper
CUPS_SIDES = {ONE_SIDE: "one-sided", LONG_EDGE: "two-sided-long-edge", SHORT_EDGE: "two-sided-short-edge"}
DUPLEX = {ONE_SIDE: QPrinter.DuplexMode.DuplexNone, LONG_EDGE: QPrinter.DuplexMode.DuplexLongSide,
          SHORT_EDGE: QPrinter.DuplexMode.DuplexShortSide}


@dataclass(frozen=True)
class Wish:
    """`pages` are numbers from 1, in the order of printing."""
    printer: str
    pages: Sequence[int]
    copies: int = 1
    sides: str = ONE_SIDE
    size: str = WHOLE

    @property
    def sheets(self) -> int:
        return sheets(len(self.pages), self.copies, self.sides != ONE_SIDE)


def printers() -> list[str]:
    """The usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: name != usual)


def takes_pdf() -> bool:
    """Linux's print service takes the PDF as it is."""
    return os.name != "nt" and shutil.which("lp") is not None


def hand_over(pages: Pages, wish: Wish, title: str, progress: Progress) -> None:
    """To the print service, as a PDF of the chosen pages."""
    progress(0, len(wish.pages))
    with TemporaryDirectory(prefix=temporary.prefix()) as folder:
        file = Path(folder, "paper.pdf")
        file.write_bytes(extract(pages.content, [page - 1 for page in wish.pages]))
        words = ["lp", "-d", wish.printer, "-n", str(wish.copies), "-t", title, "-o", f"sides={CUPS_SIDES[wish.sides]}",
                 "-o", "collate=true", "-o", "print-scaling=fit" if wish.size == SHRUNK else "print-scaling=none", str(file)]
        try:
            done = subprocess.run(words, capture_output=True, text=True, timeout=WAIT, check=False)
        except subprocess.TimeoutExpired:
            raise Refused(f"打印机“{wish.printer}”没有回应，没有打印。请检查打印机是否开机、联机，再试一次。") from None
        except OSError as error:
            raise Refused(f"打印服务不能启动（{error.strerror}），没有打印。可以先存为 PDF 文件，用别的程序打印。") from None
    if done.returncode:
        raise Refused(f"打印机“{wish.printer}”没有接受这份材料，没有打印。请检查打印机和系统的打印服务。"
                      + (f"（{done.stderr.strip().splitlines()[-1]}）" if done.stderr.strip() else ""))
    progress(len(wish.pages), len(wish.pages))


def printer_for(wish: Wish) -> QPrinter:
    """Made in the window's thread, used by `paint` in any."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    if wish.printer:
        made.setPrinterName(wish.printer)
    made.setFullPage(True)
    made.setColorMode(QPrinter.ColorMode.Color)
    made.setDuplex(DUPLEX[wish.sides])
    return made


def paint(pages: Pages, wish: Wish, printer: QPrinter, title: str, progress: Progress) -> None:
    """Every copy after the other. Stopping keeps from the printer what was not sent yet."""
    printer.setDocName(title)
    own_copies = printer.supportsMultipleCopies()
    printer.setCopyCount(wish.copies if own_copies else 1)
    order = [page - 1 for _ in range(1 if own_copies else wish.copies) for page in wish.pages]
    lay(pages, order[0], printer)
    painter = QPainter()
    if not painter.begin(printer):
        raise Refused(f"打印机“{wish.printer}”没有回应，没有打印。请检查打印机是否开机、联机，再试一次。")
    try:
        for done, number in enumerate(order):
            progress(done, len(order))
            if done:
                lay(pages, number, printer)
                printer.newPage()
            page(pages, number, printer, painter, wish.size == SHRUNK)
        progress(len(order), len(order))
    except Cancelled:
        painter.end()
        printer.abort()
        raise
    painter.end()
    if printer.printerState() == QPrinter.PrinterState.Error:
        raise Refused(f"打印机“{wish.printer}”中途出错，可能没有印完。请检查打印机，再选没有印出的页打印。")


def lay(pages: Pages, number: int, printer: QPrinter) -> None:
    """The sheet of the next page: as large as the page, upright or across."""
    wide, high = pages.sizes[number]
    size = QPageSize(QSizeF(min(wide, high), max(wide, high)), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = QPageLayout.Orientation.Landscape if wide > high else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, turned, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)


def page(pages: Pages, number: int, printer: QPrinter, painter: QPainter, shrunk: bool) -> None:
    grey, device = not pages.coloured(number), printer.resolution()
    dots = device / ceil(device / (GREY if grey else COLOUR))  # whole dots of the printer for each of the picture
    wide, high = pages.sizes[number]
    width = round(wide / 72 * dots)
    height = pages.height(number, width)
    room, scale = QRectF(0, 0, wide / 72 * device, high / 72 * device), device / dots
    if shrunk:
        edges = printer.pageLayout().minimumMargins() * (device / 72)
        room = room.marginsRemoved(edges)
        scale = min(room.width() / width, room.height() / height)
    for first in range(0, height, BAND):
        last = min(first + BAND, height)
        part = image(pages.band(number, width, first, last, grey))
        painter.drawImage(QRectF(room.x(), room.y() + first * scale, width * scale, (last - first) * scale), part)

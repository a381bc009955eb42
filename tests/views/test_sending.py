"""Pages on their way to a printer: all of them, in order, whole, and nothing when the printer does not answer."""
from __future__ import annotations

import io
import os
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from reportlab.pdfgen.canvas import Canvas

from desktop.exporters.pictures import Pages
from desktop.fields.refused import Refused
from desktop.services.progress import Cancelled, silent
from desktop.views import sending
from desktop.views.sending import LONG_EDGE, SHORT_EDGE, SHRUNK, Wish

A4 = (595.0, 842.0)


@pytest.fixture
def pages():
    """Six pages; a black mark stands the further to the right the later the page; the third lies across, the last is red."""
    packed = io.BytesIO()
    canvas = Canvas(packed, A4)
    for number in range(6):
        canvas.setPageSize(A4[::-1] if number == 2 else A4)
        canvas.setFillColorRGB(0.8 if number == 5 else 0, 0, 0)
        canvas.rect(40 + 80 * number, 300, 40, 40, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    made = Pages(packed.getvalue())
    yield made
    made.close()


def printed(paper, tmp_path, **wish) -> list[tuple[bool, int, tuple[int, int, int]]]:
    """(lies across, number of the page, its colour) for every page that came out."""
    asked = Wish("", **{"pages": [1, 2, 3, 4, 5, 6], **wish})
    printer = sending.printer_for(asked)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setResolution(150)
    sending.paint(paper, asked, printer, "名册", silent)
    return read(tmp_path / "out.pdf")


def read(file: Path) -> list[tuple[bool, int, tuple[int, int, int]]]:
    seen = []
    with pypdfium2.PdfDocument(file) as out:
        for page in out:
            wide, high = page.get_size()
            picture = page.render().to_pil().convert("RGB")
            y = round((high - 320) * picture.height / high)
            marked = [n for n in range(6) if picture.getpixel((round((60 + 80 * n) * picture.width / wide), y)) != (255, 255, 255)]
            assert len(marked) == 1
            seen.append((wide > high, marked[0], picture.getpixel((round((60 + 80 * marked[0]) * picture.width / wide), y))))
    return seen


def test_every_page_comes_out_as_it_lies_and_where_it_stands(pages, tmp_path):
    came = printed(pages, tmp_path)
    assert [(across, number) for across, number, _ in came] == [(n == 2, n) for n in range(6)]
    assert came[0][2] == (0, 0, 0) and came[5][2][0] > 150 > 60 > came[5][2][1]


def test_copies_and_chosen_pages_come_in_order(pages, tmp_path):
    assert [number for _, number, _ in printed(pages, tmp_path, pages=[4, 2], copies=2)] == [3, 1, 3, 1]


def test_shrunk_pages_keep_their_place(pages, tmp_path):
    assert [number for _, number, _ in printed(pages, tmp_path, size=SHRUNK)] == list(range(6))


def test_stopping_sends_no_more(pages, tmp_path):
    asked = Wish("", [1, 2, 3])
    printer = sending.printer_for(asked)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))

    def progress(done: int, total: int) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        sending.paint(pages, asked, printer, "名册", progress)


def test_a_wish_counts_its_paper():
    assert Wish("", [1, 2, 3], 2, LONG_EDGE).sheets == 4


@pytest.fixture
def service(tmp_path, monkeypatch):
    """A print service that keeps what it is given; the printer 坏 refuses."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "lp").write_text('#!/bin/sh\nfor last; do :; done\ncp "$last" "$KEEP/kept.pdf"\necho "$@" > "$KEEP/words"\n'
                               'if [ "$2" = "坏" ]; then echo "lp: 打印机不存在" >&2; exit 1; fi\n', encoding="utf-8")
    (folder / "lp").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    monkeypatch.setenv("KEEP", str(tmp_path))
    return tmp_path


@pytest.mark.skipif(os.name == "nt", reason="the print service of Linux")
def test_the_print_service_gets_the_pdf_itself(pages, service):
    assert sending.takes_pdf()
    sending.hand_over(pages, Wish("HP", [2, 6], 3, SHORT_EDGE), "名册", silent)
    assert [number for _, number, _ in read(service / "kept.pdf")] == [1, 5]
    words = (service / "words").read_text("utf-8")
    assert "-d HP -n 3 -t 名册" in words and "sides=two-sided-short-edge" in words and "print-scaling=none" in words
    with pytest.raises(Refused, match=r"“坏”没有接受这份材料，没有打印。.*打印机不存在"):
        sending.hand_over(pages, Wish("坏", [1]), "名册", silent)

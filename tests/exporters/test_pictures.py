"""Pages as they are seen: their size, their ink, and whether they have colour."""
from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from desktop.exporters.pictures import Pages
from desktop.fields.refused import Refused

A4 = (595.0, 842.0)


@pytest.fixture
def pages():
    packed = io.BytesIO()
    canvas = Canvas(packed, A4)
    canvas.rect(0, 742, 100, 100, stroke=0, fill=1)  # the upper left corner is black
    canvas.showPage()
    canvas.setPageSize(A4[::-1])
    canvas.setFillColorRGB(0.8, 0, 0)
    canvas.rect(0, 0, 100, 100, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    made = Pages(packed.getvalue())
    yield made
    made.close()


def pixel(picture, x, y):
    step = 1 if picture.grey else 4
    return tuple(picture.data[y * picture.stride + x * step:][:3 if step == 4 else 1])


def test_a_page_is_as_wide_as_asked(pages):
    assert len(pages) == 2 and pages.sizes[1] == A4[::-1]
    seen = pages.picture(0, 400)
    assert (seen.width, seen.height) == (400, 566)
    assert pixel(seen, 10, 10) == (0, 0, 0) and pixel(seen, 200, 300) == (255, 255, 255)


def test_a_band_is_the_strip_that_was_asked_for(pages):
    upper, lower = pages.band(0, 595, 0, 101, grey=True), pages.band(0, 595, 101, 300, grey=True)
    assert (upper.height, lower.height) == (101, 199) and pages.height(0, 595) == 842
    assert pixel(upper, 50, 95) == (0,) and pixel(lower, 50, 5) == (255,)


def test_colour_is_noticed(pages):
    assert not pages.coloured(0) and pages.coloured(1)


def test_what_is_no_pdf_is_refused():
    with pytest.raises(Refused, match="打不开"):
        Pages(b"%PDF-1.7 cut off")

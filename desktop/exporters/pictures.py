"""The pages of a PDF as pictures, for the screen and for printers that take no PDF."""
from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import pypdfium2

from desktop.exporters.drawing import DRAWING
from desktop.fields.refused import Refused

LOOK = 320  # pixels across, enough to see whether a page has colour


@dataclass(frozen=True)
class Picture:
    """`data` has `stride` bytes a line: a byte for each pixel where it is `grey`, else blue, green, red, unused."""
    width: int
    height: int
    stride: int
    grey: bool
    data: bytes


class Pages:
    """A PDF that is open: `sizes` of its pages in points. Used from any thread, by one at a time."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._document: pypdfium2.PdfDocument | None = None
        with DRAWING:
            try:
                self._document = pypdfium2.PdfDocument(content)
                self.sizes = [self._document.get_page_size(n) for n in range(len(self._document))]
            except pypdfium2.PdfiumError:
                raise Refused("这份 PDF 打不开，可能已经损坏。请重新生成一次。") from None

    def close(self) -> None:
        with DRAWING:
            document, self._document = self._document, None
            if document is not None:
                document.close()

    def __del__(self) -> None:
        self.close()  # pdfium's own ending would not wait for its turn

    def __len__(self) -> int:
        return len(self.sizes)

    def height(self, number: int, width: int) -> int:
        """How high page `number`, from 0, is in pixels when it is `width` pixels across."""
        return ceil(self.sizes[number][1] * self._scale(number, width))

    def picture(self, number: int, width: int) -> Picture:
        return self._drawn(number, self._scale(number, width))

    def band(self, number: int, width: int, first: int, last: int, grey: bool) -> Picture:
        """Of the page `width` pixels across the lines from `first` up to `last`."""
        scale = self._scale(number, width)
        upper, lower = ((lines - 0.5) / scale if lines else 0 for lines in (first, self.height(number, width) - last))
        return self._drawn(number, scale, (0, lower, 0, upper), grey)

    def coloured(self, number: int) -> bool:
        """Whether anything on the page is neither black, white nor grey."""
        seen = self.picture(number, LOOK)
        blue, green, red = (seen.data[n::4] for n in range(3))
        return not blue == green == red

    def _scale(self, number: int, width: int) -> float:
        """Pixels in a point; pdfium rounds up."""
        return (width - 0.5) / self.sizes[number][0]

    def _drawn(self, number: int, scale: float, crop: tuple[float, float, float, float] = (0, 0, 0, 0), grey: bool = False) -> Picture:
        with DRAWING:
            if self._document is None:
                raise Refused("这份 PDF 已经关闭。")
            page = self._document[number]
            made = page.render(scale=scale, crop=crop, grayscale=grey, prefer_bgrx=not grey)  # type: ignore[arg-type]  # any number, whatever its default
            picture = Picture(made.width, made.height, made.stride, grey, bytes(made.buffer))
            made.close()
            page.close()
        return picture


def extract(content: bytes, numbers: Sequence[int]) -> bytes:
    """A PDF of the pages `numbers`, from 0, in their order; still type and lines, not pictures."""
    packed = io.BytesIO()
    with DRAWING, pypdfium2.PdfDocument(content) as whole, pypdfium2.PdfDocument.new() as part:
        part.import_pages(whole, list(numbers))
        part.save(packed)
    return packed.getvalue()

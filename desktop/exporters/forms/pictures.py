"""Photos that go into a form: made no larger than they print, turned upright, each kept once, fitted into their place."""
from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

DOTS = 300  # per inch in print
SMALL = 150_000  # bytes; such a picture is taken as it is
EMU = 36_000  # in a mm
TYPES = {"jpeg": "image/jpeg", "png": "image/png"}

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
INLINE = (
    f'<w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{across}" cy="{up}"/><wp:docPr id="{number}" name="照片{number}"/>'
    f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/picture"><pic:pic xmlns:pic="{DRAWING}/picture">'
    '<pic:nvPicPr><pic:cNvPr id="{number}" name="照片{number}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{link}"/>'
    '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{up}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>')


class Pictures:
    """The pictures of one file. `stem` is how their parts are called, before a number."""

    def __init__(self, stem: str) -> None:
        self.stem = stem
        self.parts: dict[str, bytes] = {}
        self.known: dict[str, str] = {}
        self.prepared: dict[tuple[Path, tuple[float, float]], tuple[bytes, str, float] | None] = {}
        self.placed = 0

    @property
    def types(self) -> dict[str, str]:
        return {suffix: TYPES[suffix] for suffix in dict.fromkeys(name.rpartition(".")[2] for name in self.parts)}

    def relations(self, folder: str) -> list[tuple[str, str, str]]:
        return [(link(number), "image", f"{folder}/{name.rpartition('/')[2]}") for number, name in enumerate(self.parts, 1)]

    def add(self, path: Path, room: tuple[float, float]) -> tuple[int, float, float] | None:
        """(number of its part, width, height in mm) of a picture fitted into the room; None when it is none."""
        if (path, room) not in self.prepared:
            self.prepared[path, room] = read(path, room)
        found = self.prepared[path, room]
        if found is None:
            return None
        data, suffix, shape = found
        name = self.part(data, suffix)
        across = min(room[0], room[1] / shape)
        return list(self.parts).index(name) + 1, across, across * shape

    def part(self, data: bytes, suffix: str) -> str:
        print_ = hashlib.sha256(data).hexdigest()
        if print_ not in self.known:
            name = f"{self.stem}{len(self.parts) + 1}.{suffix}"
            self.parts[name] = data
            self.known[print_] = name
        return self.known[print_]

    def inline(self, path: Path, room: tuple[float, float]) -> str:
        """The picture as it stands in a line of a Word document; '' when the file is no picture."""
        placed = self.add(path, room)
        if placed is None:
            return ""
        number, across, up = placed
        self.placed += 1
        return INLINE.format(across=round(across * EMU), up=round(up * EMU), number=1_000_000_000 + self.placed, link=link(number))


def link(number: int) -> str:
    return f"formPicture{number}"


def is_picture(path: Path) -> bool:
    """By its first bytes; the dots are not looked at yet."""
    try:
        with Image.open(path) as picture:
            return bool(picture.format)
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False


def read(path: Path, room: tuple[float, float]) -> tuple[bytes, str, float] | None:
    """(bytes, jpeg or png, height by width) of an upright picture with no more dots than are printed."""
    try:
        data = path.read_bytes()
        with Image.open(BytesIO(data)) as picture:
            kind = (picture.format or "").lower()
            turned = picture.getexif().get(0x0112, 1) != 1
            most = max(round(side / 25.4 * DOTS) for side in room)
            if kind in TYPES and not turned and len(data) <= SMALL:
                picture.load()
                return data, kind, picture.height / picture.width
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((most, most))
            kept = BytesIO()
            if upright.mode in ("RGBA", "LA", "P"):
                upright.save(kept, "PNG")
                return kept.getvalue(), "png", upright.height / upright.width
            upright.convert("RGB").save(kept, "JPEG", quality=90)
            return kept.getvalue(), "jpeg", upright.height / upright.width
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None

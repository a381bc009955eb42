"""Is a file a picture that can be printed? Told by decoding it, in a size that costs little."""
from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

MOST_POINTS = 40_000_000  # a camera's picture; more is made to fill the memory
SMALL = (480, 640)
HEADS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}
READ = ("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP")
MOST_ACROSS, MOST_KEPT = 1900, 400_000  # dots of a whole page's width at 300 to the inch; bytes of one that is kept as it is
NO_PICTURE, BROKEN = "不是 jpg 或 png 图片", "图片不完整或已损坏，请用看图软件打开另存后再试"


def objection(path: Path) -> str:
    """Why a file cannot be printed as a picture; nothing when it can. Animations and other kinds are no photos."""
    from PIL import Image, ImageFile

    assert not ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        with path.open("rb") as stream:
            start = stream.read(8)
            kind = next((name for head, name in HEADS.items() if start.startswith(head)), "")
            if not kind:
                return NO_PICTURE
            stream.seek(0)
            with Image.open(stream, formats=[kind]) as image:
                wide, high = image.size
                if wide * high > MOST_POINTS:
                    return f"有 {wide}×{high} 点，太大，请先缩小"
                image.draft("RGB", SMALL)
                image.load()
    except Image.DecompressionBombError:
        return "太大，请先缩小"
    except OSError as error:
        return "打不开" if error.errno else BROKEN
    except Exception:  # whatever a damaged picture does to its decoder
        return BROKEN
    return ""


class Unprintable(ValueError):
    """Why a picture of a document cannot be kept, as the end of a sentence that begins with it."""


def printable(data: bytes, crop: Sequence[float] = (0, 0, 0, 0)) -> tuple[bytes, tuple[int, int]]:
    """The picture upright as jpg or png with no more dots than a page prints, and its size in dots.

    `crop` is what is cut off at the left, top, right and bottom, as shares. Raises Unprintable.
    """
    from PIL import Image, ImageOps

    if data[:4] == b"\xd7\xcd\xc6\x9a" or data[40:44] == b" EMF":
        raise Unprintable("是矢量图（EMF、WMF），请在 WPS 中把它另存为 png 图片再插入")
    try:
        with Image.open(io.BytesIO(data), formats=READ) as image:
            kind, (wide, high) = image.format, image.size
            if wide * high > MOST_POINTS:
                raise Unprintable(f"有 {wide}×{high} 点，太大，请先缩小")
            image.load()
            turned = image.getexif().get(0x0112, 1) != 1
            if kind in ("JPEG", "PNG") and not turned and not any(crop) and max(wide, high) <= MOST_ACROSS and len(data) <= MOST_KEPT:
                return data, (wide, high)
            made = ImageOps.exif_transpose(image)
            wide, high = made.size
            left, top, right, bottom = crop
            made = made.crop((round(wide * left), round(high * top), round(wide * (1 - right)), round(high * (1 - bottom))))
            made.thumbnail((MOST_ACROSS, MOST_ACROSS))
            kept = io.BytesIO()
            if made.mode in ("1", "L", "P", "PA", "LA", "RGBA"):
                (made.convert("RGBA") if made.mode in ("PA", "P") else made).save(kept, "PNG", optimize=True)
            else:
                made.convert("RGB").save(kept, "JPEG", quality=88)
            return kept.getvalue(), made.size
    except Image.DecompressionBombError:
        raise Unprintable("太大，请先缩小") from None
    except Unprintable:
        raise
    except Image.UnidentifiedImageError:
        raise Unprintable("认不出是什么格式或已损坏，请在 WPS 中把它另存为 png 图片再插入") from None
    except Exception:  # whatever a damaged picture does to its decoder
        raise Unprintable("不完整或已损坏") from None

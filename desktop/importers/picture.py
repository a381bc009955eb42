"""Is a file a picture that can be printed? Told by decoding it, in a size that costs little."""
from __future__ import annotations

from pathlib import Path

MOST_POINTS = 40_000_000  # a camera's picture; more is made to fill the memory
SMALL = (480, 640)
HEADS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}
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

"""Where the program's own files lie: the office's folder first, then those that came with the program."""
from __future__ import annotations

import sys
from pathlib import Path


def bundled() -> Path:
    """The folder `resources` beside the sources, or inside the bundle that PyInstaller unpacked."""
    unpacked = getattr(sys, "_MEIPASS", None)
    return (Path(unpacked) if unpacked else Path(__file__).resolve().parent.parent) / "resources"


def find(relative: str, office: Path | None = None) -> Path:
    """`relative` as 'templates/member/roster.xlsx'; the office's own file of that name stands in for ours.

    Raises FileNotFoundError with a sentence for the user.
    """
    for folder in (office, bundled()):
        if folder is not None and (folder / relative).exists():
            return folder / relative
    raise FileNotFoundError(f"程序自带的文件“{relative}”找不到了，资料没有改动。请重新安装协务通，资料不会丢失。")

"""The verbs of a whole store: begin one, make the practice county, draw its window."""
from __future__ import annotations

import argparse
from pathlib import Path

from desktop.cli.common import DONE, Verb


def add(verb: Verb) -> None:
    verb("init", init, "新建一份空的数据（已有本届届次）")
    verb("demo", demo, "生成练习县")
    for name, help in (("tour", "把每个页面画成图片"), ("picture", "把窗口画成一张图片")):
        drawing = verb(name, draw, help)
        drawing.add_argument("-o", "--out", type=Path, required=True)


def init(asked: argparse.Namespace) -> int:
    from desktop.services import office, opening, whereabouts

    asked.settings.make_folder()
    store = opening.create(asked.settings.store)
    office.found(store)
    store.close()
    print(f"已新建：{asked.settings.store}")
    if store.file is not None and (unsafe := whereabouts.warning(store.file)):
        print(unsafe)
    return DONE


def demo(asked: argparse.Namespace) -> int:
    from desktop.services import demo as practice

    asked.settings.make_folder()
    practice.create(asked.settings.store).close()
    print(f"练习县已生成：{asked.settings.store}（今天按 2026-06-30 计）")
    return DONE


def draw(asked: argparse.Namespace) -> int:
    from desktop import tour

    return tour.run(asked.settings, asked.out, whole=asked.verb == "tour")

"""Drive the real window over a store and save a picture of every page, dialog and state."""
from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from desktop.fields.refused import Refused
from desktop.settings import Settings

SIZE = (1366, 768)
SCALES = (1.0, 1.5)


def run(settings: Settings, out: Path, *, whole: bool) -> int:
    """`whole`: every page at 100 % and 150 % into the folder `out`; otherwise one picture of the members' page."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from desktop import app
    from desktop.views import theme

    program = app.application()
    window = app.Window(settings)
    window.resize(*SIZE)
    window.show()
    if not window.open_store():
        raise Refused(f"{settings.store} 没有打开，没有画图。")
    if not whole:
        window.open("members")
        save(program, window, out)
        window.close()
        return 0
    out.mkdir(parents=True, exist_ok=True)
    for scale in SCALES:
        theme.apply(program, scale)
        for name, picture in stops(window):
            save(program, picture(), out / f"{name}-{round(scale * 100)}.png")
    theme.apply(program, 1.0)
    window.close()
    assert isinstance(program, QApplication)
    print(f"已画 {len(list(out.glob('*.png')))} 张图：{out}")
    return 0


def save(program: Any, widget: Any, out: Path) -> None:
    for _ in range(4):
        program.processEvents()
    if not widget.grab().save(str(out)):
        raise Refused(f"{out} 写不了，没有画图。")


def stops(window: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """(name, what to do to see it): the steps of the tour, which grows with every page."""
    from desktop.views.pages import DESK, PAGES

    def page(key: str) -> Callable[[], Any]:
        def go() -> Any:
            window.open(key)
            return window

        return go

    yield "desk", page(DESK)
    for key, *_ in PAGES:
        yield key, page(key)
        widget = window.open(key)
        yield from inside(window, key, widget)


def inside(window: Any, key: str, widget: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """The drawer, the form and the dialogs of a page."""
    table = getattr(widget, "table", None)
    if key == "settings":
        for number in range(widget.tabs.count()):
            def turn(n: int = number) -> Any:
                widget.tabs.setCurrentIndex(n)
                return window

            yield f"settings-{number}", turn
        return
    if table is None or not table.shown_rows():
        return
    first = table.shown_rows()[min(8, len(table.shown_rows()) - 1)]["id"]

    def choose() -> Any:
        table.choose(first)
        return window

    yield f"{key}-drawer", choose
    if not hasattr(widget, "edit"):
        return
    tabs = widget.drawer.tabs
    for number in range(1, tabs.count()):
        def turn_tab(n: int = number) -> Any:
            widget.drawer.tabs.setCurrentIndex(n)
            return window

        yield f"{key}-tab-{number}", turn_tab

    def edit() -> Any:
        widget.edit(first)
        return window

    yield f"{key}-form", edit
    widget.uncover(widget.covered())

    def importing() -> Any:
        widget.import_file()
        return window

    if hasattr(widget, "import_file"):
        yield f"{key}-import", importing
        widget.uncover(widget.covered())
    table.clearSelection()

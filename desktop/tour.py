"""Drive the real window over a store and save a picture of every page, dialog and state."""
from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop import temporary
from desktop.fields.refused import Refused
from desktop.settings import Settings

SIZE = (1366, 768)
SCALES = (1.0, 1.5, 1.75)


def run(settings: Settings, out: Path, *, whole: bool) -> int:
    """`whole`: every page at 100 %, 150 % and 175 % into the folder `out`; otherwise one picture of the members' page."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from desktop import app
    from desktop.views import theme

    program = app.application()
    scales = SCALES if whole else (1.0,)
    if whole:
        out.mkdir(parents=True, exist_ok=True)
    for scale in scales:
        theme.apply(program, scale)
        window = app.Window(replace(settings, folder=temporary.folder()))  # nobody's own columns
        window.resize(*SIZE)
        window.show()
        if not window.open_store():
            raise Refused(f"{settings.store} 没有打开，没有画图。")
        if whole:
            for name, picture in stops(window):
                save(program, picture(), out / f"{name}-{round(scale * 100)}.png")
        else:
            window.open("members")
            save(program, window, out)
        window.close()
    theme.apply(program, 1.0)
    assert isinstance(program, QApplication)
    if whole:
        print(f"已画 {len(list(out.glob('*.png')))} 张图：{out}")
    return 0


def save(program: Any, widget: Any, out: Path) -> None:
    from PySide6.QtCore import QEvent

    for _ in range(4):
        program.processEvents()
        program.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # no event loop of its own runs here
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
    if key == "settings":
        yield from turned(window, key, widget.tabs)
        return
    if key == "printing":
        yield from printed(window, widget)
        return
    table = getattr(widget, "table", None)
    if table is None or not table.shown_rows():
        return
    row = table.shown_rows()[min(8, len(table.shown_rows()) - 1)]
    yield f"{key}-drawer", shown(window, lambda: table.choose(row["id"]))
    if not hasattr(widget, "edit"):
        return
    for name, picture in turned(window, key, widget.drawer.tabs):
        yield name.replace(f"{key}-", f"{key}-tab-"), picture
    yield f"{key}-form", shown(window, lambda: widget.edit(row["id"]))
    widget.uncover(widget.covered())
    if hasattr(widget, "import_file"):
        yield f"{key}-import", shown(window, widget.import_file)
        widget.uncover(widget.covered())
    for name, made in dialogs(window, key, widget, row):
        yield f"{key}-{name}", shown_apart(made)
    table.clearSelection()


def turned(window: Any, key: str, tabs: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    for number in range(tabs.count()):
        yield f"{key}-{number}", shown(window, lambda n=number: tabs.setCurrentIndex(n))


def printed(window: Any, page: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """A form among the papers, and the windows for the printer and for many files."""
    from desktop.exporters.papers import paper
    from desktop.exporters.registry import Request
    from desktop.views.batching import BatchDialog
    from desktop.views.printer import PrinterDialog

    form, request = paper("member-form"), Request(window.work.day)
    yield "printing-form", shown(window, lambda: page.come_to(form.key))
    yield "printing-printer", shown_apart(lambda: PrinterDialog(window.work, form.title, page.desk.preview.view.pages, lambda: None, page))
    yield "printing-batch", shown_apart(lambda: BatchDialog(window.work, form, request, page))


def shown(window: Any, act: Callable[[], object]) -> Callable[[], Any]:
    def go() -> Any:
        from PySide6.QtWidgets import QApplication, QWidget

        act()
        QApplication.processEvents()
        for widget in window.findChildren(QWidget):  # what is drawn beside the window's thread
            if widget.isVisible() and hasattr(widget, "draw_now"):
                widget.draw_now()
        return window

    return go


def shown_apart(make: Callable[[], Any]) -> Callable[[], Any]:
    def go() -> Any:
        dialog = make()
        dialog.show()
        return dialog

    return go


def dialogs(window: Any, key: str, widget: Any, row: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    from desktop.views.events import EventDialog
    from desktop.views.exporting import ExportDialog
    from desktop.views.manual import Manual
    from desktop.views.merging import MergeDialog
    from desktop.views.printing import PrintDialog
    from desktop.views.widgets.messages import Message, refusal

    yield "export", lambda: ExportDialog(window.work, key, widget.noun, widget.table, widget.columns(), widget)
    if key == "members":
        yield "manual", lambda: Manual(key, widget)
        yield "event", lambda: EventDialog(window.work, row, widget)
        yield "merge", lambda: MergeDialog(window.work, (), widget)
        yield "print", lambda: PrintDialog(window.work, "委员", parent=widget)
        yield "refusal", lambda: refusal("委员的“补选”由全体会议决定，不由常委会会议决定。没有登记，请改正后再存。", safe="", parent=widget)
        yield "confirm", lambda: Message("删除所选委员（2 人）", ["删除后可在下方“撤销”，也可在设置的回收站中恢复。"], state="wait",
                                         words=("取消", "删除 2 人"), danger=True, listed=["丁一", "于文"], parent=widget)

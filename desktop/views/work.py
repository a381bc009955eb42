"""What every page works with: the store, the day by which lists are asked, and the way to say what was done."""
from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.fields.refused import Refused
from desktop.views.widgets.jobs import TAKEN_BACK, Job, JobBar
from desktop.views.widgets.messages import refusal

if TYPE_CHECKING:
    from desktop.services.progress import Progress
    from desktop.services.store import Store
    from desktop.views.safekeeping import Keeper


def place(folder: Path, key: str) -> Path:
    return folder / f"view-{key}.json"


def recall(folder: Path, key: str) -> Any:
    """What the window remembered for this user; None for nothing."""
    try:
        return json.loads(place(folder, key).read_text("utf-8"))
    except (OSError, ValueError):
        return None


class Work(QObject):
    """changed(names): records of these classes were written, by this window or a job. day_changed: lists are asked anew.

    asked(page, what): go to another page, perhaps with a record to show. said(text, undoable): for the line below.
    scale_asked(scale): everything in another size of type.
    """
    changed = Signal(frozenset)
    day_changed = Signal()
    asked = Signal(str, object)
    said = Signal(str, bool)
    scale_asked = Signal(float)

    def __init__(self, store: Store, folder: Path, jobs: JobBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.folder = folder
        self.jobs = jobs
        self.as_of: dt.date | None = None
        self.keeper: Keeper | None = None
        store.watchers.append(self.changed.emit)  # from whichever thread: Qt hands it to this one

    @property
    def day(self) -> dt.date:
        """The day of the lists: today unless the user looks at another."""
        return self.as_of or self.store.today()

    def look_at(self, day: dt.date | None) -> None:
        self.as_of = day if day != self.store.today() else None
        self.day_changed.emit()

    def attempt(self, act: Callable[[], Any], parent: QWidget) -> tuple[bool, Any]:
        """Do it; a refusal is shown. (done, what it returned)."""
        try:
            return True, act()
        except Refused as refused:
            refusal(str(refused), safe="", parent=parent).exec()
            return False, None

    def run(self, words: str, work: Callable[[Progress], Any], done: Callable[[Any], object], parent: QWidget,
            failed: Callable[[], object] | None = None, *, refused: Callable[[Refused], object] | None = None,
            bar: JobBar | None = None, stopping: str = TAKEN_BACK, stopped: str = "已停止，没有写入任何内容") -> Job:
        """Long work beside the window; `done` gets its result, a refusal is shown, cancelling leaves nothing.

        `refused` takes a refusal instead; `bar` shows the progress where the window's own is covered by a dialog.
        """
        job = Job(work, parent)

        def fail(error: Exception) -> None:
            if failed is not None:
                failed()
            if not isinstance(error, Refused):
                raise error
            if refused is not None:
                refused(error)
            else:
                refusal(str(error), safe="", parent=parent).exec()

        def stop() -> None:
            if failed is not None:
                failed()
            self.said.emit(stopped, False)

        job.finished.connect(done)
        job.failed.connect(fail)
        job.cancelled.connect(stop)
        return (bar or self.jobs).watch(job, words, stopping)

    # what the window remembers for this user

    def remembered(self, key: str) -> Any:
        return recall(self.folder, key)

    def remember(self, key: str, value: Any) -> None:
        """Columns, widths, what is being typed: private to the user. A full disk is no reason to disturb."""
        from desktop.services.atomic import replace_file

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            text = json.dumps(value, ensure_ascii=False)
            replace_file(place(self.folder, key), lambda draft: draft.write_text(text, "utf-8", "surrogatepass"), private=True)
        except (OSError, Refused):
            return

"""F1: the manual beside the window, opened at the chapter of the page that is open."""
from __future__ import annotations

from PySide6.QtWidgets import QDialog, QListWidget, QTextBrowser, QWidget

from desktop import resources
from desktop.views import theme
from desktop.views.widgets.layout import row

CHAPTERS = {"members": "02", "committees": "02", "groups": "02", "persons": "02", "units": "02", "organisations": "02",
            "printing": "03", "settings": "09", "statistics": "03", "documents": "04", "meetings": "05", "speeches": "05",
            "proposals": "06", "consultations": "07", "oversight": "07", "tasks": "07", "work-items": "07",
            "forms": "03"}
FIRST = "01"


class Manual(QDialog):
    """Chapters at the left, by their first line; plain text of resources/manual."""

    def __init__(self, page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("使用说明")
        self.files = sorted(resources.find("manual").glob("*.md"))
        self.list, self.text = QListWidget(), QTextBrowser()
        self.list.setFixedWidth(theme.px(160))
        for file in self.files:
            self.list.addItem(file.read_text("utf-8").splitlines()[0].lstrip("# "))
        box = row(self.list, self.text, gap=12, margins=(12, 12, 12, 12))
        box.setStretch(1, 1)
        self.setLayout(box)
        self.resize(theme.px(820), theme.px(600))
        self.list.currentRowChanged.connect(lambda n: self.text.setMarkdown(self.files[n].read_text("utf-8")))
        wanted = CHAPTERS.get(page, FIRST)
        self.list.setCurrentRow(next((n for n, file in enumerate(self.files) if file.name.startswith(wanted)), 0))

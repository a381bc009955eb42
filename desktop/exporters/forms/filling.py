"""Opens a form file, whatever its kind, and writes filled ones."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from desktop.exporters.forms import package, pictures
from desktop.exporters.forms.marks import Record
from desktop.exporters.forms.story import Story
from desktop.fields.refused import Refused
from desktop.services.atomic import replace_file
from desktop.services.progress import Progress, silent


class Template(Protocol):
    package: package.Package

    @property
    def stories(self) -> list[Story]: ...

    @property
    def turns(self) -> int: ...

    def write(self, records: Sequence[Record], path: Path, progress: Progress) -> list[tuple[int, str]]:
        """(index of the record, what could not be done for it)."""
        ...


def opened(path: Path) -> Template:
    """Reads and prepares a form file; Refused with a sentence when it cannot be one."""
    found = package.opened(path)
    if found.kind == "docx":
        from desktop.exporters.forms.wordfill import WordTemplate

        return WordTemplate(found)
    from desktop.exporters.forms.sheetfill import SheetTemplate

    return SheetTemplate(found)


def usable(template: Template) -> None:
    """Refused when a condition or a pair of braces is left open: what would be printed is not what was meant."""
    for story in template.stories:
        for fault in story.faults:
            raise Refused(f"表样“{template.package.path.name}”{fault.place}：{fault.reason}，没有打印。请在 WPS 中改好表样后再打印。")


def write(template: Template, records: Sequence[Record], out: Path, progress: Progress = silent) -> list[tuple[int, str]]:
    """All records into one file, whole or not at all; what could not be placed, by the record's index."""
    usable(template)
    seen = [without_lost(record) for record in records]
    troubles: list[tuple[int, str]] = []

    def draw(path: Path) -> None:
        troubles.extend(template.write(seen, path, progress))

    replace_file(out, draw)
    return troubles


def without_lost(record: Record) -> Record:
    """A picture whose file is gone or is none counts as missing."""
    lost = [name for name, value in record.items() if isinstance(value, Path) and not pictures.is_picture(value)]
    return {**record, **dict.fromkeys(lost)} if lost else record

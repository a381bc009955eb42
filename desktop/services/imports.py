"""What can be imported, by the noun that the command line names it with."""
from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from desktop.fields.field import Field
from desktop.fields.refused import Refused
from desktop.importers import blocks, child, headings
from desktop.importers.headings import Table
from desktop.importers.source import Book
from desktop.rules.files import shown_name
from desktop.rules.rights import Right
from desktop.services import (
    committees,
    consultations,
    groups,
    marksheets,
    meetings,
    oversight,
    people,
    roster,
    speeches,
    tasks,
    units,
    vocabulary,
)
from desktop.services.importing import OnMatch, Plan
from desktop.services.progress import Progress, silent
from desktop.services.proposals import ledger, reading, storing
from desktop.services.store import Store


@dataclass(frozen=True)
class Imported:
    """`plan` writes nothing; `apply` stores the plan as one operation. `folders`: several files or a folder of them are usual."""
    folders: ClassVar[bool] = False

    key: str
    title: str
    fields: Callable[[Store], tuple[Field, ...]]
    planner: Callable[..., Plan]
    applier: Callable[..., int]

    def tables(self, store: Store, file: Path) -> list[Table]:
        """The tables of a file in which this noun's headings were found."""
        store.require(Right.IMPORT)
        book = self.read(file)
        fields = self.headings(store)
        found = headings.combine(book, fields, self.learned(store))
        if not found:
            key = next((f for f in fields if f.required), fields[0])
            raise Refused(f"{file.name} 里没有找到{self.title}的表头（至少要有“{key.label}”一列），没有导入。请检查表头后再试。")
        return found

    def several(self, store: Store, files: Sequence[Path], progress: Progress = silent) -> list[Table]:
        """The tables of all the files; each says whose it is."""
        if len(files) == 1:
            return self.tables(store, files[0])
        found = []
        for done, file in enumerate(files, 1):
            found += reading.of_file(file, self.tables(store, file))
            progress(done, len(files))
        return found

    def read(self, file: Path) -> Book:
        return child.read(file)

    def headings(self, store: Store) -> tuple[Field, ...]:
        """The fields, the one first without which a row is nobody's: by it the reader knows a row of headings."""
        return tuple(sorted(self.fields(store), key=lambda f: f.name != "name"))

    def pasted(self, store: Store, cells: Sequence[Sequence[str]], columns: Sequence[Field]) -> list[Table]:
        """A range from WPS, planned like a file; `columns` are those of the list."""
        store.require(Right.IMPORT)
        return vocabulary.pasted(cells, self.headings(store), columns, self.learned(store))

    def learned(self, store: Store) -> dict[str, str]:
        with store.read() as session:
            return vocabulary.learned(session, self.key)

    def plan(self, store: Store, tables: Sequence[Table], on_match: OnMatch = "update", progress: Progress = silent) -> Plan:
        return self.planner(store, tables, on_match=on_match, progress=progress)

    def apply(self, store: Store, ready: Plan, file: str, progress: Progress = silent) -> int:
        return self.applier(store, ready, shown_name(file), progress)


@dataclass(frozen=True)
class MarkSheet(Imported):
    """A sheet may have two blocks side by side: each is a table."""

    def read(self, file: Path) -> Book:
        return blocks.parted(super().read(file))


@dataclass(frozen=True)
class ProposalFiles(Imported):
    """A ledger, a member's paper (docx), or several of them, or a folder of papers."""
    folders: ClassVar[bool] = True

    def several(self, store: Store, files: Sequence[Path], progress: Progress = silent) -> list[Table]:
        """Of several files one that cannot be read is a wrong row, and the others are read all the same."""
        store.require(Right.IMPORT)
        if len(files) == 1 and not os.path.isdir(files[0]):
            return self.tables(store, files[0])
        return reading.papers(reading.files_in(files), partial(self.tables, store), progress)

    def tables(self, store: Store, file: Path) -> list[Table]:
        store.require(Right.IMPORT)
        if os.path.isdir(file):  # a name too long for the system is no folder, and no error here
            return self.several(store, [file])
        if file.suffix.lower() in (".docx", *reading.OLD) and (one := reading.table(file)):
            return [one]
        return super().tables(store, file)


IMPORTS: tuple[Imported, ...] = (
    Imported("members", "委员", roster.fields, roster.plan, roster.apply),
    ProposalFiles("proposals", "提案", ledger.fields, ledger.plan, storing.apply),
    *(Imported(n.key, n.title, n.bound, n.plan, n.apply)
      for n in (people.PERSONS, units.UNITS, units.ORGANISATIONS, groups.GROUPS, committees.COMMITTEES, meetings.MEETINGS,
                speeches.SPEECHES,
                consultations.CONSULTATIONS, oversight.OVERSIGHT, tasks.TASKS, tasks.ITEMS)),
)


def attendance(meeting_id: str) -> Imported:
    """The attendance of one meeting: its headings are the meeting's own half days."""
    return MarkSheet(marksheets.KEY, marksheets.TITLE, lambda store: marksheets.fields_of(store, meeting_id),
                     partial(marksheets.plan, meeting_id=meeting_id), partial(marksheets.apply, meeting_id=meeting_id))


def noun(key: str, meeting: str | None = None) -> Imported:
    if key in (marksheets.KEY, marksheets.TITLE):
        if not meeting:
            raise Refused("导入考勤要写明是哪次会议：--meeting 编号。用 list meetings 查看编号。")
        return attendance(meeting)
    for each in IMPORTS:
        if key in (each.key, each.title):
            return each
    raise Refused(f"还不能导入“{key}”，可用：{'、'.join(f'{e.key}（{e.title}）' for e in IMPORTS)}、attendance（考勤）。")

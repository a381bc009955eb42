"""Members' papers (docx) and whole folders of them as tables of one row each, so that they are planned like a ledger."""
from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from desktop.fields.refused import Refused
from desktop.importers import child, proposal
from desktop.importers.dress import Dress
from desktop.importers.fitting import fit
from desktop.importers.proposal import Letter, Line
from desktop.importers.source import ErrorValue
from desktop.importers.table import Notice, Row, Table
from desktop.services.progress import Progress, silent

OLD = (".doc", ".wps")  # they cannot be read, and nobody must think that they were
OPEN_IN_WPS = "~$"


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The papers that are meant: files as they are, of a folder every docx by name, and the old ones to be told of."""
    found: list[Path] = []
    for path in paths:
        if os.path.isdir(path):
            inside = sorted(p for p in path.iterdir() if p.suffix.lower() in (".docx", *OLD) and not p.name.startswith(OPEN_IN_WPS))
            if not inside:
                raise Refused(f"文件夹“{path.name}”里没有 docx 文件，没有导入。")
            found += inside
        else:
            found.append(path)
    return found


def papers(files: Sequence[Path], read: Callable[[Path], list[Table]], progress: Progress = silent) -> list[Table]:
    """The tables of all the files, `read` one by one; one that cannot be read is a wrong row with the reason."""
    found = []
    for done, file in enumerate(files, 1):
        try:
            found += of_file(file, read(file))
        except Refused as refusal:
            found.append(wrong(file, str(refusal)))
        progress(done, len(files))
    return found


def of_file(file: Path, tables: list[Table]) -> list[Table]:
    """A table that is named by its sheet says also which file it stands in."""
    for each in tables:
        if each.sheet != file.name:
            each.sheet = f"{file.name} {each.sheet}".strip()
    return tables


def wrong(file: Path, sentence: str) -> Table:
    return Table(file.name, rows=[Row(0, {"name": ErrorValue("", sentence), "file": str(file), "lines": {}})])


def table(file: Path) -> Table | None:
    """The paper as a table of one row; None when the document is a list of proposals. It is read in a process of its own."""
    book = child.read(file, dressed=True)
    lines = [(number, str(cells[0])) for number, cells in book.sheets[0].rows]
    if proposal.is_ledger(lines):
        return None
    dress = book.dress or Dress()
    letter = parsed(lines, dress)
    found = fit(letter, lines, dress)
    made = Table(file.name)
    cells = {"name": letter.name, "sponsors": letter.sponsors, "cosigners": letter.cosigners, "received": letter.received,
             "category": letter.category, "advice": letter.advice, "public": letter.public, "body": found.body.text,
             "suggestions": [part.text for part in found.suggestions], "file": str(file), "lines": letter.lines}
    made.rows = [Row(letter.lines.get("name", 0), {**{k: v for k, v in cells.items() if v}, "fitted": found})]
    made.warnings = list(notices(letter, dress))
    if found.above:
        made.warnings.append(Notice(f"题目上面的 {found.above} 张图片没有放进正文；原件里还有", letter.lines.get("name", 0)))
    return made


def parsed(lines: Sequence[Line], dress: Dress) -> Letter:
    """Taken apart without the tables of its text; a table above the title is part of a form, and read as one."""
    def without(tables: Sequence[tuple[int, int]]) -> Letter:
        left_out = {n for first, rows in tables for n in range(first, first + rows)}
        return proposal.parse([line for line in lines if line[0] not in left_out])

    tables = [(first, look.rows) for first, look in dress.tables]
    letter = without(tables)
    below = [table for table in tables if table[0] > letter.lines.get("name", 0)]
    return without(below) if below != tables else letter


def notices(letter: Letter, dress: Dress) -> Iterator[Notice]:
    yield from (Notice(sentence, line) for line, sentence in (*letter.doubts, *dress.doubts))
    if letter.received:
        yield Notice("收到日期按落款日期登记，请核对", letter.lines.get("received", 0), "收到日期", letter.received)

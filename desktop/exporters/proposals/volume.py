"""提案汇编: cover, contents with page numbers, then each proposal on a page of its own with its sponsors and units."""
from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desktop.exporters.page import em
from desktop.exporters.proposals import dressed
from desktop.exporters.proposals.sitting import GROUP, Row, chosen, names
from desktop.exporters.registry import Paper, Request
from desktop.fields.field import Field
from desktop.fields.kinds import YesNo
from desktop.fields.looks import blocks, unpacked
from desktop.rules.gongwen.geometry import WIDTH, ZI, area
from desktop.rules.gongwen.layout import place
from desktop.rules.gongwen.pieces import Piece, blank, words
from desktop.rules.proposals.states import FILED
from desktop.rules.proposals.timing import PLENARY
from desktop.services import documents, office
from desktop.services.progress import Progress
from desktop.services.proposals import register
from desktop.services.store import Store

SECRET = Field("secret", "编入不公开的提案", YesNo(), help="否：不公开的提案只在目录后注明件数")
IN_CONTENTS, LEAST, SET_IN = 24.5, 4, "　　　　"  # em of a line of the contents; characters of its last line
COVER_SIZE, COVER_LINE = 36.0, 900


def pieces(store: Store, request: Request) -> tuple[list[Piece], str]:
    """The volume as paragraphs, and its title. The pages in the contents are counted with the same measures as are printed."""
    here, rows = chosen(store, request, lambda r: r["outcome"] == FILED, "立案的提案")
    secret = [r for r in rows if r["public"] is False]
    if not request.answers.get("secret"):
        rows = [r for r in rows if r["public"] is not False]
    merged: dict[str, list[Row]] = {}
    for row in rows:
        if row["lead_id"]:
            merged.setdefault(row["lead_id"], []).append(row)
    printed = [r for r in rows if not r["lead_id"]]
    called = names(store, here)
    texts = [proposal(store, register.whole(store, r["id"], as_of=request.day), merged.get(r["id"], [])) for r in printed]
    note = [] if request.answers.get("secret") or not secret else [
        words("目录注", f"另有不公开的提案{len(secret)}件，没有编入。", "楷体", first=2 * ZI)]
    front = cover(called.full, request.day, office.committee_name(office.read(store)))
    page = area(documents.style(store))
    pages = [0] * len(printed)
    for _ in range(2):  # first to count the contents' own pages, then with the numbers
        listed = [*front, *contents(printed, pages), *note]
        whole = [*listed, *(p for text in texts for p in text)]
        spots = place(whole, page)
        starts, at = [], len(listed)
        for text in texts:
            starts.append(spots[at].first_page)
            at += len(text)
        pages = starts
    return [*front, *contents(printed, pages), *note, *(p for text in texts for p in text)], f"{called.full}提案汇编"


def cover(full: str, day: dt.date, committee: str) -> list[Piece]:
    return [*blank(5), words("封面", full, "小标宋", size=22.0, align="center"), *blank(1),
            words("封面", "提案汇编", "小标宋", size=COVER_SIZE, align="center", line=COVER_LINE), *blank(8),
            words("封面", f"{committee}提案委员会", "楷体", align="center"),
            words("封面", f"{day.year}年{day.month}月", "楷体", align="center")]


def contents(rows: Sequence[Row], pages: Sequence[int]) -> list[Piece]:
    found = [words("目录", "目　录", "小标宋", size=22.0, align="center", new_page=True), *blank(1)]
    for row, page in zip(rows, pages, strict=True):
        text = f"{row['mark'] or '流水号' + str(row['serial'])}　{row['name']}"
        found.append(words("目录", "\n".join(parted(text)) + f"\t{page or ''}", tabs=(WIDTH,)))
    return found


def parted(text: str) -> list[str]:
    """A line of the contents, or two: the second set in, and never a word alone."""
    if em(text) <= IN_CONTENTS:
        return [text]
    cut = next(n for n in range(len(text), 0, -1) if em(text[:n]) <= IN_CONTENTS)
    cut = min(cut, len(text) - LEAST)
    return [text[:cut], *parted(SET_IN + text[cut:])]


def proposal(store: Store, row: Row, merged: Sequence[Row]) -> list[Piece]:
    """Title, who proposes, the text, the numbered suggestions, the units, and what was merged into it."""
    from desktop.exporters.gongwen import text

    title = text.title(row["name"])
    found = [replace(title[0], new_page=True), *title[1:]]
    facts = (row["mark"] or f"流水号{row['serial']}", row["category"], f"{row['timing']}提案" if row["timing"] != PLENARY else "")
    found.append(words("案号", "　".join(filter(None, facts)), "楷体", align="center"))
    found += [words("提案者", who(row), "楷体", align="center"), *blank(1)]
    if row["looks"]:
        found += dressed.pieces(store, blocks(row["body"] or "", unpacked(row["looks"])))
    else:
        found += [words("正文", line, first=2 * ZI) for line in (row["body"] or "").split("\n") if line.strip()]
    if row["suggestions"]:
        found.append(words("正文", "建议：", "黑体", first=2 * ZI, keep_next=True))
        found += suggestions(store, row["suggestions"])
    for label, units in (("主办单位" if not row["split"] else "分办单位", row["host"]), ("会办单位", row["assist"])):
        if units:
            found.append(words("承办", f"{label}：{units}", "楷体", first=2 * ZI))
    found += [words("并案", f"并案：《{r['name']}》（{r['sponsors']}）", "楷体", first=2 * ZI) for r in merged]
    return found


def suggestions(store: Store, items: Sequence[Row]) -> list[Piece]:
    if any(item["looks"] for item in items):
        return dressed.pieces(store, list(dressed.numbered(items, "．")))
    return [words("正文", line if at else f"{item['number']}．{line}", first=2 * ZI)
            for item in items for at, line in enumerate(item["text"].split("\n"))]


def who(row: Row) -> str:
    others = f"　附议人：{row['cosigners']}" if row["cosigners"] else ""
    return f"提案者：{row['sponsor']}{others}"


def write(store: Store, request: Request, format: str, out: Path, progress: Progress) -> None:
    from desktop.exporters.proposals import binding  # what draws is loaded when something is printed

    progress(0, 2)
    found, title = pieces(store, request)
    progress(1, 2)
    binding.write(found, title, request.day, format, out, documents.style(store))
    progress(2, 2)


PAPER = Paper("proposal-volume", "提案汇编", GROUP, ("docx", "pdf"), write, (SECRET,))

"""What SQLite says of a damaged file, in words that a clerk can read out on the telephone."""
from __future__ import annotations

import re

from desktop.models.base import Base

SAYINGS = tuple((re.compile(pattern), words) for pattern, words in (
    (r"row (\d+) missing from index (\S+)", "{1}的一处目录里少了第 {0} 条"),
    (r"wrong # of entries in index (\S+)", "{0}的一处目录与内容的条数不一样"),
    (r"non-unique entry in index (\S+)", "{0}的一处目录里有重复"), (r"rowid \d+ missing from|rowid not at end", "一处目录与内容对不上"),
    (r"NULL value in (\w+)\.\w+", "{0}有该填而空着的内容"), (r"(?:non-)?\w+ value in (\w+)\.\w+", "{0}有一处内容的类型不对"),
    (r"CHECK constraint failed in (\w+)", "{0}有不合要求的内容"), (r"FTS5 table", "查找用的目录与内容对不上"),
    (r"[Ff]reelist", "空闲页的清单不对"), (r"[Pp]age (\d+)(?: is|:) never used", "第 {0} 页没有归属"),
    (r"2nd reference to page (\d+)", "第 {0} 页用了两次"),
    (r"[Pp]age (\d+)", "第 {0} 页的内容读不通"), (r"malformed", "内容已损坏，读不下去"), (r"not a database", "已经不是数据文件"),
    (r"disk I/O error", "磁盘读写出错"), (r"no such table: (\w+)", "缺少{0}这部分资料"), (r"no such column", "缺少一部分内容")))
UNKNOWN = "有一处内容读不通"
HEAD = "***"


def called(table: str) -> str:
    """What the user calls the records of a table, or the table to which an index belongs (ix_person_name)."""
    named = {m.class_.__tablename__: getattr(m.class_, "__noun__", "") for m in Base.registry.mappers}
    if table in named:
        return f"“{named[table]}”" if named[table] else "变更记录" if table.startswith("audit") else "程序自用的内容"
    inner = re.sub(r"^(sqlite_autoindex_|ix_|uq_)", "", table)
    owner = max((t for t in named if inner.startswith(t)), key=len, default="")
    return called(owner) if owner else "资料"


def sentence(line: object) -> str:
    """One finding of an examination of the file, without SQLite's English."""
    text = str(line)
    for pattern, words in SAYINGS:
        if match := pattern.search(text):
            return words.format(*(g if g.isdigit() else called(g) for g in match.groups()))
    return UNKNOWN


def sentences(line: object) -> list[str]:
    """A finding may be several lines below a heading of SQLite's own."""
    return list(dict.fromkeys(sentence(part) for part in str(line).splitlines() if part.strip() and not part.startswith(HEAD)))

"""What a backup holds, in the office's words."""
from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from sqlalchemy import func, select

from desktop.fields.refused import Refused
from desktop.models.base import SCHEMA, Base
from desktop.services.backup.manifest import FILES, OFFICE, OWN, Manifest
from desktop.services.store import Store
from desktop.services.undo import entities

NEWER = "由更新版本的协务通保存，本机版本较旧，不能在本机恢复；请先升级本机程序"
FEW = 12
LISTS = ("Setting", "Code", "Heading")  # the office's own lists, not what it has registered


def nouns() -> dict[str, str]:
    """Table -> what the user calls its records: those that stand by themselves, and the members."""
    return {e.__tablename__: e.__noun__ for name, e in entities().items() if hasattr(e, "__noun__")
             and (e.__root__ == "id" or name == "Member") and name not in LISTS}


def counted(manifest: Manifest) -> list[tuple[str, int]]:
    """(what the user calls it, how many), the most numerous first."""
    known = nouns()
    found = [(known[table], count) for table, count in manifest.counts.items() if table in known and count]
    return sorted(found, key=lambda each: -each[1])


def compared(store: Store, manifest: Manifest) -> list[tuple[str, int, int]]:
    """(noun, in the backup, now), wherever there is one in either; of a damaged store what can be read."""
    found = []
    for table, noun in nouns().items():
        then, now = manifest.counts.get(table, 0), 0
        with suppress(Refused), store.read() as session:
            now = session.scalar(select(func.count()).select_from(Base.metadata.tables[table])) or 0
        if then or now:
            found.append((noun, then, now))
    return sorted(found, key=lambda each: -max(each[1:]))


def contents(manifest: Manifest, *, brief: bool = False) -> list[str]:
    """Lines that say what is in it; `brief` leaves the records out, where a table counts them."""
    files, own = manifest.under(FILES), (*manifest.under(OFFICE), *manifest.under(OWN))
    records = counted(manifest)
    lines = [f"备份时间 {manifest.made.replace('T', ' ')}（{manifest.reason}）" + (f"　{manifest.committee}" if manifest.committee else ""),
             "资料 " + ("、".join(f"{noun} {count}" for noun, count in records[:FEW]) or "还没有登记")
             + (f" 等共 {sum(c for _, c in records)} 条" if len(records) > FEW else ""),
             f"附件 {len(files)} 个，模板和版式 {len(own)} 个，恢复后共 {size(manifest.size)}",
             f"变更记录 {manifest.audit_rows} 条；程序版本 {manifest.program}"]
    if brief:
        del lines[1]
    if manifest.lost:
        lines.append(gone(manifest.lost))
    return [*lines, NEWER] if manifest.schema > SCHEMA else lines


def gone(lost: Sequence[str]) -> str:
    """Which attachments a backup could not take along, and what to do."""
    named = "、".join(lost[:FEW]) + (f" 等 {len(lost)} 个" if len(lost) > FEW else "")
    return f"缺 {len(lost)} 个附件：{named}，文件已不在，没有备份进来；其余都在。请从以前的备份或原来的电脑找回"


def size(count: int) -> str:
    """1.2 MB."""
    amount = count / 1024
    for unit in ("KB", "MB", "GB"):
        if amount < 1024 or unit == "GB":
            return f"{amount:.1f} {unit}" if amount < 100 else f"{amount:.0f} {unit}"
        amount /= 1024
    raise AssertionError

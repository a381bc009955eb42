"""The audit: no row changed, removed or put elsewhere, and none missing that a backup has seen."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, text

from desktop.fields.refused import Refused
from desktop.models.change import FIRST_HASH, HASHED, Audit, digest
from desktop.services.backup import container, keeping, ledger
from desktop.services.backup.places import Places
from desktop.services.doctor.finding import Finding, odd, wrong
from desktop.services.store import Store
from desktop.services.undo import RESTORED

GUARDS = {"audit_no_update", "audit_no_delete", "audit_no_replace"}
BLOCK = 2000


def chain(store: Store, _places: Places | None) -> Iterator[Finding]:
    """Every row hashes to what it says, follows the one before, and none is left out; the guards are in place."""
    expected, last, broken = 1, FIRST_HASH, 0
    with store.read() as session:
        if store.file is not None:
            there = set(session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'")))
            if GUARDS - there:
                yield wrong("防止改动变更记录的保护被去掉了")
        for row in session.execute(select(Audit.__table__).order_by(Audit.id)).yield_per(BLOCK).mappings():
            if row["id"] != expected:
                yield wrong(f"第 {expected} 条到第 {row['id'] - 1} 条不在了" if row["id"] > expected else f"第 {row['id']} 条重复")
                broken += 1
            elif row["previous_hash"] != last:
                yield wrong(f"第 {row['id']} 条（{row['at']}）与前一条接不上，前面有改动或调换")
                broken += 1
            if digest({name: row[name] for name in HASHED}) != row["hash"]:
                yield wrong(f"第 {row['id']} 条（{row['at']}）登记后被改过")
                broken += 1
            expected, last = row["id"] + 1, row["hash"]
            if broken >= 20:
                yield wrong("变更记录还有更多改动，不再逐条列出")
                return


@dataclass(frozen=True)
class Seen:
    """How far the audit went when a backup was made."""
    where: str
    made: dt.datetime
    rows: int
    head: str


def backups(store: Store, places: Places | None) -> Iterator[Finding]:
    """What a backup has seen at the end of the audit must still be there, unless a restore says that it was replaced."""
    if places is None:
        return
    seen = [Seen(each.file, dt.datetime.fromisoformat(each.made), each.rows, each.head) for each in ledger.read(places).made]
    for each in keeping.listed(places.backups):
        try:
            with container.opened(each.path) as package:
                found = package.manifest
        except Refused as refused:
            yield odd(str(refused))
        else:
            seen.append(Seen(each.path.name, found.moment, found.audit_rows, found.audit_head))
    yield from compared(store, seen)


def against(store: Store, path: Path) -> Iterator[Finding]:
    """The same, with a backup that lies anywhere."""
    with container.opened(path) as package:
        found = package.manifest
    yield from compared(store, [Seen(path.name, found.moment, found.audit_rows, found.audit_head)])


def compared(store: Store, seen: list[Seen]) -> Iterator[Finding]:
    with store.read() as session:
        count = session.scalar(select(Audit.id).order_by(Audit.id.desc()).limit(1)) or 0
        ends = {each.rows for each in seen if each.rows}
        hashes = {0: FIRST_HASH, **{row.id: row.hash for row in session.execute(select(Audit.id, Audit.hash).where(Audit.id.in_(ends)))}}
        restored = [replaced(at, subject) for at, subject in
                    session.execute(select(Audit.at, Audit.subject).where(Audit.action == RESTORED, Audit.entity == ""))]
    told: set[tuple[int, str]] = set()
    for each in seen:
        if hashes.get(each.rows) == each.head or (each.rows, each.head) in told or any(explains(r, each) for r in restored):
            continue
        told.add((each.rows, each.head))
        if each.rows > count:
            yield wrong(f"备份“{each.where}”（{each.made:%Y-%m-%d %H:%M}）时有 {each.rows} 条变更记录，现在只有 {count} 条，末尾被删去")
        else:
            yield wrong(f"备份“{each.where}”（{each.made:%Y-%m-%d %H:%M}）时的第 {each.rows} 条变更记录，现在是另一条")


def replaced(at: str, subject: str) -> Seen | None:
    """What a restore says of the state that it replaced."""
    parts = subject.split()
    return Seen(RESTORED, dt.datetime.fromisoformat(at), int(parts[1]), parts[2]) if len(parts) == 3 and parts[1].isdigit() else None


def explains(restored: Seen | None, seen: Seen) -> bool:
    """The backup was made on the way to the state that this restore replaced."""
    if restored is None or seen.made > restored.made or seen.rows > restored.rows:
        return False
    return seen.rows < restored.rows or seen.head == restored.head



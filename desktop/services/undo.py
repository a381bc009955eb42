"""Take back an operation, as a new operation: refused for a record that was changed since."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop.fields.refused import Refused
from desktop.models.base import Base
from desktop.models.change import Audit, revived, snapshot, stored
from desktop.rules.rights import Right
from desktop.services.store import Store

TAKEN_BACK = "撤销："
RESTORED = "从备份恢复"
FOUNDED = "新建"  # code tables and the first term: without them nothing can be entered


def entities() -> dict[str, type[Any]]:
    return {m.class_.__name__: m.class_ for m in Base.registry.mappers}


def undone(session: Session) -> set[str]:
    """The operations that are taken back; the undo of an undo brings its operation to life again."""
    found: set[str] = set()
    query = select(Audit.operation, Audit.subject).where(Audit.entity == "", Audit.action.startswith(TAKEN_BACK))
    for operation, subject in session.execute(query.order_by(Audit.id.desc())):
        if operation not in found:
            found.add(subject)
    return found


def last(store: Store) -> str | None:
    """The newest operation that changed something, is not itself an undo, and has not been taken back."""
    with store.read() as session:
        gone = undone(session)
        query = select(Audit.operation).where(Audit.entity != "", Audit.action.not_like(f"{TAKEN_BACK}%"),
                                               Audit.action != FOUNDED)
        for operation in session.scalars(query.order_by(Audit.id.desc())):
            if operation not in gone:
                return operation
    return None


def refuse_after_restore(store: Store) -> None:
    """The last step was a restore: to take back what was done before it is not what is meant."""
    with store.read() as session:
        newest = session.execute(select(Audit.action, Audit.entity).where(or_(Audit.entity != "", Audit.action == RESTORED))
                                 .order_by(Audit.id.desc()).limit(1)).first()
    if newest is not None and newest.action == RESTORED and not newest.entity:
        folder = f"{store.file.name}.backups" if store.file is not None else "备份"
        raise Refused("最近一步是从备份恢复，撤销不了，没有改动。要退回，请再恢复“恢复前”另存的那一份，"
                      f"它在 {folder} 文件夹里，名称以“恢复前”结尾。")


def undo(store: Store, operation: str | None = None) -> str:
    """Take back `operation` (the last one unless told); returns what it was called.

    Every field that the operation wrote must still hold what it wrote; other fields may have changed since.
    """
    store.require(Right.UNDO)
    if operation is None:
        refuse_after_restore(store)
    operation = operation or last(store)
    if operation is None:
        raise Refused("没有可以撤销的内容。")
    with store.read() as session:
        changes = session.scalars(select(Audit).where(Audit.operation == operation, Audit.entity != "")
                                  .order_by(Audit.id.desc())).all()
        already = operation in undone(session)
    if not changes:
        raise Refused(f"没有编号为 {operation} 的登记可以撤销。")
    if already:
        raise Refused("这一步已经撤销过了。")
    title = changes[0].action
    if title == FOUNDED:
        raise Refused("新建时的选项和届次不能撤销，需要时请在设置中修改。")
    with store.operation(f"{TAKEN_BACK}{title}"[:200], Right.UNDO) as session:
        touched = take_back(session, changes)
        if touched:
            names = "、".join(list(dict.fromkeys(touched))[:10]) + ("等" if len(set(touched)) > 10 else "")
            raise Refused(f"“{title}”之后又改动过 {len(touched)} 条记录（{names}），没有撤销。请先撤销后来的改动。")
        session.info["noted"] = operation
    store.refresh()
    return title


def take_back(session: Session, changes: Sequence[Audit]) -> list[str]:
    """Reverse the audited changes in the session; names of the records that stand in the way."""
    known, touched = entities(), []
    loaded = load(session, changes, known)
    for change in changes:
        entity = known[change.entity]
        row = loaded.get((change.entity, change.record))
        now = snapshot(row) if row is not None else None
        if change.after is None:
            if row is not None:
                touched.append(called(session, change, now or {}, entity))
                continue
            session.add(entity(**revived(entity, change.before or {})))
        elif now is None or any(now.get(k) != v for k, v in change.after.items()):
            touched.append(called(session, change, now or change.after, entity))
        elif change.before is None:
            if any(v is not None for k, v in now.items() if k not in change.after):
                touched.append(called(session, change, now, entity))
                continue
            session.delete(row)
        else:
            for k, v in revived(entity, change.before).items():
                setattr(row, k, v)
    return touched


def load(session: Session, changes: Sequence[Audit], known: dict[str, type[Any]]) -> dict[tuple[str, str], Any]:
    """The records as they are, in blocks: an import of ten thousand rows is taken back in seconds."""
    wanted: dict[str, list[str]] = {}
    for change in changes:
        wanted.setdefault(change.entity, []).append(change.record)
    found = {}
    for name, ids in wanted.items():
        entity = known[name]
        for start in range(0, len(ids), 500):
            for row in session.scalars(select(entity).where(entity.id.in_(ids[start:start + 500]))):
                found[name, row.id] = row
    return found


def called(session: Session, change: Audit, values: dict[str, Any], entity: type[Any]) -> str:
    """The record's name; what hangs on another record is told with that one: 王凯的工作单位及职务."""
    if values.get("name"):
        return str(stored(values["name"]))
    owners = (session.get(each, change.subject) for each in entities().values() if hasattr(each, "name"))
    owner = next((row.name for row in owners if row is not None and row.name), "")
    return f"{owner}的{entity.__noun__}" if owner else str(entity.__noun__)

"""The file itself, its references, and what lies beside it."""
from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from desktop.models.base import Base
from desktop.services import attachments, integrity
from desktop.services.backup import lost
from desktop.services.backup.places import Places
from desktop.services.doctor.finding import Finding, odd, wrong
from desktop.services.store import Store

MOST = 20


def store_file(store: Store, _places: Places | None) -> Iterator[Finding]:
    """Every page and index, and today's tables; a server examines its own pages."""
    try:
        with store.engine.connect() as connection:
            if store.file is not None:
                for line in connection.scalars(text(f"PRAGMA integrity_check({MOST})")):
                    if line != "ok":
                        yield from (wrong(f"文件内部不完整：{said}") for said in integrity.sentences(line))
            look = inspect(connection)
            there = set(look.get_table_names())
            for table in Base.metadata.sorted_tables:
                if table.name not in there:
                    yield wrong(f"缺少{integrity.called(table.name)}这部分资料")
                elif lacking := {c.name for c in table.columns} - {c["name"] for c in look.get_columns(table.name)}:
                    labels = (table.columns[name].comment or "内部的一项" for name in sorted(lacking))
                    yield wrong(f"{integrity.called(table.name)}缺少{'、'.join(dict.fromkeys(labels))}")
    except DBAPIError as error:
        yield wrong(f"文件内部不完整：{integrity.sentence(error.orig)}")


def references(store: Store, _places: Places | None) -> Iterator[Finding]:
    """Rows that refer to rows that are not there; a server keeps its references itself."""
    if store.file is None:
        return
    try:
        with store.engine.connect() as connection:
            broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
    except DBAPIError as error:
        yield wrong(f"查不完：{integrity.sentence(error.orig)}")
        return
    for table, row, target, _ in broken[:MOST]:
        yield wrong(f"{integrity.called(table)}第 {row} 条引用的{integrity.called(target)}不在了")
    if len(broken) > MOST:
        yield wrong(f"另有 {len(broken) - MOST} 处引用不在了")


def attached(store: Store, _places: Places | None) -> Iterator[Finding]:
    """A folder that has not come along with a copied store is a warning; one file lost out of it, or with other bytes than
    were added, is an error."""
    if store.file is None:
        return
    with store.read() as session:
        def ask(statement: str, *values: str) -> list[Any]:
            return list(session.connection().exec_driver_sql(statement, values).fetchall())

        rows = [(lost.called(ask, subject, name), sha256, size) for subject, name, sha256, size in ask(lost.ROWS)]
    for name, sha256, size in rows:
        path = attachments.place(store, sha256)
        try:
            with path.open("rb") as file:
                same = path.stat().st_size == size and hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except FileNotFoundError:
            if attachments.folder(store).is_dir():
                yield wrong(f"{name}的文件不在 {store.file.name}.files 里了")
            else:
                yield odd(f"{name}的文件不在 {store.file.name}.files 里，可能没有随资料一起拷贝")
        except OSError as error:
            yield wrong(f"{name}读不出来（{error.strerror}）")
        else:
            if not same:
                yield wrong(f"{name}的内容与添加时不一样")

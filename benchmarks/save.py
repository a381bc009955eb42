"""One audited save of a person, against two plain inserts in one commit that waits for the disk."""
from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import Column, Integer, MetaData, String, Table, insert

from desktop.models.person import Person
from desktop.services import opening
from desktop.services.connection import connect

TITLE = "保存一个人"
YARDSTICK = "两次插入"
AIM = 4.0
ROUNDS = 300


@contextmanager
def sides(folder: Path) -> Iterator[tuple[Callable[[], float], Callable[[], float]]]:
    store = opening.create(str(folder / "office.db"))
    engine = connect(str(folder / "plain.db"))  # the same pragmas: WAL, synchronous FULL
    tables = MetaData()
    person = Table("person", tables, Column("id", Integer, primary_key=True), Column("name", String))
    audit = Table("audit", tables, Column("id", Integer, primary_key=True), Column("before", String), Column("after", String))
    tables.create_all(engine)
    writing = engine.execution_options(writing=True)
    numbers = count(1)

    def ours() -> float:
        started = time.perf_counter()
        with store.operation("登记人员") as session:
            session.add(Person(name=f"练习{next(numbers)}"))
        return time.perf_counter() - started

    def yardstick() -> float:
        name = f"练习{next(numbers)}"
        started = time.perf_counter()
        with writing.begin() as connection:
            connection.execute(insert(person), {"name": name})
            connection.execute(insert(audit), {"before": "{}", "after": f'{{"name": "{name}"}}'})
        return time.perf_counter() - started

    yield ours, yardstick
    store.close()
    engine.dispose()

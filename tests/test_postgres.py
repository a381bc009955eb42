"""The same store on a real PostgreSQL server: made, written, audited, opened again."""
from __future__ import annotations

import pytest
from sqlalchemy import select

from desktop.fields.refused import Refused
from desktop.models.person import Person
from desktop.services import office, opening

pytestmark = pytest.mark.all


def test_a_store_on_a_server_keeps_what_was_saved_and_audits_it(postgres: str) -> None:
    store = opening.create(postgres)
    office.found(store)
    before = store.audit_rows()
    with store.operation("登记人员") as session:
        session.add(Person(name="马㛃"))
    assert store.audit_rows() == before + 1
    store.close()
    again = opening.open_store(postgres)
    with again.read() as session:
        assert session.scalars(select(Person.name)).all() == ["马㛃"]
    again.close()


def test_a_second_store_is_not_laid_over_the_first(postgres: str) -> None:
    opening.create(postgres).close()
    with pytest.raises(Refused, match="已经有一套数据"):
        opening.create(postgres)


def test_a_refused_operation_leaves_no_trace(postgres: str) -> None:
    store = opening.create(postgres)
    with pytest.raises(Refused), store.operation("登记人员") as session:
        session.add(Person(name="张三"))
        session.flush()
        raise Refused("到此为止。")
    with store.read() as session:
        assert session.scalars(select(Person.id)).all() == []
    assert store.audit_rows() == 0
    store.close()

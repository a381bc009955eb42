"""A small county with two plenaries, members, units and a body, in which proposals can be put forward."""
import datetime as dt

import pytest

from desktop.services import members, office, opening, terms
from desktop.services.enrolment import save as enrol
from desktop.services.proposals import intake
from desktop.services.units import ORGANISATIONS, UNITS

NOW = dt.datetime(2026, 6, 30, 9, 0)
NAMES = ("张三", "李四", "王五", "赵六", "孙七")
DESKS = ("县农业农村局", "县文化和旅游局", "县自然资源和规划局", "县教育体育局")


@pytest.fixture
def county(address):
    store = opening.create(address, clock=lambda: NOW)
    office.found(store)
    for number, opens in ((4, dt.date(2025, 1, 7)), (5, dt.date(2026, 1, 6))):
        terms.PLENARIES.save(store, {"term": 10, "number": number, "opens": opens, "closes": opens + dt.timedelta(days=3)})
    for name in NAMES:
        enrol(store, {"name": name}, on=dt.date(2021, 12, 18))
    for name in DESKS:
        UNITS.save(store, {"name": name, "channel": "县政府办"})
    ORGANISATIONS.save(store, {"name": "民建青溪县总支部委员会", "short": "民建总支", "kind": "民主党派"})
    assert len(members.listed(store)) == len(NAMES)
    yield store
    store.close()


@pytest.fixture
def desks(county):
    return {r["name"]: r["id"] for r in UNITS.listed(county)}


@pytest.fixture
def put(county):
    """Puts a proposal into the fifth plenary; returns its id."""
    def put(name="关于发展民宿产业的提案", sponsors="张三", received=dt.date(2026, 1, 5), **more):
        return intake.save(county, {"plenary": "10.5", "name": name, "sponsors": sponsors, "received": received, **more})

    return put

"""The invented county's store, and the small report that has one of everything."""
from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.fields.report import Report
from desktop.services import demo, office, opening
from desktop.services.store import Store
from tests.exporters import others, samples


def noon() -> dt.datetime:
    return dt.datetime(2026, 6, 30, 12, 0)


@pytest.fixture
def empty(tmp_path) -> Iterator[Store]:
    made = opening.create(str(tmp_path / "office.db"), clock=noon)
    office.found(made)
    office.save(made, {"county": "青溪县"})
    yield made
    made.close()


@pytest.fixture(scope="session")
def county_file(tmp_path_factory) -> Path:
    """168 members on 2026-06-30, entered once."""
    path = tmp_path_factory.mktemp("county") / "office.db"
    made = opening.create(str(path), clock=noon)
    office.found(made)
    office.save(made, {"county": "青溪县"})
    samples.enrol(made, 168)
    made.close()
    return path


@pytest.fixture
def county(county_file: Path, tmp_path) -> Iterator[Store]:
    shutil.copyfile(county_file, tmp_path / "county.db")
    opened = opening.open_store(str(tmp_path / "county.db"), clock=noon)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def practice_file(tmp_path_factory) -> Path:
    """The practice county, made once."""
    path = tmp_path_factory.mktemp("practice") / "practice.db"
    demo.create(str(path)).close()
    return path


@pytest.fixture(scope="module")
def practice(practice_file: Path, tmp_path_factory) -> Iterator[Store]:
    """A copy of it for the tests of a file, opened as the program opens it."""
    copied = tmp_path_factory.mktemp("copy") / "practice.db"
    shutil.copyfile(practice_file, copied)
    opened = opening.open_store(str(copied))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def settled_file(county_file: Path, tmp_path_factory) -> Path:
    """The same with townships, leaders, staff and units."""
    path = tmp_path_factory.mktemp("settled") / "office.db"
    shutil.copyfile(county_file, path)
    opened = opening.open_store(str(path), clock=noon)
    others.settle(opened)
    opened.close()
    return path


@pytest.fixture
def settled(settled_file: Path, tmp_path) -> Iterator[Store]:
    shutil.copyfile(settled_file, tmp_path / "settled.db")
    opened = opening.open_store(str(tmp_path / "settled.db"), clock=noon)
    yield opened
    opened.close()


@pytest.fixture
def small() -> Report:
    return samples.small()

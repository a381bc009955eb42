"""An office's own store for the tests of services: a file on disk and, among the long tests, a database on a server."""
import datetime as dt
import shutil
from itertools import count

import psycopg
import pytest

from desktop.services import demo, office, opening
from tests.services import server

NOW = dt.datetime(2026, 6, 30, 9, 0)


@pytest.fixture(scope="session")
def postgres():
    """The address of a server on loopback."""
    folder = server.programs()
    if folder is None:
        pytest.skip("no PostgreSQL server is installed here")
    with server.running(folder) as address:
        yield address


_numbers = count(1)


@pytest.fixture
def database(postgres):
    """The address of an empty database of its own."""
    name = f"office_{next(_numbers)}"
    with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    yield f"{postgres}/{name}"
    with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.all)])
def address(request, tmp_path):
    return request.getfixturevalue("database") if request.param == "postgresql" else str(tmp_path / "office.db")


@pytest.fixture
def store(address):
    made = opening.create(address, clock=lambda: NOW)
    office.found(made)
    yield made
    made.close()


@pytest.fixture(scope="session")
def county_file(tmp_path_factory):
    """The practice county, made once and only copied."""
    made = tmp_path_factory.mktemp("county") / "county.db"
    demo.create(str(made)).close()
    return made


@pytest.fixture
def county(county_file, tmp_path):
    """A copy of the practice county, open for one test."""
    copy = tmp_path / "county.db"
    shutil.copyfile(county_file, copy)
    store = opening.open_store(str(copy))
    yield store
    store.close()

"""An office's own store on disk, for the tests of services."""
import datetime as dt

import pytest

from desktop.services import office, opening


@pytest.fixture
def store(tmp_path):
    made = opening.create(str(tmp_path / "office.db"), clock=lambda: dt.datetime(2026, 6, 30, 9, 0))
    office.found(made)
    yield made
    made.close()

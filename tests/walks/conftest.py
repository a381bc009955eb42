"""The real window over a copy of the practice county."""
import shutil

import pytest

from desktop import app
from desktop.services import demo, opening
from desktop.settings import Settings


@pytest.fixture(scope="session")
def county(tmp_path_factory):
    file = tmp_path_factory.mktemp("county") / "practice.db"
    demo.create(str(file)).close()
    return file


@pytest.fixture
def practice(county, tmp_path):
    """A copy of the practice county, opened as a store."""
    file = tmp_path / "practice.db"
    shutil.copyfile(county, file)
    store = opening.open_store(str(file))
    yield store
    store.close()


@pytest.fixture
def window(qtbot, county, tmp_path):
    """The program's window over a copy of the practice county."""
    shutil.copyfile(county, tmp_path / "practice.db")
    app.application()
    made = app.Window(Settings(str(tmp_path / "practice.db"), tmp_path / "user", chosen=True))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    assert made.open_store()
    yield made
    made.close()


@pytest.fixture
def empty_window(qtbot, tmp_path):
    """The window on a PC where nothing was ever entered."""
    app.application()
    made = app.Window(Settings(str(tmp_path / "user" / "office.db"), tmp_path / "user"))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    assert made.open_store()
    yield made
    made.close()

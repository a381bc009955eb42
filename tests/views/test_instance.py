"""A second start raises the first window; what a killed one left behind is in nobody's way."""
import signal
import subprocess
import sys

import pytest

from desktop.views.instance import Instance, name_of

FIRST = """
import sys
from PySide6.QtCore import QCoreApplication
from desktop.views.instance import Instance
app = QCoreApplication([])
one = Instance(sys.argv[1])
one.answer(lambda: (print("raised", flush=True)))
print(one.first, flush=True)
app.exec()
"""


@pytest.fixture
def address(tmp_path):
    return str(tmp_path / "资料" / "office.db")


@pytest.fixture
def other(address):
    with subprocess.Popen([sys.executable, "-c", FIRST, address], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "True\n"
        yield process
        process.kill()


def test_a_second_start_raises_the_first(other, address):
    second = Instance(address)
    assert not second.first and second.raise_first()
    assert other.stdout.readline() == "raised\n"
    third = Instance(address)
    assert not third.first and third.raise_first()
    assert other.stdout.readline() == "raised\n"


def test_another_store_has_a_window_of_its_own(other, address):
    one = Instance(address + "2")
    assert one.first
    one.close()


def test_after_a_crash_the_next_start_is_the_first_and_can_be_called(other, address, qtbot):
    other.send_signal(signal.SIGKILL)
    other.wait()
    one = Instance(address)
    assert one.first
    called = []
    one.answer(lambda: called.append(True))
    with subprocess.Popen([sys.executable, "-c", "import sys; from PySide6.QtCore import QCoreApplication; app = QCoreApplication([]);"
                           "from desktop.views.instance import Instance; two = Instance(sys.argv[1]); print(two.first, two.raise_first())",
                           address], stdout=subprocess.PIPE, text=True) as again:
        qtbot.waitUntil(lambda: bool(called), timeout=20_000)
        assert again.stdout.read() == "False True\n"
    one.close()


def test_the_same_store_by_another_way_is_the_same(tmp_path):
    (tmp_path / "a").mkdir()
    assert name_of(str(tmp_path / "a" / ".." / "b.db")) == name_of(str(tmp_path / "b.db"))
    assert name_of("postgresql://h/a") != name_of("postgresql://h/b")

"""From the process's start to the first painted window, against a bare window of the toolkit."""
from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.services import office, opening

TITLE = "打开窗口"
YARDSTICK = "空白窗口"
AIM = 1.5
ROUNDS = 11

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
from PySide6.QtCore import QTimer
class Bare(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, QApplication.quit)
app = QApplication(sys.argv)
window = Bare()
window.resize(1366, 768)
window.show()
app.exec()
"""


@contextmanager
def sides(folder: Path) -> Iterator[tuple[Callable[[], float], Callable[[], float]]]:
    """Both end themselves after their first paint: ours by XIEWU_FIRST_PAINT."""
    store = opening.create(str(folder / "office.db"))
    office.found(store)
    store.close()
    environment = {**os.environ, "XIEWU_FIRST_PAINT": "1", "XIEWU_FOLDER": str(folder), "XIEWU_STORE": str(folder / "office.db")}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # where it is set, ours would be compiled anew at each start

    def timed(*command: str) -> float:
        started = time.perf_counter()
        done = subprocess.run([sys.executable, *command], env=environment, cwd=Path(__file__).parents[1],
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=120)
        seconds = time.perf_counter() - started
        if done.returncode:
            raise RuntimeError(done.stderr.decode("utf-8", "replace"))
        return seconds

    yield lambda: timed("-m", "desktop"), lambda: timed("-c", BARE)

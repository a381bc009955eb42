"""An error of ours in the window: noted, told in one dialog whose report can be copied, and the window goes on."""
from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

from desktop import log
from desktop.views.widgets.messages import Message

QUIET = 5.0  # seconds in which the same error, as of a widget that is drawn again and again, is told once only
LEVELS = {QtMsgType.QtDebugMsg: log.logging.DEBUG, QtMsgType.QtInfoMsg: log.logging.INFO,
          QtMsgType.QtWarningMsg: log.logging.WARNING}


class Crash(QObject):
    """Errors come from any thread; the dialog belongs to the window's. `watch` makes the program's only one."""
    happened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._open = False
        self._last = ("", 0.0)
        self.happened.connect(self.show, Qt.ConnectionType.AutoConnection)

    def show(self, report: str) -> None:
        """At most one dialog at a time, and none for what was told a moment ago."""
        told, at = self._last
        if self._open or (report == told and time.monotonic() - at < QUIET):
            return
        self._open = True
        try:
            dialog(report).exec()
        finally:
            self._open = False
            self._last = report, time.monotonic()


def dialog(report: str) -> Message:
    return Message("程序出了差错", ["刚才这一步没有做完，已登记的内容不受影响，正在填写的内容留有草稿。",
                                  "请把下面的文字复制给维护人员，里面没有姓名和号码。"], state="late",
                   listed=report.splitlines(), copies=True)


def said(kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    """What Qt complains of goes to the log, without names of files and people."""
    log.log.log(LEVELS.get(kind, log.logging.ERROR), "Qt: %s", log.scrubbed(text))


def watch(folder: Path) -> Crash:
    """From now on errors of every thread, of Qt and below it are noted in the user's folder, and told."""
    log.start(folder)
    log.watch_faults(folder)
    crash = Crash()
    log.hook(crash.happened.emit)
    qInstallMessageHandler(said)
    return crash

"""One window for each store on a PC: a second start raises the first window and ends."""
from __future__ import annotations

import getpass
import hashlib
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

PATIENCE = 5_000  # ms: the first may only just be starting, as after a second double click


def name_of(address: str) -> str:
    """The same for the same user and store, whatever the way to it; short enough for a socket's name."""
    place = address if "://" in address else str(Path(address).resolve())
    return "xiewu-" + hashlib.sha256(f"{getpass.getuser()}\n{place}".encode("utf-8", "surrogatepass")).hexdigest()[:24]


class Instance(QObject):
    """`first` tells whether this start is the first. The lock of a program that was killed is taken over: its process is gone.

    QtNetwork is loaded only when somebody must be called, or after the window is there: it would delay the first paint.
    """

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name_of(address)
        self._lock = QLockFile(str(Path(tempfile.gettempdir()) / f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)  # a window is open for days: only the end of its process frees its lock
        self._server: QLocalServer | None = None
        # A folder that cannot be written to must not keep the program from starting.
        self.first = self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def raise_first(self) -> bool:
        """Ask the first window to come forward; False if it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        if sys.platform == "win32":  # Windows lets only the program in front hand the front on
            import ctypes

            ctypes.windll.user32.AllowSetForegroundWindow(-1)
        until = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < until:
            socket = QLocalSocket()
            socket.connectToServer(self._name)
            if socket.waitForConnected(500):
                socket.write(b"raise")
                socket.waitForBytesWritten(500)
                socket.disconnectFromServer()
                return True
            time.sleep(0.1)
        return False

    def answer(self, raised: Callable[[], object]) -> None:
        """From now on `raised` is called when somebody starts the program again."""
        from PySide6.QtNetwork import QLocalServer

        if not self.first or self._server is not None:
            return
        QLocalServer.removeServer(self._name)  # what a killed program left; the lock says that nobody listens there
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(lambda: self._called(raised))
        self._server.listen(self._name)

    def _called(self, raised: Callable[[], object]) -> None:
        if self._server is not None and (caller := self._server.nextPendingConnection()):
            caller.disconnected.connect(caller.deleteLater)
            raised()

    def close(self) -> None:
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

"""Who may print what, noted in the audit."""
from __future__ import annotations

from desktop.rules.rights import Right
from desktop.services.store import Store


def allow(store: Store, title: str, *, private: bool, verb: str = "导出") -> None:
    """Checks the right to give a paper out, and notes that it was; whole numbers need a right of their own.

    `verb` is 导出, 打印, or 预览 for whole numbers on the screen.
    """
    store.require(Right.EXPORT)
    if private:
        store.require(Right.PRIVATE)
    store.note(f"{verb}{title}{'（完整号码）' if private else ''}")

"""Examine a store without changing it: the file, the references, the audit, the attachments, the backups and the records."""
from __future__ import annotations

from collections.abc import Callable, Iterator

from desktop.fields.refused import Refused
from desktop.rules.rights import Right
from desktop.services.backup.places import Places
from desktop.services.doctor import audit, files, recorded
from desktop.services.doctor.finding import Finding, wrong
from desktop.services.progress import Progress, silent
from desktop.services.store import Store

Check = Callable[[Store, Places | None], Iterator[Finding]]

CHECKS: tuple[tuple[str, Check], ...] = (
    ("数据文件", files.store_file), ("引用", files.references), ("变更记录", audit.chain), ("备份", audit.backups),
    ("附件", files.attached), ("登记内容", recorded.fields), ("登记内容与变更记录", recorded.unaudited))
"""What each is called, in the order in which they are made."""


def examine(store: Store, places: Places | None = None, progress: Progress = silent) -> list[Finding]:
    """The errors first. `places` is None for a server's store."""
    store.require(Right.READ)
    found: list[Finding] = []
    for number, (name, check) in enumerate(CHECKS):
        progress(number, len(CHECKS))
        found += [Finding(name, each.text, each.error) for each in made(check, store, places)]
    progress(len(CHECKS), len(CHECKS))
    return sorted(found, key=lambda each: not each.error)


def made(check: Check, store: Store, places: Places | None) -> Iterator[Finding]:
    """A file too damaged to be examined to the end is found wrong, and the other checks go on."""
    try:
        yield from check(store, places)
    except Refused as refused:
        yield wrong(f"没有查完：{refused}")

"""Make a backup: one consistent copy of the store, its attachments and the office's own files, tried out before it counts."""
from __future__ import annotations

import datetime as dt
import os
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import desktop
from desktop.fields.refused import Refused
from desktop.rules.rights import Right
from desktop.services import atomic, connection
from desktop.services.backup import checking, container, ledger, lost, snapshot
from desktop.services.backup.container import Counter
from desktop.services.backup.fingerprint import fingerprint
from desktop.services.backup.manifest import BEFORE_UPGRADE, BY_HAND, FILES, STORE, Manifest, Part
from desktop.services.backup.places import Places
from desktop.services.backup.workspace import workspace
from desktop.services.progress import Progress, silent
from desktop.services.store import Store

Parts = list[tuple[str, Path]]
READINGS = 5  # a part is read, sealed, and in the trial read twice and restored


def make(store: Store, places: Places, target: Path, reason: str = BY_HAND, progress: Progress = silent) -> Manifest:
    """One file at `target`. It takes its name only after it was restored on trial; an older file stays whole until then."""
    store.require(Right.BACKUP)
    refuse_own_files(places, target)
    state = fingerprint(store, places)  # what changes from here on may be missing from the backup
    with workspace() as folder:
        copy = folder / STORE
        connection.copy_into(store.engine, copy)
        made = pack(copy, parts(copy, places), target, reason, store.clock(), progress)
    with suppress(Refused, OSError):  # the backup is there, even if the folder beside the store cannot be written to
        known = ledger.read(places)
        ledger.write(places, replace(known, made=(*known.made, ledger.entry(target.name, made, state)), failed=None,
                                     begun=known.begun or made.made))
    return made


def at_rest(store: Path, folder: Path) -> Path:
    """A copy in `folder` of a store that nobody has open, what lies in its -wal included."""
    for tail in ("", "-wal"):
        source = store.with_name(store.name + tail)
        if source.exists():
            shutil.copyfile(source, folder / f"found.db{tail}")
    engine = connection.connect(str(folder / "found.db"))
    try:
        connection.copy_into(engine, folder / STORE)
    finally:
        engine.dispose()
    return folder / STORE


def parts(copy: Path, places: Places) -> Parts:
    return [(STORE, copy), *places.attachments(), *places.office_files()]


def pack(copy: Path, parts: Parts, target: Path, reason: str, now: dt.datetime, progress: Progress = silent) -> Manifest:
    """`copy` is a store that nobody writes to, and the first of the parts."""
    held = snapshot.facts(copy)
    names = {name for name, _ in parts}
    # A copy from before an upgrade takes no attachments along: they stay where they are.
    gone = lost.of(copy, lambda sha256: f"{FILES}/{sha256[:2]}/{sha256}" in names) if reason != BEFORE_UPGRADE else ()
    counter = Counter(progress, READINGS * sum(path.stat().st_size for _, path in parts))
    made: list[Manifest] = []

    def described(written: tuple[Part, ...]) -> Manifest:
        return Manifest(now.isoformat(timespec="seconds"), reason, desktop.__version__, held.schema, held.committee,
                        held.counts, held.audit_rows, held.audit_head, written, gone)

    def write(draft: Path) -> None:
        made.append(container.write(draft, parts, described, counter.add))

    def check(draft: Path) -> None:
        written = counter.done
        if checking.verify(draft, lambda done, total: progress(written + done, max(counter.total, written + total))) != made[0]:
            raise Refused(f"备份“{target.name}”存好后再读出来不一样，没有留下。请检查磁盘。")

    atomic.replace_file(target, write, check, private=True)  # it holds every number
    return made[0]


def refuse_own_files(places: Places, target: Path) -> None:
    """A backup must not take the place of what it backs up."""
    if os.path.isdir(target):  # a name too long for the system is told when it is written
        raise Refused(f"“{target}”是文件夹，没有备份。请写明备份的文件名。")
    own = [places.store, *(places.beside(tail) for tail in ("-wal", "-shm"))]
    chosen = target.resolve()
    if chosen in [path.resolve() for path in own] or places.files.resolve() in chosen.parents:
        raise Refused(f"“{target}”是资料本身，备份不能存在这里，没有备份。请换一个文件名。")

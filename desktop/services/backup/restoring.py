"""Restore a backup whole or not at all, whatever happens in between.

All parts are laid ready in office.db.restoring/, checked and flushed; then one small file, `ready`, takes its name: from that
moment on the restored state is the true one. Moving the parts to their places can be repeated, so a restore that was cut
off is finished, or its leftovers removed, when the store is opened next.
"""
from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.fields.refused import Refused
from desktop.models.base import SCHEMA
from desktop.services import atomic, opening
from desktop.services.backup import checking, container, keeping, ledger, making, words
from desktop.services.backup.container import Counter, Package
from desktop.services.backup.manifest import BEFORE_RESTORE, BEFORE_UPGRADE, FILES, STORE, Manifest
from desktop.services.backup.places import Places, whole
from desktop.services.backup.settling import READY, SQLITE_TAILS, finish, held, settle
from desktop.services.backup.snapshot import Facts
from desktop.services.backup.words import NEWER
from desktop.services.backup.workspace import workspace
from desktop.services.connection import connect
from desktop.services.progress import Progress, silent
from desktop.services.store import Store
from desktop.services.undo import RESTORED
from desktop.services.whereabouts import refuse_place

SPARE = 1 << 20
LOCK_BYTES, LOCK_AT = 512, 0x40000000  # where SQLite itself locks a file: whoever has the store open holds some of them


@dataclass(frozen=True)
class Restored:
    """`safety` keeps what was there before: a backup, or a folder when it was too damaged for one; None for nothing."""
    manifest: Manifest
    safety: Path | None


def look(path: Path, progress: Progress = silent) -> Manifest:
    """Try the backup out; refused if it is damaged or newer than this program."""
    manifest = checking.verify(path, progress)
    if manifest.schema > SCHEMA:
        raise Refused(f"备份“{path.name}”{NEWER}。现有资料没有改动。")
    return manifest


def restore(path: Path, places: Places, now: dt.datetime, progress: Progress = silent) -> Restored:
    """Put the backup in the place of what is there, after a backup of that. The store must be closed."""
    manifest = look(path, progress)
    if not places.store.parent.is_dir():
        raise Refused(f"文件夹 {places.store.parent} 不存在，没有恢复。请先建好文件夹。")
    if places.store.is_dir():
        raise Refused(f"{places.store} 是文件夹，不是协务通的数据文件，没有恢复。")
    refuse_place(places.store)
    settle(places.store)
    with sole(places.store):
        safety, before = keep_present(places, now)
        room(places, manifest)
        made_ready(path, places, before, now, Counter(progress, manifest.size))
    if safety is not None:
        with suppress(Refused, OSError):  # it only helps to find the way back
            ledger.write(places, replace(ledger.read(places), restored=(now.isoformat(timespec="seconds"), safety.name)))
    return Restored(manifest, safety)


@contextmanager
def sole(store: Path) -> Iterator[None]:
    """Nobody else has the store open; on Windows a file that is open cannot be replaced anyway."""
    if sys.platform == "win32" or not store.exists():
        yield
        return
    import fcntl

    # This lock belongs to the opened file: unlike the process's own it is kept when another copy of the file is closed.
    asked = struct.pack("hhqqixxxx", fcntl.F_WRLCK, os.SEEK_SET, LOCK_AT, LOCK_BYTES, 0)
    with store.open("rb+") as file:
        try:
            fcntl.fcntl(file, fcntl.F_OFD_SETLK, asked)
        except OSError:
            raise Refused("资料正在另一个窗口或程序里打开，没有恢复，也没有改动。请关闭它后再恢复。") from None
        yield


def keep_present(places: Places, now: dt.datetime) -> tuple[Path | None, Facts | None]:
    """A backup of the present state, and what it holds. What is too damaged for one is kept as it is, file by file."""
    if not places.store.exists():
        return None, None
    target = keeping.name_for(places.backups, now, BEFORE_RESTORE)
    try:
        with workspace() as folder:
            copy = making.at_rest(places.store, folder)
            made = making.pack(copy, making.parts(copy, places), target, BEFORE_RESTORE, now)
            return target, Facts(made.schema, made.committee, made.counts, made.audit_rows, made.audit_head)
    except Refused:
        damaged = target.with_suffix(".damaged")
        damaged.mkdir()
        for tail in ("", *SQLITE_TAILS):
            if places.beside(tail).exists():
                shutil.copyfile(places.beside(tail), damaged / (places.store.name + tail))
        return damaged, None


def room(places: Places, manifest: Manifest) -> None:
    free = shutil.disk_usage(places.store.parent).free
    if free < manifest.size + SPARE:
        raise Refused(f"磁盘放不下：恢复要 {words.size(manifest.size)}，只剩 {words.size(free)}。现有资料没有改动。请清理磁盘后再恢复。")


def made_ready(path: Path, places: Places, before: Facts | None, now: dt.datetime, counter: Counter) -> None:
    """Lay every part ready, let it count, and move it to its place."""
    home = places.restoring
    try:
        home.mkdir()
        with held(home):
            with container.opened(path) as package:
                moves = laid(package, places, counter)
                bring_up_to_date(home / moves[0][0], package.manifest, before, now)
                gone = surplus(package.manifest, places)
            journal = json.dumps({"moves": moves, "gone": gone}, ensure_ascii=False)
            atomic.flush_folder(home)
            atomic.replace_file(home / READY, lambda draft: draft.write_text(journal, "utf-8"))
            finish(home, places.store)
    except OSError as error:
        raise Refused(atomic.sentence(places.store, error)) from None


def laid(package: Package, places: Places, counter: Counter) -> list[tuple[str, str]]:
    """(name in the folder, where it belongs), the store first; an attachment that is there already stays where it is."""
    moves: list[tuple[str, str]] = []
    for number, part in enumerate(sorted(package.manifest.parts, key=lambda p: p.name != STORE)):
        target = places.target(part.name)
        if part.name.startswith(f"{FILES}/") and target.is_file() and whole(target):
            counter.add(part.size)
            continue
        package.take(part, places.restoring / str(number), counter.add)
        atomic.permissions(places.restoring / str(number), target)
        moves.append((str(number), str(target.absolute())))
    return moves


def surplus(manifest: Manifest, places: Places) -> list[str]:
    """The office's own files that are there now and were not then; a copy from before an upgrade says nothing of them."""
    if manifest.reason == BEFORE_UPGRADE:
        return []
    kept = {places.target(part.name) for part in manifest.parts}
    return [str(path.absolute()) for _, path in places.office_files() if path not in kept]


def bring_up_to_date(staged: Path, manifest: Manifest, before: Facts | None, now: dt.datetime) -> None:
    """Today's tables, and one line in the audit if something was there before: what it was, so that no row vanishes unsaid."""
    engine = connect(str(staged))
    try:
        if manifest.schema < SCHEMA:
            opening.migrate(engine)
        if before is not None:
            Store(engine, staged, clock=lambda: now).note(RESTORED, f"{manifest.made} {before.audit_rows} {before.audit_head}")
    finally:
        engine.dispose()
    with staged.open("rb+") as file:
        os.fsync(file.fileno())

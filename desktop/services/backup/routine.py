"""The automatic backups: when one is due, how it is made, copied to another disk and old ones removed, and how things stand."""
from __future__ import annotations

import datetime as dt
import os
import platform
import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.fields.refused import Refused
from desktop.rules.retention import Retention
from desktop.rules.rights import Right
from desktop.services import atomic, office, whereabouts
from desktop.services.backup import container, keeping, ledger, making
from desktop.services.backup.fingerprint import fingerprint
from desktop.services.backup.keeping import Kept
from desktop.services.backup.manifest import BY_HAND, Manifest
from desktop.services.backup.places import Places
from desktop.services.progress import Progress, silent
from desktop.services.store import Store

REMIND = dt.timedelta(days=7)
AHEAD = dt.timedelta(days=1)  # by more than this a backup cannot lie in the future: the PC's clock is wrong


@dataclass(frozen=True)
class Standing:
    """`words` for the chip above, in its `state` (done, wait, late, info); `lines` (state, sentence) for the first page."""
    words: str
    state: str
    lines: tuple[tuple[str, str], ...] = ()


def automatic(store: Store) -> bool:
    """Is there anything of an office's own to be backed up?"""
    return not (store.file is None or store.practice_day or store.frozen or office.is_empty(store))


def changed(store: Store, places: Places) -> bool:
    """Has anything changed since the last backup that passed its trial and is still there?"""
    last = last_made(places)
    return last is None or last.state != fingerprint(store, places)


def last_made(places: Places) -> ledger.Made | None:
    """The last that passed its trial; one made to another place counts, one that was removed from among the others does not."""
    there = {each.path.name for each in keeping.listed(places.backups)}
    made = [each for each in ledger.read(places).made if each.file in there or not keeping.NAME.fullmatch(each.file)]
    return made[-1] if made else None


def due(store: Store, places: Places) -> bool:
    """Once a day, if anything has changed since."""
    last = last_made(places)
    if last is not None and dt.datetime.fromisoformat(last.made).date() == store.clock().date():
        return False  # asked every minute: so far it costs nothing
    return automatic(store) and changed(store, places)


def make(store: Store, places: Places, reason: str = BY_HAND, progress: Progress = silent) -> tuple[Path, Manifest]:
    """A backup among the others, and on the second disk if it is there; what failed is remembered until one succeeds."""
    now = store.clock()
    try:
        target = keeping.name_for(places.backups, now, reason)
        made = making.make(store, places, target, reason, progress)
    except Refused as refused:
        with suppress(Refused, OSError):
            ledger.write(places, replace(ledger.read(places), failed=(now.isoformat(timespec="seconds"), str(refused))))
        raise
    kept = retention(store)
    keeping.prune(places.backups, now, kept)
    copy_away(places, target, now, kept)
    return target, made


def retention(store: Store) -> Retention:
    said = office.read(store)
    return Retention(said["backup_days"], said["backup_weeks"], said["backup_months"])


def second_folder(places: Places, second: str) -> Path:
    """A folder of this PC's own: a USB stick may carry the backups of several."""
    return Path(second) / f"协务通备份-{platform.node() or '本机'}-{places.store.stem}"


def copy_away(places: Places, source: Path, now: dt.datetime, kept: Retention) -> None:
    """Onto the second disk, read back there. A stick that is not plugged in is no failure: the reminder comes in time."""
    known = ledger.read(places)
    if not known.second or not Path(known.second).is_dir():
        return
    try:
        folder = second_folder(places, known.second)
        folder.mkdir(exist_ok=True)
        atomic.replace_file(folder / source.name, lambda draft: shutil.copyfile(source, draft), read_back, private=True)
        keeping.prune(folder, now, kept)
        done = replace(known, copied=now.isoformat(timespec="seconds"), second_failed="")
    except (Refused, OSError) as error:
        reason = str(error) if isinstance(error, Refused) else atomic.sentence(source, error)
        done = replace(known, second_failed=reason)
    with suppress(Refused, OSError):
        ledger.write(places, done)


def read_back(draft: Path) -> None:
    with container.opened(draft):
        return


def choose_second(store: Store, places: Places, folder: Path | None) -> str:
    """The place on another disk, None for none any more; a sentence about it. Copies the last backup there at once."""
    store.require(Right.BACKUP)
    if folder is None:
        ledger.write(places, replace(ledger.read(places), second="", copied="", second_failed=""))
        return "不再另存到其他磁盘"
    if not folder.is_dir():
        raise Refused(f"文件夹“{folder}”不在，没有改动。请把优盘插好，或换一个文件夹。")
    if not os.access(folder, os.W_OK):
        raise Refused(f"文件夹“{folder}”不允许写入，没有改动。请换一个文件夹。")
    if folder.resolve() == places.backups.resolve() or places.backups.resolve() in folder.resolve().parents:
        raise Refused("这就是现在存备份的文件夹，没有改动。请选优盘或另一个磁盘上的文件夹。")
    ledger.write(places, replace(ledger.read(places), second=str(folder), copied="", second_failed=""))
    if newest := next(iter(keeping.listed(places.backups)), None):
        copy_away(places, newest.path, store.clock(), retention(store))
    same = folder.stat().st_dev == places.store.parent.stat().st_dev
    return "这个文件夹与资料在同一个磁盘上，磁盘坏了两份都会丢。最好选优盘或另一个磁盘" if same else f"以后每次备份都另存到 {folder}"


def last_good(places: Places, backups: list[Kept] | None = None) -> Kept | None:
    """The newest backup that passes its trial."""
    from desktop.services.backup import restoring

    known = ledger.read(places)
    found = backups if backups is not None else keeping.listed(places.backups)
    if known.second:
        found = [*found, *keeping.listed(second_folder(places, known.second))]
    for each in sorted(found, key=lambda kept: kept.moment, reverse=True):
        try:
            restoring.look(each.path)
        except Refused:
            continue
        return each
    return None


def standing(store: Store, places: Places | None) -> Standing:
    now = store.clock()
    if places is None:
        return Standing("由服务器备份", "info")
    if store.frozen:
        return Standing("资料已损坏", "late", (("late", store.frozen),))
    if store.practice_day:
        return Standing("练习县不备份", "info")
    known, last = ledger.read(places), last_made(places)
    if known.failed:
        at = dt.datetime.fromisoformat(known.failed[0])
        return Standing("备份失败", "late", (("late", f"{day_words(at, now)} {at:%H:%M} 的备份没有做成：{known.failed[1]}"),))
    lines = reminders(store, known, last, now)
    if last is None:
        return Standing("没有备份", "wait" if automatic(store) else "info", lines)
    at = dt.datetime.fromisoformat(last.made)
    days = (now.date() - at.date()).days
    old = days > 1 and changed(store, places)
    state = "late" if old and days > REMIND.days else "wait" if old or days < 0 else "done"
    return Standing(f"{day_words(at, now)} {at:%H:%M} 已备份" if days < 2 else f"{day_words(at, now)}已备份", state, lines)


def reminders(store: Store, known: ledger.Ledger, last: ledger.Made | None, now: dt.datetime) -> tuple[tuple[str, str], ...]:
    found = []
    if store.file is not None and (unsafe := whereabouts.warning(store.file)):
        found.append(("wait", unsafe))
    if last is not None and dt.datetime.fromisoformat(last.made) > now + AHEAD:
        found.append(("wait", f"上次备份的时间是 {last.made[:10]}，比今天还晚，这台电脑的日期可能不对，请核对。"))
    if last is not None and last.lost:
        found.append(("late", f"{last.made[:10]} 的备份{last.lost}。"))
    if known.second_failed:
        found.append(("late", f"没有另存到 {known.second}：{known.second_failed}"))
    elif automatic(store) and (since := ledger.moment(known.copied) or ledger.moment(known.begun)) and now - since > REMIND:
        days = (now - since).days
        found.append(("wait", f"已有 {days} 天没有另存到其他磁盘，请插上存备份的优盘。" if known.second else
                      f"备份都在这一台电脑的磁盘上，已有 {days} 天。请在设置里选一个优盘或另一个磁盘，另存一份。"))
    return tuple(found)


def day_words(at: dt.datetime, now: dt.datetime) -> str:
    """今天, 昨天, 6月28日, 2025年6月28日."""
    days = (now.date() - at.date()).days
    if days in (0, 1):
        return "昨天" if days else "今天"
    return f"{at.month}月{at.day}日" if at.year == now.year else f"{at.year}年{at.month}月{at.day}日"


"""The backups beside the store: their names, which of them stay, and their list."""
from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from desktop.fields.refused import Refused
from desktop.rules.retention import Retention, kept
from desktop.services import atomic
from desktop.services.backup.manifest import AT_EXIT, AUTOMATIC, BEFORE_RESTORE, BEFORE_UPGRADE, BY_HAND, DAILY

SUFFIX = ".xwb"
STAMP = "%Y%m%d-%H%M%S"
REASONS = "|".join((BY_HAND, AT_EXIT, DAILY, BEFORE_RESTORE, BEFORE_UPGRADE))
NAME = re.compile(rf"协务通备份-(\d{{8}}-\d{{6}})-({REASONS})(?:-\d+)?{re.escape(SUFFIX)}")
SAFETY_COPIES = 5  # of those made before a restore or an upgrade


@dataclass(frozen=True)
class Kept:
    """A backup by its name: it was made at `moment` because of `reason`. What is in it only a trial tells."""
    path: Path
    moment: dt.datetime
    reason: str
    size: int


def name_for(folder: Path, now: dt.datetime, reason: str) -> Path:
    """A name that is not taken yet; the folder is made on first use."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Refused(atomic.sentence(folder / "备份", error)) from None
    stem = f"协务通备份-{now.strftime(STAMP)}-{reason}"
    names = (f"{stem}{f'-{number}' if number else ''}{SUFFIX}" for number in range(1000))
    return next(path for name in names if not (path := folder / name).exists())


def listed(folder: Path) -> list[Kept]:
    """The newest first; other files in the folder are none of ours."""
    found = []
    if folder.is_dir():
        for path in folder.iterdir():
            if (said := NAME.fullmatch(path.name)) and path.is_file():
                found.append(Kept(path, dt.datetime.strptime(said[1], STAMP), said[2], path.stat().st_size))
    return sorted(found, key=lambda each: (each.moment, each.path.name), reverse=True)


def surplus(backups: list[Kept], now: dt.datetime, retention: Retention) -> list[Kept]:
    """What may go: automatic ones outside the days, weeks and months, and all but the last few safety copies.

    What was made by hand stays until it is removed by hand.
    """
    automatic = [each for each in backups if each.reason in AUTOMATIC]
    stays = kept((each.moment for each in automatic), now, retention)
    safety = [each for each in backups if each.reason in (BEFORE_RESTORE, BEFORE_UPGRADE) and each.moment <= now]
    return [each for each in automatic if each.moment not in stays] + safety[SAFETY_COPIES:]


def prune(folder: Path, now: dt.datetime, retention: Retention) -> list[Path]:
    """Remove what may go; a file that cannot be removed stays until the next time."""
    gone = []
    for each in surplus(listed(folder), now, retention):
        try:
            each.path.unlink()
            gone.append(each.path)
        except OSError:
            continue
    return gone

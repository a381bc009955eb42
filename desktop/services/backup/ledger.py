"""What the PC remembers of its backups: the last ones and how far the audit went, what failed, the second place.

It lies among the backups and is none of what is backed up: another PC has other disks.
"""
from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from desktop.services import atomic
from desktop.services.backup import words
from desktop.services.backup.manifest import Manifest
from desktop.services.backup.places import Places

NAME = "备份情况.json"
MOST = 60


@dataclass(frozen=True)
class Made:
    """A backup that passed its trial. `state` tells whether anything has changed since; `lost` which attachments it lacks."""
    file: str
    made: str
    reason: str
    rows: int
    head: str
    state: str = ""
    lost: str = ""


@dataclass(frozen=True)
class Ledger:
    """`failed`: (when, the sentence) of the last try, if it failed. `second`: the folder on another disk. `copied`: when last there.

    `restored`: (when, the safety copy's name) of the last restore. `begun`: when backups began to be kept.
    """
    made: tuple[Made, ...] = ()
    failed: tuple[str, str] | None = None
    second: str = ""
    copied: str = ""
    second_failed: str = ""
    restored: tuple[str, str] | None = None
    begun: str = ""


def read(places: Places) -> Ledger:
    """Lost or unreadable, it begins anew: the backups themselves are what counts."""
    try:
        said: dict[str, Any] = json.loads((places.backups / NAME).read_text("utf-8"))
        made = tuple(Made(**each) for each in said.pop("made", ()))
        failed, restored = said.pop("failed", None), said.pop("restored", None)
        return Ledger(made, tuple(failed) if failed else None, restored=tuple(restored) if restored else None, **said)
    except (OSError, ValueError, TypeError, AttributeError):
        return Ledger()


def write(places: Places, ledger: Ledger) -> None:
    places.backups.mkdir(mode=0o700, exist_ok=True)
    text = json.dumps(asdict(replace(ledger, made=ledger.made[-MOST:])), ensure_ascii=False, indent=1)
    atomic.replace_file(places.backups / NAME, lambda draft: draft.write_text(text, "utf-8"), private=True)


def entry(file: str, manifest: Manifest, state: str = "") -> Made:
    return Made(file, manifest.made, manifest.reason, manifest.audit_rows, manifest.audit_head, state,
                words.gone(manifest.lost) if manifest.lost else "")


def moment(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None

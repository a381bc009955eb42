"""What a backup says about itself: when and why it was made, by which version, what is in it, and the hash of every part."""
from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

from desktop.fields.refused import Refused

FORMAT = 1
STORE, FILES, OFFICE, OWN = "store.db", "files", "office", "own"
HASH = re.compile(r"[0-9a-f]{64}")
ATTACHED = re.compile(rf"{FILES}/([0-9a-f]{{2}})/(\1[0-9a-f]{{62}})")

BY_HAND, AT_EXIT, DAILY = "手工", "退出时", "每日"
BEFORE_RESTORE, BEFORE_UPGRADE = "恢复前", "升级前"
AUTOMATIC = (AT_EXIT, DAILY)


@dataclass(frozen=True)
class Part:
    """One file: store.db, files/ab/abcd... (an attachment), office/... (of the user's folder), own/... (a form beside the store)."""
    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`counts`: rows per table. `audit_rows`, `audit_head`: how long the audit was, and the hash of its last row.

    `lost`: the attachments whose files were not there to be backed up, each with its record.
    """
    made: str
    reason: str
    program: str
    schema: str
    committee: str
    counts: dict[str, int]
    audit_rows: int
    audit_head: str
    parts: tuple[Part, ...]
    lost: tuple[str, ...] = ()

    @property
    def moment(self) -> dt.datetime:
        return dt.datetime.fromisoformat(self.made)

    @property
    def size(self) -> int:
        """Bytes of all parts as they lie on the disk once restored."""
        return sum(part.size for part in self.parts)

    def under(self, folder: str) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.name.startswith(f"{folder}/"))

    def written(self) -> bytes:
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, sort_keys=True, indent=1).encode()


def read(text: bytes, sentence: str) -> Manifest:
    """Refused with `sentence` for anything but what `written` writes."""
    try:
        said = json.loads(text)
        if said.pop("format") != FORMAT:
            raise Refused("这份备份由更新版本的协务通保存，本机版本较旧，没有读取，也没有改动任何资料。请先升级本机程序。")
        manifest = Manifest(**{**said, "parts": tuple(Part(**part) for part in said["parts"]),
                               "lost": tuple(map(str, said.get("lost", ())))})
        sound = isinstance(manifest.moment, dt.datetime) and all(
            isinstance(p.size, int) and p.size >= 0 and HASH.fullmatch(p.sha256) and proper(p.name) for p in manifest.parts)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Refused(sentence) from None
    names = [part.name for part in manifest.parts]
    if not sound or len(set(names)) != len(names) or STORE not in names:
        raise Refused(sentence)
    return manifest


def proper(name: str) -> bool:
    """Only the places that a backup has: no way out of the folder into which it is restored."""
    if name == STORE:
        return True
    if name.startswith(f"{FILES}/"):
        return bool(ATTACHED.fullmatch(name))
    path = PurePosixPath(name)
    return (len(path.parts) > 1 and path.parts[0] in (OFFICE, OWN) and str(path) == name
            and not any(part in (".", "..") or set(part) & set('\\:*?"<>|\0') for part in path.parts))

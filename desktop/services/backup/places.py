"""Where what is backed up lies: the store, its attachments, and the office's own files in the user's folder."""
from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.fields.refused import Refused
from desktop.services.backup.manifest import ATTACHED, FILES, OFFICE, OWN, STORE, proper
from desktop.services.connection import file_of

SERVER = "资料存在共用的服务器上，由服务器的管理员备份；这里不另存。"
OFFICE_FILES = ("templates/**/*", "view-*.json")
"""What belongs to the office in the user's folder: its own templates, and the columns and layouts of its lists."""
OWN_FILES = ("templates/**/*",)
"""What lies beside the store among the attachments and is none: the office's own forms."""


@dataclass(frozen=True)
class Places:
    """`store` is the file office.db; `folder` the user's own."""
    store: Path
    folder: Path

    def beside(self, tail: str) -> Path:
        """office.db + .files, .backups, .restoring."""
        return self.store.with_name(self.store.name + tail)

    @property
    def files(self) -> Path:
        return self.beside(".files")

    @property
    def backups(self) -> Path:
        return self.beside(".backups")

    @property
    def restoring(self) -> Path:
        return self.beside(".restoring")

    def attachments(self) -> Iterator[tuple[str, Path]]:
        """Every kept file, those of deleted records too: the recycle bin can bring them back."""
        for path in sorted(self.files.glob("??/*")):
            name = f"{FILES}/{path.parent.name}/{path.name}"
            if ATTACHED.fullmatch(name) and path.is_file():
                yield name, path

    def office_files(self) -> Iterator[tuple[str, Path]]:
        for home, folder, patterns in ((OFFICE, self.folder, OFFICE_FILES), (OWN, self.files, OWN_FILES)):
            for pattern in patterns:
                for path in sorted(folder.glob(pattern)):
                    name = f"{home}/{path.relative_to(folder).as_posix()}"
                    if path.is_file() and not path.is_symlink() and not path.name.startswith(".") and proper(name):
                        yield name, path

    def target(self, part: str) -> Path:
        """Where a part of a backup belongs."""
        if part == STORE:
            return self.store
        home, _, rest = part.partition("/")
        return (self.folder if home == OFFICE else self.files) / rest


def places(address: str, folder: Path) -> Places:
    """Refused for a server's store."""
    file = file_of(address)
    if file is None:
        raise Refused(SERVER)
    return Places(file, folder)


def whole(path: Path) -> bool:
    """Does an attachment still hold the bytes that its name is the hash of?"""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == path.name

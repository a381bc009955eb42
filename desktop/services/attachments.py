"""Scans, documents and pictures that hang on records, kept beside the store under the name of their hash."""
from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from desktop.fields.refused import Refused
from desktop.models.office import Attachment
from desktop.rules.files import objection, shown_name
from desktop.rules.rights import Right
from desktop.services.store import Store

BLOCK = 1 << 20


@dataclass(frozen=True)
class Attached:
    """`path` is None when the file has not come along with the store."""
    id: str
    name: str
    size: int
    path: Path | None


def folder(store: Store) -> Path:
    """office.db keeps its files in office.db.files."""
    if store.file is None:
        raise Refused("共用服务器上的数据还不能存附件，没有改动。")
    return store.file.with_name(store.file.name + ".files")


def place(store: Store, sha256: str) -> Path:
    return folder(store) / sha256[:2] / sha256


def add(store: Store, subject: str, source: Path) -> str:
    """Copy a file beside the store and hang it on the record `subject`; returns the attachment's number."""
    store.require(Right.EDIT)
    row = admit(store, subject, source)
    with store.operation(f"添加附件：{row.name}") as session:
        session.add(row)
    return row.id


def admit(store: Store, subject: str, source: Path) -> Attachment:
    """The bytes are kept, the row awaits its operation; refused for what may not be attached."""
    name = shown_name(source.name)
    if not source.is_file():
        raise Refused(f"没有找到文件 {source}，没有添加。")
    try:
        with source.open("rb") as stream:
            head = stream.read(32)
        size = source.stat().st_size
        if reason := objection(name, head, size):
            raise Refused(f"“{name}”{reason}，不能作附件，没有添加。")
        sha256 = keep(store, source)
    except OSError as error:
        raise Refused(f"“{name}”没有添加：{error.strerror}。请检查文件能否打开、磁盘是否已满。") from error
    return Attachment(subject=subject, name=name, size=size, sha256=sha256, added_on=store.today())


def keep(store: Store, source: Path) -> str:
    """The bytes under their hash: first a temporary file, then put in place at once."""
    home = folder(store)
    home.mkdir(exist_ok=True)
    digest = hashlib.sha256()
    handle, temporary = tempfile.mkstemp(dir=home)
    try:
        with os.fdopen(handle, "wb") as out, source.open("rb") as stream:
            while block := stream.read(BLOCK):
                digest.update(block)
                out.write(block)
            out.flush()
            os.fsync(out.fileno())
        target = place(store, digest.hexdigest())
        target.parent.mkdir(exist_ok=True)
        os.replace(temporary, target)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return digest.hexdigest()


def of(store: Store, subject: str) -> list[Attached]:
    store.require(Right.READ)
    with store.read() as session:
        rows = session.scalars(select(Attachment).where(Attachment.subject == subject).order_by(Attachment.name)).all()
    return [Attached(r.id, r.name, r.size, p if (p := place(store, r.sha256)).is_file() else None) for r in rows]


def take_out(store: Store, attachment: str, target: Path) -> None:
    """A copy for the user to open; refused when the file is missing or has changed since it was added."""
    store.require(Right.READ)
    with store.read() as session:
        row = session.get(Attachment, attachment)
    if row is None:
        raise Refused("这个附件已被删除。")
    path = place(store, row.sha256)
    if not path.is_file():
        raise Refused(f"附件“{row.name}”的文件不在数据文件旁边，可能没有随数据一起拷贝。请从备份中找回 {path.parent.parent.name} 文件夹。")
    if hashlib.sha256(path.read_bytes()).hexdigest() != row.sha256:
        raise Refused(f"附件“{row.name}”的内容与添加时不一致，可能已损坏。请从备份中找回。")
    shutil.copyfile(path, target)


def missing(store: Store) -> list[str]:
    """Names of the attachments whose files have not come along: a warning, the store itself is whole."""
    if store.file is None:
        return []
    with store.read() as session:
        return [r.name for r in session.scalars(select(Attachment)) if not place(store, r.sha256).is_file()]

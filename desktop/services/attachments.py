"""Scans, documents and pictures that hang on records, kept beside the store under the name of their hash."""
from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from desktop import temporary
from desktop.fields.refused import Refused
from desktop.models.office import Attachment
from desktop.rules.files import objection, shown_name
from desktop.rules.rights import Right
from desktop.services.atomic import replace_file, sentence
from desktop.services.store import Store


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
    there = kept(store)
    try:
        row = admit(store, subject, source)
        with store.operation(f"添加附件：{row.name}") as session:
            session.add(row)
    except BaseException:
        discard(store, there)
        raise
    return row.id


def kept(store: Store) -> set[Path]:
    """The files beside the store."""
    return {f for f in folder(store).glob("??/*") if f.is_file()}


def discard(store: Store, there: set[Path]) -> None:
    """Remove what was put beside the store since; its operation did not come about."""
    for path in kept(store) - there:
        path.unlink(missing_ok=True)


def admit(store: Store, subject: str, source: Path) -> Attachment:
    """The bytes are kept, the row awaits its operation; refused for what may not be attached."""
    name = shown_name(source.name)
    try:
        if not source.is_file():
            raise Refused(f"没有找到文件“{name}”，没有添加。请检查它是否已移走或改名。")
        with source.open("rb") as stream:
            head = stream.read(32)
        size = source.stat().st_size
        if reason := objection(name, head, size):
            raise Refused(f"“{name}”{reason}，不能作附件，没有添加。")
        sha256 = digest(source)
    except (OSError, ValueError):
        raise Refused(f"“{name}”打不开，没有添加。它可能正被别的程序占用，请关闭后再试。") from None
    keep(store, source, sha256, name)
    return Attachment(subject=subject, name=name, size=size, sha256=sha256, added_on=store.today())


def admit_bytes(store: Store, subject: str, name: str, content: bytes) -> Attachment:
    """The same for what is no file yet: a picture out of a document."""
    folder = temporary.folder()
    try:
        (folder / name).write_bytes(content)
        return admit(store, subject, folder / name)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def keep(store: Store, source: Path, sha256: str, name: str) -> None:
    """The bytes under their hash, read back before they count; refused with the shown name."""
    target = place(store, sha256)

    def check(draft: Path) -> None:
        if digest(draft) != sha256:
            raise OSError("not what was read before")

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(sentence(target, error).replace(f"“{target.name}”", f"附件“{name}”")) from None
    try:
        replace_file(target, lambda draft: shutil.copyfile(source, draft), check, private=True)
    except Refused as refused:
        raise Refused(str(refused).replace(f"“{target.name}”", f"附件“{name}”")) from None


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
    def check(draft: Path) -> None:
        if digest(draft) != row.sha256:
            raise Refused(f"附件“{row.name}”的内容与添加时不一致，可能已损坏。请从备份中找回。")

    replace_file(target, lambda draft: shutil.copyfile(path, draft), check, private=True)


def missing(store: Store) -> list[str]:
    """Names of the attachments whose files have not come along: a warning, the store itself is whole."""
    if store.file is None:
        return []
    with store.read() as session:
        return [r.name for r in session.scalars(select(Attachment)) if not place(store, r.sha256).is_file()]

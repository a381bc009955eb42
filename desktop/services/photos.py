"""Photos of persons: a folder of pictures matched by name or certificate number, then stored as one operation."""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.refused import Refused
from desktop.importers import picture
from desktop.models.member import Member
from desktop.models.office import Attachment
from desktop.models.person import Person
from desktop.rules.names import clean_name
from desktop.rules.rights import Right
from desktop.services import attachments, dated
from desktop.services.progress import Progress, silent
from desktop.services.store import Store

LARGEST = 10 * 1024 * 1024
MOST = 5000
COPY = re.compile(r"\s*(?:[(（]\d{1,3}[)）]|[-_ ]+\d{1,2}|[-_ ]*副本)$")

Verdict = Literal["new", "same", "ambiguous", "nobody", "refused"]


@dataclass(frozen=True)
class Picture:
    """One file of the folder: whose it is, or why it is not stored."""
    path: Path
    verdict: Verdict
    person_id: str | None = None
    person: str = ""
    reason: str = ""


class People:
    """Whom a file's name may mean: persons by name, and those who are members by certificate number."""

    def __init__(self, session: Session, store: Store) -> None:
        self.names: dict[str, str] = {}
        self.by_name: dict[str, set[str]] = defaultdict(set)
        self.by_number: dict[str, set[str]] = defaultdict(set)
        for person in session.scalars(select(Person)):
            self.names[person.id] = person.name
            self.by_name[person.name].add(person.id)
            if person.id_number:
                self.by_number[person.id_number].add(person.id)
        for member in session.scalars(select(Member).where(Member.number.is_not(None), dated.holds(Member, store.today()))):
            self.by_number[number_key(member.number or "")].add(member.person_id)

    def meant(self, stem: str) -> set[str]:
        """王凯, 0012, 0012王凯, 王凯 0012 and 王凯(1); a number before a name may be a running number."""
        found = self.named(stem)
        return found or self.named(COPY.sub("", stem))

    def named(self, stem: str) -> set[str]:
        if found := self.by_name.get(clean_name(stem).name) or self.by_number.get(number_key(stem)):
            return found
        match = re.fullmatch(r"(\d+[Xx]?)?[\s_.、-]*(\D*?)[\s_-]*(\d+[Xx]?)?", stem)
        if not match or not match[2]:
            return set()
        named = self.by_name.get(clean_name(match[2]).name, set())
        numbered = self.by_number.get(number_key(match[1] or match[3] or ""), set())
        return named & numbered or named


def number_key(number: str) -> str:
    """0012 and 12 are one certificate; case does not count."""
    return number.strip().upper().lstrip("0")


def plan(store: Store, folder: Path, progress: Progress = silent) -> list[Picture]:
    """What each file of the folder is; nothing is written. Pictures are known by their content, not by their extension."""
    store.require(Right.IMPORT)
    try:
        files = sorted(f for f in folder.iterdir() if f.is_file() and not f.name.startswith((".", "Thumbs.db", "desktop.ini")))
    except OSError:
        raise Refused(f"文件夹 {folder} 打不开，没有导入。请检查它是否已移走或改名。") from None
    if len(files) > MOST:
        raise Refused(f"文件夹里有 {len(files)} 个文件，超过 {MOST} 个，没有导入。请只放照片，或分几次导入。")
    found: list[Picture] = []
    with store.read() as session:
        people = People(session, store)
        query = select(Person.id, Attachment.sha256).join(Attachment, Attachment.id == Person.photo)
        photos = {row.id: row.sha256 for row in session.execute(query)}
    first: dict[str, Path] = {}
    # The plain name goes before its copies: 王凯.jpg, then 王凯(1).jpg.
    for done, path in enumerate(sorted(files, key=lambda f: (len(f.stem), f.name)), 1):
        found.append(examined(path, people, photos, first))
        progress(done, len(files))
    return sorted(found, key=lambda p: p.path.name)


def examined(path: Path, people: People, photos: dict[str, str], first: dict[str, Path]) -> Picture:
    if reason := objection(path):
        return Picture(path, "refused", reason=reason)
    meant = people.meant(path.stem)
    if not meant:
        return Picture(path, "nobody", reason="没有这个姓名或证号的人")
    if len(meant) > 1:
        return Picture(path, "ambiguous", reason=f"有 {len(meant)} 位同名的人，请改用委员证号作文件名")
    (person,) = meant
    name = people.names[person]
    if person in first:
        return Picture(path, "ambiguous", person, name, f"与“{first[person].name}”是同一人的照片，只用前一张")
    first[person] = path
    if photos.get(person) == attachments.digest(path):
        return Picture(path, "same", person, name)
    return Picture(path, "new", person, name, "将换掉现有的照片" if person in photos else "")


def objection(path: Path) -> str:
    """Why a file cannot be a photo; nothing when it can."""
    try:
        size = path.stat().st_size
    except OSError:
        return "打不开"
    if size > LARGEST:
        return f"有 {size / 1024 / 1024:.0f} MB，超过 {LARGEST // 1024 // 1024} MB，请先缩小"
    return picture.objection(path)


def apply(store: Store, pictures: Sequence[Picture], progress: Progress = silent) -> int:
    """Store the matched pictures as one operation; returns how many. What a cancelled run copied is removed again."""
    store.require(Right.IMPORT)
    chosen = [p for p in pictures if p.verdict == "new" and p.person_id]
    if not chosen:
        return 0
    there = attachments.kept(store)
    try:
        with store.operation(f"导入照片 {len(chosen)} 张", Right.IMPORT) as session:
            for done, picture in enumerate(chosen, 1):
                person = session.get(Person, picture.person_id)
                if person is None:
                    raise Refused(f"核对之后“{picture.person}”被删除，没有导入。请重新核对。")
                row = attachments.admit(store, person.id, picture.path)
                session.add(row)
                person.photo = row.id
                progress(done, len(chosen))
    except BaseException:
        attachments.discard(store, there)
        raise
    return len(chosen)


def of(store: Store, person_id: str) -> Path | None:
    """The person's photo beside the store; None without one, or when its file has not come along."""
    store.require(Right.READ)
    with store.read() as session:
        row = session.scalar(select(Attachment).join(Person, Person.photo == Attachment.id).where(Person.id == person_id))
    path = attachments.place(store, row.sha256) if row else None
    return path if path and path.is_file() else None

"""An office that has something to lose: records, a recycle bin, attachments, its own templates and columns."""
import datetime as dt
import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop.models.person import Person
from desktop.services import attachments, office, opening
from desktop.services.backup import making
from desktop.services.backup.places import Places
from desktop.services.connection import connect
from desktop.services.undo import RESTORED

NOW = dt.datetime(2026, 6, 30, 17, 20)


@dataclass
class Office:
    """An office's PC: its store, the files beside it and the user's folder."""
    places: Places

    def open(self, clock=lambda: NOW):
        return opening.open_store(str(self.places.store), clock=clock)

    def backup(self, target: Path, now=NOW):
        store = self.open(lambda: now)
        try:
            return making.make(store, self.places, target)
        finally:
            store.close()

    def add(self, name: str) -> str:
        store = self.open()
        with store.operation(f"登记 {name}") as session:
            person = Person(name=name, phone="13800001234")
            session.add(person)
        store.close()
        return person.id

    def content(self) -> dict[str, str]:
        """Everything that the office has, each table and file by its hash; the lines that say a restore was made are left out."""
        engine = connect(str(self.places.store))
        found = {}
        with engine.connect() as connection:
            tables = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")).all()
            for table in tables:
                rows = [tuple(r) for r in connection.execute(text(f'SELECT * FROM "{table}"')) if table != "audit" or RESTORED not in r]
                found[table] = hashlib.sha256(repr(sorted(rows, key=repr)).encode()).hexdigest()
        engine.dispose()
        for name, path in (*self.places.attachments(), *self.places.office_files()):
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        return found

    def leftovers(self) -> list[str]:
        """What lies beside the store and is neither the store, its attachments nor its backups."""
        usual = {self.places.store.name, self.places.files.name, self.places.backups.name, self.places.folder.name}
        return sorted(p.name for p in self.places.store.parent.iterdir() if p.name not in usual)


def founded(home: Path) -> Office:
    made = Office(Places(home / "资料" / "office.db", home / "user"))
    made.places.store.parent.mkdir(parents=True)
    store = opening.create(str(made.places.store), clock=lambda: NOW)
    office.found(store)
    office.save(store, {"county": "青溪县"})
    with store.operation("登记") as session:
        people = [Person(name=name, phone=f"1380000{n:04}") for n, name in enumerate(("张三", "李四", "𠅤五", "欧阳六"))]
        session.add_all(people)
    scan = home / "扫描 件.pdf"
    scan.write_bytes(b"%PDF-1.4 " + bytes(range(256)) * 800)
    attachments.add(store, people[0].id, scan)
    with store.operation("删除 李四") as session:
        session.delete(session.get_one(Person, people[1].id))
    store.close()
    template = made.places.folder / "templates" / "member" / "登记表.docx"
    template.parent.mkdir(parents=True)
    template.write_bytes(b"PK our own form")
    form = made.places.files / "templates" / "member" / "委员登记表.docx"
    form.parent.mkdir(parents=True)
    form.write_bytes(b"PK our own form beside the store")
    (made.places.folder / "view-members.json").write_text('{"columns": ["name"]}', "utf-8")
    return made


@pytest.fixture(scope="session")
def model(tmp_path_factory):
    return founded(tmp_path_factory.mktemp("model")).places


@pytest.fixture
def county(model, tmp_path):
    """A fresh copy of the office for each test."""
    home = tmp_path / "pc"
    shutil.copytree(model.store.parent, home / "资料")
    shutil.copytree(model.folder, home / "user")
    return Office(Places(home / "资料" / "office.db", home / "user"))


@pytest.fixture
def elsewhere(tmp_path):
    """Another PC, on which nothing was ever entered."""
    (tmp_path / "新 电脑").mkdir()
    return Office(Places(tmp_path / "新 电脑" / "office.db", tmp_path / "新 电脑" / "user"))



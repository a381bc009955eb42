"""Open or make a store: a new one, one of today's schema, an older one after a backup, never a newer one."""
from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

import desktop.models
from desktop import temporary
from desktop.fields.refused import Refused
from desktop.models.base import SCHEMA, Base
from desktop.rules.rights import Actor
from desktop.services import codes, search
from desktop.services.backup import keeping, making
from desktop.services.backup.manifest import BEFORE_UPGRADE, STORE
from desktop.services.backup.places import Places
from desktop.services.backup.settling import settle
from desktop.services.backup.snapshot import looked_at
from desktop.services.backup.workspace import workspace
from desktop.services.connection import connect, copy_into, file_of, only_read
from desktop.services.store import Store
from desktop.services.whereabouts import refuse_place

assert desktop.models  # importing it declares the tables

class Damaged(Refused):
    """The file is there and cannot be read as a store: a backup may help."""


Clock = Callable[[], dt.datetime]
DAMAGED = "数据文件已损坏，现在只能查看，不能登记和修改，没有改动任何内容。请从最近的备份恢复。"
SQLITE_MAGIC = b"SQLite format 3\0"


def create(address: str, *, actor: Actor | None = None, clock: Clock = dt.datetime.now) -> Store:
    """A new, empty store with today's tables; refused where one is already."""
    file = file_of(address)
    if file is not None:
        refuse_place(file)
        settle(file)
        if os.path.exists(file) and file.stat().st_size:
            raise Refused(f"{file} 已经存在，没有改动。请换一个文件名，或先把它移走。")
        if not file.parent.is_dir():
            raise Refused(f"文件夹 {file.parent} 不存在，没有新建。请先建好文件夹。")
    engine = connect(address)
    try:
        if file is None and inspect(engine).has_table("alembic_version"):
            raise Refused("这个地址上已经有一套数据，没有改动。请直接打开，或换一个地址。")
        with engine.begin() as connection:
            Base.metadata.create_all(connection)
            stamp(connection)
    except DBAPIError as error:
        engine.dispose()
        if file is not None:  # half a store would only be in the way of the next one
            for left in (file, *(file.with_name(file.name + tail) for tail in ("-wal", "-shm", "-journal"))):
                left.unlink(missing_ok=True)
        raise unreachable(address, error) from None
    return Store(engine, file, actor, clock)


def open_store(address: str, *, actor: Actor | None = None, clock: Clock = dt.datetime.now) -> Store:
    """Opens what is there. An older store is backed up beside itself, then brought up to date."""
    file = file_of(address)
    if file is not None:
        refuse_place(file)
        settle(file)
        examine(file)
        temporary.clear(Path(tempfile.gettempdir()), file.parent, file.with_name(file.name + ".files"))
    engine = connect(address)
    try:
        with engine.connect() as connection:
            known = inspect(connection).has_table("alembic_version")
            schema = connection.scalar(text("SELECT version_num FROM alembic_version")) if known else None
            faults = unsound(connection) if file is not None and known else []
    except DBAPIError as error:
        raise unreachable(address, error) from error
    if schema is None:
        raise Refused(f"{address} 不是协务通的数据，没有改动。")
    refuse_newer(schema)
    if faults:
        return damaged(engine, file, schema, actor, clock)
    if schema < SCHEMA:
        upgrade(engine, file, clock())
    return Store(engine, file, actor, clock)


def unsound(connection: Connection) -> list[str]:
    """SQLite's quick check of every page, at each start; [] for a sound store."""
    try:
        return [line for line in connection.scalars(text("PRAGMA quick_check(5)")) if line != "ok"]
    except DBAPIError as error:
        if "malformed" not in str(error.orig):
            raise
        return [str(error.orig)]  # so damaged that the check itself stops; other tables may still be read


def damaged(engine: Engine, file: Path | None, schema: str, actor: Actor | None, clock: Clock) -> Store:
    """What can still be read can be looked at and printed; nothing is written any more."""
    if schema < SCHEMA:
        engine.dispose()
        raise Damaged(f"{file} 已损坏，没有改动。请从最近的备份恢复。")
    only_read(engine)
    return Store(engine, file, actor, clock, frozen=DAMAGED)


def examine(file: Path) -> None:
    """Refuse what is not ours before anything can be written beside it."""
    if not os.path.exists(file):
        raise Refused(f"没有找到 {file}。请检查路径，或用 init 新建、用 demo 生成练习县。")
    if file.is_dir():
        raise Refused(f"{file} 是文件夹，不是协务通的数据文件。")
    try:
        with file.open("rb") as stream:
            head = stream.read(16)
    except OSError as error:
        raise Refused(f"{file} 打不开（{error.strerror}），没有改动。") from error
    if head != SQLITE_MAGIC:
        raise Refused(f"{file} 不是协务通的数据文件，没有改动。")
    if not file.with_name(file.name + "-wal").exists():  # a read-only look leaves no trace beside the file
        try:
            with looked_at(file, untouched=True) as look:
                row = look.execute("SELECT version_num FROM alembic_version").fetchone()
        except Refused:
            raise Damaged(f"{file} 不是协务通的数据文件，或已损坏，没有改动。") from None
        refuse_newer(row[0] if row else "")


def refuse_newer(schema: str) -> None:
    if schema > SCHEMA:
        raise Refused("这份数据由更新版本的协务通保存，本机版本较旧，没有打开，也没有改动。请先升级本机程序。")


def stamp(connection) -> None:
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:schema)"), {"schema": SCHEMA})


def upgrade(engine: Engine, file: Path | None, now: dt.datetime) -> None:
    """Today's tables, after a backup of the store as it was; attachments and templates are not touched by it."""
    if file is not None:
        with workspace() as folder:
            copy_into(engine, folder / STORE)
            target = keeping.name_for(Places(file, folder).backups, now, BEFORE_UPGRADE)
            making.pack(folder / STORE, [(STORE, folder / STORE)], target, BEFORE_UPGRADE, now)
    migrate(engine)


def migrate(engine: Engine) -> None:
    """Run the migrations, all or none; alembic is imported only here, it is slow to import."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(desktop.models.__file__).parent / "migrations"))
    with engine.execution_options(writing=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        with Session(connection) as session:
            codes.complete(session)
            session.flush()
        search.rebuild(connection)  # an older store has no index, or one without the newer nouns


def unreachable(address: str, error: DBAPIError) -> Refused:
    if file_of(address) is None:
        return Refused("连不上这个地址的数据，没有改动。请检查地址、网络和对方电脑是否开机。")
    if "malformed" in str(error) or "not a database" in str(error):
        return Damaged(f"{address} 已损坏，没有改动。请从最近的备份恢复。")
    if isinstance(error, OperationalError) and "locked" in str(error):
        return Refused(f"{address} 正被另一个程序占用，请稍后再试。")
    return Refused(f"{address} 打不开，可能没有读写权限或磁盘已满，没有改动。")

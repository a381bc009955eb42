"""Connect to the store's database: SQLite (the same library on every platform) or PostgreSQL."""
from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from desktop.fields.refused import Refused
from desktop.services import integrity

PRAGMAS = ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "busy_timeout=5000")


def is_url(address: str) -> bool:
    return "://" in address


def file_of(address: str) -> Path | None:
    """The store's file; None for a server."""
    return None if is_url(address) else Path(address)


def connect(address: str) -> Engine:
    """`address` is a path or a PostgreSQL URL. Writing transactions take the lock at once, so that none fails midway."""
    if is_url(address):
        try:
            url = make_url(address)
        except ArgumentError:
            raise Refused(f"“{address}”不是数据的地址，可用本机文件的路径，或 postgresql 地址。") from None
        if url.drivername in ("postgresql", "postgres"):
            url = url.set(drivername="postgresql+psycopg")
        if not url.drivername.startswith("postgresql"):
            raise Refused(f"不认识的地址 {url.drivername}，可用本机文件的路径，或 postgresql 地址。")
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    import sqlcipher3.dbapi2 as sqlite  # one SQLite version for every platform; the system's may lack features

    engine = create_engine(f"sqlite:///{Path(address).as_posix()}", module=sqlite, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection, _record) -> None:
        connection.isolation_level = None  # the "begin" below is ours, not the driver's
        for line in PRAGMAS:
            connection.execute(f"PRAGMA {line}")

    @event.listens_for(engine, "begin")
    def begin(connection) -> None:
        raw = connection.connection.dbapi_connection
        if raw.in_transaction:  # a COMMIT that the disk refused leaves its transaction open: what was in it counts as not done
            raw.rollback()
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def copy_into(engine: Engine, target: Path) -> None:
    """A whole, consistent copy of an open SQLite store in one step; copying its file would miss what is not checkpointed.

    Free pages do not come along: what was deleted is not in the copy.
    """
    broken = engine.dialect.loaded_dbapi.Error  # type: ignore[union-attr]
    try:
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("VACUUM INTO ?", (str(target),))
        finally:
            raw.close()
    except broken as error:
        if "full" in str(error):
            raise Refused("磁盘已满，没有复制资料，原有资料不受影响。请清理磁盘后再试。") from None
        raise Refused(f"资料读不完整（{integrity.sentence(error)}），没有复制。请从最近的备份恢复。") from None


def only_read(engine: Engine) -> None:
    """From now on nothing can be written, whatever is tried."""
    event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA query_only=ON"))
    engine.dispose()

"""The store: reading sessions, and operations that are audited whole or leave no trace."""
from __future__ import annotations

import datetime as dt
import getpass
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from desktop.fields.refused import Refused
from desktop.models.base import new_id
from desktop.models.change import FIRST_HASH, Audit, Touched, digest, watch
from desktop.models.office import Setting
from desktop.rules.rights import Actor, Right, local
from desktop.services import search

STALE = "这条记录刚刚被别人改过，您的修改没有保存。请看过最新内容后再改。"
TIED = "还有别的记录引用它，没有改动。请先处理引用它的记录。"
BUSY = "数据正被另一个程序占用，没有改动。请稍后再试。"
FULL = "磁盘已满，没有写入，原有资料不受影响。请清理磁盘后再试。"
READ_ONLY = "没有写入的权限（只读的文件夹或优盘），没有改动。请把数据放到可以写入的文件夹。"
FAILED = "数据读写出错，没有写入，原有资料不受影响。请稍后再试；仍不行时请从备份恢复。"
PRACTICE_DAY = "practice_day"


def local_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no user name at all, as in some service accounts
        return "本机用户"


def failure(error: DBAPIError) -> Refused:
    """What went wrong below us, without the statement: its values are people's numbers."""
    text = str(error.orig).lower()
    for sign, sentence in (("locked", BUSY), ("busy", BUSY), ("full", FULL), ("disk i/o", FULL), ("readonly", READ_ONLY)):
        if sign in text:
            return Refused(sentence)
    return Refused(FAILED)


class Store:
    """`clock` gives the moment that the audit notes; `today()` is the day by which the office counts.

    `frozen`: a sentence with which every operation is refused, because the file is damaged; '' for a sound store.
    """

    def __init__(self, engine: Engine, file: Path | None = None, actor: Actor | None = None,
                 clock: Callable[[], dt.datetime] = dt.datetime.now, frozen: str = "") -> None:
        self.engine = engine
        self.frozen = frozen
        self.file = file
        self.actor = actor or local(local_user())
        self.clock = clock
        self.host = platform.node()
        self.watchers: list[Callable[[frozenset[str]], None]] = []
        self._writing = engine.execution_options(writing=True)
        self._practice: dt.date | None = None
        with suppress(*[Refused] if frozen else []):  # of a damaged store at least the rest is shown
            self.refresh()

    def refresh(self) -> None:
        """Re-read what the store keeps in memory: the practice county's own today."""
        with self.read() as session:
            row = session.get(Setting, PRACTICE_DAY)
            self._practice = dt.date.fromisoformat(row.value) if row else None

    @property
    def practice_day(self) -> dt.date | None:
        """The practice county's today; None for an office's own store."""
        return self._practice

    def today(self) -> dt.date:
        return self._practice or self.clock().date()

    def require(self, right: Right) -> None:
        if not self.actor.may(right):
            raise Refused(f"{self.actor.name}没有“{right.value}”的权限，没有改动任何内容。请找管理员办理。")

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that only reads."""
        try:
            with Session(self.engine, autoflush=False) as session:
                yield session
        except DBAPIError as error:
            raise failure(error) from None

    @contextmanager
    def operation(self, action: str, right: Right = Right.EDIT) -> Iterator[Session]:
        """One session, one transaction, one group of audit rows. `session.info["operation"]` is its id."""
        self.require(right)
        if self.frozen:
            raise Refused(self.frozen)
        try:
            with Session(self._writing, expire_on_commit=False) as session:
                touched = watch(session)
                session.info["operation"] = new_id()
                yield session
                session.flush()
                search.keep(session, touched)
                if touched.rows or session.info.get("noted"):
                    self._record(session, action, touched)
                session.commit()
        except StaleDataError:
            raise Refused(STALE) from None
        except IntegrityError:
            raise Refused(TIED) from None
        except DBAPIError as error:
            raise failure(error) from None
        changed = frozenset(type(row).__name__ for row in touched.rows.values())
        for watcher in list(self.watchers):
            watcher(changed)

    def note(self, action: str, subject: str = "") -> None:
        """Audit what was read or given out (full numbers shown, a paper exported) without a change."""
        with self.operation(action, Right.READ) as session:
            session.info["noted"] = subject or "-"

    def _record(self, session: Session, action: str, touched: Touched) -> None:
        if session.get_bind().dialect.name == "postgresql":  # two clerks' chains must not fork
            session.connection().exec_driver_sql("LOCK TABLE audit IN EXCLUSIVE MODE")
        number, last = session.execute(select(Audit.id, Audit.hash).order_by(Audit.id.desc()).limit(1)).first() or (0, FIRST_HASH)
        common = {"at": self.clock().isoformat(timespec="seconds"), "actor": self.actor.name[:60], "host": self.host[:120],
                  "operation": session.info["operation"], "action": action[:200]}  # the name of an imported file may be long
        changes = [(row.root, type(row).__name__, row.id, before, after) for row, before, after in touched.changes()]
        if "noted" in session.info:
            changes.append((session.info["noted"][:120], "", "", None, None))
        rows = []
        for subject, entity, record, before, after in changes:
            number += 1
            row: dict[str, Any] = {"id": number, **common, "subject": subject, "entity": entity, "record": record,
                                   "before": before, "after": after, "previous_hash": last}
            row["hash"] = last = digest(row)
            rows.append(row)
        if rows:
            session.connection().execute(insert(Audit), rows)

    def audit_rows(self) -> int:
        with self.read() as session:
            return session.scalar(select(func.count()).select_from(Audit)) or 0

    def close(self) -> None:
        """Close every connection; a SQLite store is then one file again."""
        self.engine.dispose()

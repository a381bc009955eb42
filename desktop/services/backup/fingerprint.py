"""Whether anything has changed since a backup, without making one."""
from __future__ import annotations

import hashlib

from sqlalchemy import select

from desktop.models.change import Audit
from desktop.services.backup.places import Places
from desktop.services.store import Store


def fingerprint(store: Store, places: Places) -> str:
    """Of the audit's end, and of names, sizes and times of the files beside it."""
    with store.read() as session:
        head = session.scalar(select(Audit.hash).order_by(Audit.id.desc()).limit(1)) or ""
    said = [head]
    for name, path in (*places.attachments(), *places.office_files()):
        state = path.stat()
        said.append(f"{name} {state.st_size} {state.st_mtime_ns}")
    return hashlib.sha256("\n".join(said).encode("utf-8", "surrogatepass")).hexdigest()

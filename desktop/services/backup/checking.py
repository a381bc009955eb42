"""A backup is good when it has really been restored somewhere else and holds there what it says."""
from __future__ import annotations

from pathlib import Path

from desktop.fields.refused import Refused
from desktop.services.backup import container, snapshot
from desktop.services.backup.container import Counter, Package
from desktop.services.backup.manifest import STORE, Manifest
from desktop.services.backup.workspace import workspace
from desktop.services.progress import Progress, silent


def verify(path: Path, progress: Progress = silent) -> Manifest:
    """Read every byte, restore the store into a private folder, count and check it there. Refused with what is wrong."""
    with container.opened(path, progress) as package, workspace() as folder:
        tried(package, folder, path.name, Counter(progress, package.manifest.size))
        return package.manifest


def tried(package: Package, folder: Path, name: str, counter: Counter) -> Path:
    """The store as it lies in `folder` after a trial; the attachments are read through and compared with their hashes."""
    manifest = package.manifest
    for part in manifest.parts:
        package.take(part, folder / STORE if part.name == STORE else None, counter.add)
    compare(manifest, folder / STORE, name)
    return folder / STORE


def compare(manifest: Manifest, store: Path, name: str) -> None:
    try:
        found, faults = snapshot.facts(store), snapshot.faults(store)
    except Refused as refused:
        raise Refused(f"备份“{name}”试恢复没有成功：{refused}现有资料没有改动。请换一份备份。") from None
    if faults:
        raise Refused(f"备份“{name}”试恢复后检查出 {len(faults)} 处不完整，不能使用。现有资料没有改动。请换一份备份。")
    if found != snapshot.Facts(manifest.schema, manifest.committee, manifest.counts, manifest.audit_rows, manifest.audit_head):
        raise Refused(f"备份“{name}”试恢复后的条数与备份时记下的不一样，不能使用。现有资料没有改动。请换一份备份。")

"""The file of a backup: a zip that any program can open, its comment ending in the SHA-256 of every byte before it.

A changed bit anywhere, in the zip's own lists and between its entries too, breaks that hash. Everything streams: neither
writing nor reading holds a part in memory.
"""
from __future__ import annotations

import hashlib
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from desktop.fields.refused import Refused
from desktop.services.backup import manifest as manifests
from desktop.services.backup.manifest import FILES, Manifest, Part
from desktop.services.progress import Progress, silent

BLOCK = 1 << 20
DESCRIPTION = "manifest.json"
TAG = b"XIEWU-BACKUP SHA-256 "
SEAL = 64
LARGEST_DESCRIPTION = 64 << 20
STILL = (1980, 1, 1, 0, 0, 0)  # the entries' own times say nothing: the same parts make the same bytes


class Counter:
    """Bytes done, of all that is to be done."""

    def __init__(self, progress: Progress, total: int) -> None:
        self.progress, self.total, self.done = progress, total, 0

    def add(self, size: int) -> None:
        self.done += size
        self.progress(min(self.done, self.total), self.total)


def write(out: Path, parts: Iterable[tuple[str, Path]], described: Callable[[tuple[Part, ...]], Manifest],
          count: Callable[[int], object] = lambda _size: None) -> Manifest:
    """The parts in their order, then what `described` says of them, then the seal. Attachments are compressed already."""
    written = []
    with out.open("wb") as file:
        with zipfile.ZipFile(file, "w", allowZip64=True) as package:
            package.comment = TAG + b"0" * SEAL
            for name, path in parts:
                how = zipfile.ZIP_STORED if name.startswith(f"{FILES}/") else zipfile.ZIP_DEFLATED
                with path.open("rb") as source, package.open(entry(name, how, path.stat().st_size), "w") as target:
                    written.append(Part(name, *poured(source, target, count)))
            manifest = described(tuple(written))
            package.writestr(entry(DESCRIPTION, zipfile.ZIP_DEFLATED), manifest.written())
        file.flush()
    with out.open("rb+") as file:
        hashed = digest(file, out.stat().st_size - SEAL, count)
        file.seek(-SEAL, os.SEEK_END)
        file.write(hashed.encode())
    return manifest


def entry(name: str, how: int, size: int = 0) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, STILL)
    made.compress_type, made.file_size, made.create_system, made.external_attr = how, size, 3, 0o600 << 16
    return made


def poured(source: IO[bytes], target: IO[bytes] | None, count: Callable[[int], object] = lambda _size: None,
           most: int | None = None) -> tuple[int, str]:
    """Copy (or only read, without a target) block by block: (size, SHA-256). Stops one byte behind `most`."""
    size, hashed = 0, hashlib.sha256()
    while block := source.read(BLOCK if most is None else min(BLOCK, most + 1 - size)):
        size += len(block)
        hashed.update(block)
        if target is not None:
            target.write(block)
        count(len(block))
    return size, hashed.hexdigest()


def digest(file: IO[bytes], length: int, count: Callable[[int], object] = lambda _size: None) -> str:
    """SHA-256 of the first `length` bytes."""
    file.seek(0)
    hashed, left = hashlib.sha256(), length
    while left and (block := file.read(min(BLOCK, left))):
        hashed.update(block)
        left -= len(block)
        count(len(block))
    return hashed.hexdigest()


class Package:
    """An opened backup whose seal is whole."""

    def __init__(self, zipped: zipfile.ZipFile, manifest: Manifest, damaged: str) -> None:
        self._zip, self.manifest, self._damaged = zipped, manifest, damaged

    def take(self, part: Part, target: Path | None, count: Callable[[int], object] = lambda _size: None) -> None:
        """Write a part to `target`, flushed to the disk; None only reads it. Refused unless it is what the manifest says."""
        try:
            with self._zip.open(part.name) as source:
                if target is None:
                    found = poured(source, None, count, part.size)
                else:
                    with target.open("xb") as out:
                        found = poured(source, out, count, part.size)
                        out.flush()
                        os.fsync(out.fileno())
        except (zipfile.BadZipFile, EOFError, NotImplementedError, KeyError, zlib.error):
            raise Refused(self._damaged) from None
        if found != (part.size, part.sha256):
            raise Refused(self._damaged)


@contextmanager
def opened(path: Path, progress: Progress = silent) -> Iterator[Package]:
    """Refused, with a sentence that names the file, for what is no backup, was cut off or was changed in any bit."""
    if os.path.isdir(path):  # no error for a name too long for the system
        raise Refused(f"“{path}”是文件夹，不是备份文件。现有资料没有改动。")
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise Refused(f"没有找到备份“{path}”。请检查路径，或把存有备份的优盘插好。现有资料没有改动。") from None
    except OSError as error:
        raise Refused(f"备份“{path}”打不开（{error.strerror}）。现有资料没有改动。") from None
    with file:
        yield examined(file, path, progress)


def examined(file: IO[bytes], path: Path, progress: Progress) -> Package:
    damaged = f"备份“{path.name}”已损坏，与保存时不一样，不能使用。现有资料没有改动。请换一份备份。"
    try:
        length = file.seek(0, os.SEEK_END) - SEAL
        tail = b""
        if length > len(TAG):
            file.seek(length - len(TAG))
            tail = file.read(len(TAG) + SEAL)
        if not tail.startswith(TAG):
            raise Refused(f"“{path.name}”不是协务通的备份，或者只存了一半。现有资料没有改动。请换一份备份。")
        if digest(file, length, Counter(progress, length).add).encode() != tail[len(TAG):]:
            raise Refused(damaged)
        zipped = zipfile.ZipFile(file)
        if zipped.getinfo(DESCRIPTION).file_size > LARGEST_DESCRIPTION:
            raise Refused(damaged)
        manifest = manifests.read(zipped.read(DESCRIPTION), damaged)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, KeyError, ValueError):
        raise Refused(damaged) from None
    except OSError as error:
        raise Refused(f"备份“{path.name}”读不出来（{error.strerror}）。现有资料没有改动。请检查优盘或磁盘。") from None
    entries = [(info.filename, info.file_size) for info in zipped.infolist() if info.filename != DESCRIPTION]
    if sorted(entries) != sorted((part.name, part.size) for part in manifest.parts):
        raise Refused(damaged)
    return Package(zipped, manifest, damaged)

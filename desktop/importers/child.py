"""Reading a foreign file in a process of its own, with limits of time and memory that it cannot outgrow."""
from __future__ import annotations

import faulthandler
import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from desktop import log, temporary
from desktop.fields.refused import Refused
from desktop.importers.source import Book, Limits

PAUSE = 0.03
GAVE_UP = "读到一半读不下去了，文件可能过大或已损坏。什么也没有导入，原文件没有改动。请用WPS打开后另存一份，或拆成几个文件再试。"
Progress = Callable[[int, int], None]


def read(path: Path, limits: Limits | None = None, progress: Progress | None = None,
         cancelled: Callable[[], bool] | None = None, encoding: str = "", manuscript: bool = False, dressed: bool = False) -> Book:
    """The book in a file of any kind, or Refused with a sentence that names the file.

    `progress(sheets done, sheets)` and `cancelled()` are asked while waiting; what they raise ends the child and comes
    through, and a true answer of `cancelled` is Refused. `encoding` overrides what is told of a text table. With
    `manuscript` the book is the text of a document, a row a paragraph; `dressed` with what it shows beside the words.
    """
    path, limits = Path(path), limits or Limits()
    checked(path, limits)
    temporary.clear(Path(tempfile.gettempdir()))
    folder = temporary.folder()
    child = start(path, folder, limits, encoding, manuscript or dressed, dressed)
    try:
        wait(child, folder, limits, progress, cancelled)
        if child.returncode:
            log.log.warning("the reader of a file ended with %s", child.returncode)
        return answer(folder)
    except Refused as refusal:
        raise Refused(f"“{path.name}”：{refusal}") from None
    finally:
        if child.poll() is None:
            child.kill()
        child.wait()
        shutil.rmtree(folder, ignore_errors=True)


def checked(path: Path, limits: Limits) -> None:
    """Refuse what is no readable file at all."""
    try:
        if path.is_dir():
            raise Refused(f"“{path.name}”是文件夹，没有读取。请选择里面的文件。")
        size = path.stat().st_size
        if not path.is_file():
            raise Refused(f"“{path.name}”不是普通文件，没有读取。请选择别的文件。")
        with path.open("rb") as file:
            file.read(1)
    except PermissionError:
        raise Refused(f"“{path.name}”打不开，没有读取。它可能正被别的程序占用，请在WPS中关闭它后再试。") from None
    except (OSError, ValueError):
        raise Refused(f"找不到文件“{path.name}”，没有读取。请检查它是否已移走或改名。") from None
    if size == 0:
        raise Refused(f"“{path.name}”是空文件，里面什么也没有。请检查是不是选错了文件。")
    if size > limits.unpacked:
        raise Refused(f"“{path.name}”有 {size // 1_000_000:,} MB，超过 {limits.unpacked // 1_000_000:,} MB，没有读取。"
                      "请删去图片或拆成几个文件后再导入。")


def start(path: Path, folder: Path, limits: Limits, encoding: str, manuscript: bool,
          dressed: bool) -> subprocess.Popen[bytes]:
    told = json.dumps({"path": str(path.absolute()), "folder": str(folder), "limits": asdict(limits), "encoding": encoding,
                       "manuscript": manuscript, "dressed": dressed})
    frozen = getattr(sys, "frozen", False)
    command = [sys.executable, "--read-file", told] if frozen else [sys.executable, "-m", "desktop.importers.child", told]
    # The program's own folder is the working folder, so that no file lying beside the roster is taken for a module.
    home = None if frozen else Path(__file__).parents[2]
    return subprocess.Popen(command, cwd=home, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0))


def wait(child: subprocess.Popen[bytes], folder: Path, limits: Limits, progress: Progress | None,
         cancelled: Callable[[], bool] | None) -> None:
    end = time.monotonic() + limits.seconds
    said = (-1, -1)
    while child.poll() is None:
        if time.monotonic() > end:
            raise Refused(f"读了 {limits.seconds:g} 秒还没有读完，已停止，什么也没有导入。"
                          "文件可能过大或已损坏，请用WPS打开后另存一份，或拆成几个文件再试。")
        if cancelled and cancelled():
            raise Refused("已按要求停止读取，什么也没有导入。")
        if progress and (now := reached(folder)) != said:
            said = now
            progress(*now)
        try:
            child.wait(PAUSE)
        except subprocess.TimeoutExpired:
            continue


def reached(folder: Path) -> tuple[int, int]:
    try:
        done, total = (folder / "progress").read_text().split()
    except (OSError, ValueError):
        return 0, 0
    return int(done), int(total)


def answer(folder: Path) -> Book:
    """What the child wrote: a book, or the sentence of a refusal; nothing when it died."""
    try:
        found = pickle.loads((folder / "book").read_bytes())
    except (OSError, EOFError, pickle.UnpicklingError):
        raise Refused(GAVE_UP) from None
    if isinstance(found, Book):
        return found
    raise Refused(found)


def confine(limits: Limits) -> None:
    """Hold this process to the limits; where the system has no such limits, the parent's clock is the only one."""
    faulthandler.dump_traceback_later(limits.seconds + 5, exit=True, file=open(os.devnull, "w"))  # noqa: SIM115
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (int(limits.seconds) + 5, int(limits.seconds) + 10))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def outcome(path: Path, limits: Limits, encoding: str, report: Progress, manuscript: bool = False,
            dressed: bool = False) -> Book | str:
    """The book, or the sentence of a refusal: whatever a file does to a reader, there is one of the two."""
    from desktop.importers import formats
    from desktop.importers import manuscript as manuscripts

    try:
        if manuscript:
            return manuscripts.read(path, limits, dressed)
        return formats.read(path, limits, encoding, report)
    except Refused as refusal:
        return str(refusal)
    except BaseException:  # a panic inside calamine is no Exception
        return GAVE_UP


def main(arguments: list[str]) -> int:
    """The child: read one file and leave the outcome in the folder it was given."""
    told = json.loads(arguments[0])
    limits, folder = Limits(**told["limits"]), Path(told["folder"])
    confine(limits)

    def report(done: int, total: int) -> None:
        (folder / "progress").write_text(f"{done} {total}")

    found = outcome(Path(told["path"]), limits, told["encoding"], report, told["manuscript"], told["dressed"])
    with (folder / "part").open("wb") as file:
        pickle.dump(found, file, pickle.HIGHEST_PROTOCOL)
    (folder / "part").replace(folder / "book")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

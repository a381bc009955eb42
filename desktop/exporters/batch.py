"""A paper for many records as a file for each: named by a pattern, never over another file, every failure named."""
from __future__ import annotations

import datetime as dt
import errno
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop.exporters.drawing import turn
from desktop.exporters.gaps import watched
from desktop.exporters.registry import Item
from desktop.fields.refused import Refused
from desktop.rules.files import free_name, name_of
from desktop.services.atomic import FULL, sentence
from desktop.services.progress import Cancelled, Progress, silent

PATTERN = "{序号}{名称}"
WORDS = ("序号", "名称", "编号", "日期", "材料")
HOPELESS = FULL | {errno.ENOENT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.ENODEV}  # the folder's fault


@dataclass(frozen=True)
class Planned:
    """An item and what its file will be called, without its ending."""
    item: Item
    stem: str


@dataclass(frozen=True)
class Outcome:
    """`failed`: with the reason of each. `left`: not tried, because the user stopped or for `reason`."""
    folder: Path
    made: tuple[Path, ...] = ()
    failed: tuple[tuple[Planned, str], ...] = ()
    left: tuple[Planned, ...] = ()
    stopped: bool = False
    reason: str = ""
    warning: str = ""

    @property
    def undone(self) -> tuple[Planned, ...]:
        """What can be tried once more."""
        return (*(planned for planned, _ in self.failed), *self.left)

    @property
    def words(self) -> str:
        """What there is now, for the user."""
        said = [f"已生成 {len(self.made)} 份" if self.made else "没有生成文件"]
        if self.failed:
            said.append(f"{len(self.failed)} 份没有生成")
        if self.left:
            said.append(f"{'停止后' if self.stopped else ''}还有 {len(self.left)} 份没有做")
        return "，".join(said) + "。"

    def failures(self) -> list[str]:
        return [f"{planned.item.name}：{reason}" for planned, reason in self.failed]


@dataclass
class Counted:
    """How far a batch has come."""
    made: list[Path] = field(default_factory=list)
    failed: list[tuple[Planned, str]] = field(default_factory=list)


def plan(items: Sequence[Item], pattern: str, day: dt.date, title: str) -> list[Planned]:
    """Names that differ also where capitals do not count; raises Refused for a pattern that nobody can fill."""
    if unknown := [w for w in re.findall(r"\{(.*?)\}", pattern) if w not in WORDS]:
        raise Refused(f"文件名里的“{{{unknown[0]}}}”不认识，可以用：{'、'.join(f'{{{w}}}' for w in WORDS)}。没有生成文件。")
    if re.search(r"[{}]", re.sub(r"\{.*?\}", "", pattern)):
        raise Refused("文件名里的大括号不成对，没有生成文件。")
    digits, used, planned = max(2, len(str(len(items)))), set[str](), list[Planned]()
    for serial, item in enumerate(items, 1):
        said = {"序号": f"{serial:0{digits}}", "名称": item.name, "编号": item.number, "日期": f"{day:%Y%m%d}", "材料": title}
        stem = free_name(name_of(pattern.format_map(said)), "", lambda name: name.casefold() in used)
        used.add(stem.casefold())
        planned.append(Planned(item, stem))
    return planned


def write(planned: Sequence[Planned], format: str, folder: Path, progress: Progress = silent) -> Outcome:
    """A file for each into `folder`, which is made if need be; no file that is there is replaced.

    A record that cannot be printed is noted and the others go on; a full disk or a folder that is gone ends the batch.
    After a stop the files that are whole stay: they are what was asked for.
    """
    made = make_folder(folder)
    count, stopped, reason, number = Counted(), False, "", 0
    with watched() as gaps:
        try:
            for number, each in enumerate(planned):
                progress(number, len(planned))
                if reason := one(each, format, folder, count):
                    break
            else:
                number = len(planned)
                progress(number, len(planned))
        except Cancelled:
            stopped = number < len(planned)
    if made and not count.made:
        remove_folders(made)
    return Outcome(folder, tuple(count.made), tuple(count.failed), tuple(planned[number:]), stopped, reason, gaps.sentence)


def one(planned: Planned, format: str, folder: Path, count: Counted) -> str:
    """Notes what became of it; returns the sentence when nothing more can be written into the folder."""
    out = folder / free_name(planned.stem, format, lambda name: (folder / name).exists())
    try:
        with turn(format):
            planned.item.write(format, out)
    except Refused as refused:
        if isinstance(refused.__cause__, OSError) and refused.__cause__.errno in HOPELESS:
            return str(refused)
        count.failed.append((planned, str(refused)))
    else:
        count.made.append(out)
    return ""


def make_folder(folder: Path) -> list[Path]:
    """The folders that had to be made, the outermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()][::-1]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise Refused(f"“{folder.name}”是一个文件，不是文件夹，没有生成文件。请换一个文件夹。") from None
    except OSError as error:
        raise Refused(sentence(folder, error)) from error
    return missing


def remove_folders(folders: Iterable[Path]) -> None:
    for each in reversed(list(folders)):
        try:
            each.rmdir()
        except OSError:  # somebody has put something into it
            return

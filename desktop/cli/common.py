"""What every verb shares: opening the store, saying JSON, reading days, and how wrong usage is said."""
from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from desktop.fields.kinds import BadValue, Day
from desktop.fields.refused import Refused

if TYPE_CHECKING:
    from desktop.services.store import Store

DONE, REFUSED = 0, 1
LARGEST_DATA = 20_000_000  # bytes of a JSON file

Run = Callable[[argparse.Namespace], int]


class Verb(Protocol):
    """Adds a verb to the command line; its own arguments are added to what is returned."""

    def __call__(self, name: str, run: Run, help: str) -> argparse.ArgumentParser: ...


WRONG_USAGE = {"the following arguments are required": "缺少", "invalid choice": "不能用", "invalid int value": "不是整数",
               "unrecognized arguments": "不认识", "expected one argument": "后面要写内容", "argument ": "", "choose from": "可用"}


class Parser(argparse.ArgumentParser):
    """Wrong usage is said in Chinese, with the usage line; exit code 2."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        for english, chinese in WRONG_USAGE.items():
            message = message.replace(english, chinese)
        self.exit(2, f"用法不对：{message}\n")


def opened(asked: argparse.Namespace) -> Store:
    from desktop.services import opening

    return opening.open_store(asked.settings.store)


def say_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def read_json(file: Path) -> Any:
    """What a JSON file says; Refused with a sentence that tells the line, for whatever is no such file."""
    from desktop.importers import child, delimited
    from desktop.importers.source import Limits

    child.checked(file, Limits(unpacked=LARGEST_DATA))
    try:
        return json.loads(delimited.decode(file.read_bytes())[0].lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise Refused(f"“{file.name}”第 {error.lineno} 行第 {error.colno} 个字处写法不对，没有读取。请对照说明书的样例改正。") from None
    except (OSError, ValueError, RecursionError):
        raise Refused(f"“{file.name}”读不出来，没有读取。内容应是 UTF-8 文字的 JSON 文件，请对照说明书的样例改正。") from None


def day(text: str | None) -> dt.date | None:
    try:
        return Day().parse(text) if text else None
    except BadValue as error:
        raise Refused(f"日期不对：{error}。") from None


def write_text(out: Path, text: str) -> None:
    """A report: it may hold names and numbers, and replaces the last one whole or not at all."""
    from desktop.services.atomic import replace_file

    data = text.encode("utf-8", "backslashreplace")

    def check(draft: Path) -> None:
        if draft.read_bytes() != data:
            raise OSError("not what was written")

    replace_file(out, lambda draft: draft.write_bytes(data), check)

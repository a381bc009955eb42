"""The services without a window: the verbs of `xiewu`, a contract that release checks use."""
from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from desktop import log
from desktop import settings as settings_
from desktop.cli import papers, records, safety, stores, templates
from desktop.cli.common import DONE, REFUSED, Parser, Run
from desktop.fields.refused import Refused

TOPICS = (stores, records, papers, templates, safety)
"""Each adds its verbs to the command line, in this order."""
INTERRUPTED = 130
TRACEBACK = "XIEWU_TRACEBACK"  # set by who works on the program
UNFORESEEN = "程序出了差错，这一步没有做完，已登记的资料不受影响。请把 {folder} 里的记录交给维护人员，里面没有姓名和号码。"


def parser() -> argparse.ArgumentParser:
    top = Parser(prog="xiewu", description="协务通：县政协办公室的离线办公程序。不写动词时打开窗口。")
    top.add_argument("--store", help="数据文件的路径，或 PostgreSQL 地址；也可用环境变量 XIEWU_STORE")
    verbs = top.add_subparsers(dest="verb", metavar="动词")

    def verb(name: str, run: Run, help: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=help)
        made.set_defaults(run=run)
        return made

    for topic in TOPICS:
        topic.add(verb)
    return top


def main(argv: Sequence[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        # Pipes on Windows would be GBK; a file's name may hold bytes that are no character at all.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    asked = parser().parse_args(argv)
    asked.settings = settings_.read(asked.store)
    try:
        if asked.verb is None:
            from desktop import app

            return app.run(asked.settings)
        return asked.run(asked)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    except BrokenPipeError:  # whoever read the list has seen enough
        sys.stdout = None  # type: ignore[assignment]
        return DONE
    except KeyboardInterrupt:
        print("已按要求停止，没有做完的没有写入。", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:  # the outermost place: what was not foreseen is noted, and told without technical words
        if os.environ.get(TRACEBACK):
            raise
        log.start(asked.settings.folder)
        log.failure(error)
        print(UNFORESEEN.format(folder=asked.settings.folder / log.FOLDER), file=sys.stderr)
        return REFUSED

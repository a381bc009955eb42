"""The verbs that keep a store safe: back it up, try a backup out, restore one, examine what is there."""
from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.common import DONE, Verb, opened

if TYPE_CHECKING:
    from desktop.services.backup.manifest import Manifest


def add(verb: Verb) -> None:
    making = verb("backup", backup, "备份为一个文件")
    making.add_argument("-o", "--out", type=Path, required=True)
    verb("restore", restore, "用备份换下现有的资料，不再询问；换下的资料先另存").add_argument("file", type=Path, metavar="备份")
    verb("verify", verify, "试一试备份能否恢复，不动现有资料").add_argument("file", type=Path, metavar="备份")


def backup(asked: argparse.Namespace) -> int:
    from desktop.services.backup import making
    from desktop.services.backup.places import places

    where = places(asked.settings.store, asked.settings.folder)
    store = opened(asked)
    made = making.make(store, where, asked.out)
    store.close()
    print(f"已备份：{asked.out}")
    say(made)
    return DONE


def restore(asked: argparse.Namespace) -> int:
    import datetime as dt

    from desktop.services.backup import restoring
    from desktop.services.backup.places import places

    where = places(asked.settings.store, asked.settings.folder)
    asked.settings.make_folder()
    done = restoring.restore(asked.file, where, dt.datetime.now())
    print(f"已恢复：{asked.settings.store}")
    say(done.manifest)
    if done.safety is not None:
        print(f"恢复前的资料另存为 {done.safety}")
    return DONE


def verify(asked: argparse.Namespace) -> int:
    from desktop.services.backup import checking

    say(checking.verify(asked.file))
    print("每个字节都与备份时一样，试恢复也对得上。")
    return DONE


def say(manifest: Manifest) -> None:
    from desktop.services.backup import words

    for line in words.contents(manifest):
        print(f"  {line}")

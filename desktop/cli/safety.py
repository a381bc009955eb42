"""The verbs that keep a store safe: back it up, try a backup out, restore one, examine what is there."""
from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.common import DONE, REFUSED, Verb, opened, say_json
from desktop.fields.refused import Refused

if TYPE_CHECKING:
    from desktop.services.backup.manifest import Manifest
    from desktop.services.doctor.finding import Finding


def add(verb: Verb) -> None:
    making = verb("backup", backup, "备份为一个文件")
    making.add_argument("-o", "--out", type=Path, required=True)
    verb("restore", restore, "用备份换下现有的资料，不再询问；换下的资料先另存").add_argument("file", type=Path, metavar="备份")
    verb("doctor", doctor, "检查资料是否完好，不作改动").add_argument("--json", action="store_true")
    verb("verify", verify, "试一试备份能否恢复，不动现有资料").add_argument("file", type=Path, metavar="备份")


def doctor(asked: argparse.Namespace) -> int:
    from desktop.services import doctor as examination
    from desktop.services.backup.places import places
    from desktop.services.connection import file_of
    from desktop.services.doctor.finding import Finding
    from desktop.services.opening import Damaged

    where = places(asked.settings.store, asked.settings.folder) if file_of(asked.settings.store) else None
    try:
        store = opened(asked)
    except Refused as refused:
        if not asked.json and not isinstance(refused, Damaged):
            raise
        found = [Finding("数据文件", str(refused))]
    else:
        found = examination.examine(store, where)
        store.close()
    if asked.json:
        say_json({"sound": not any(each.error for each in found), "findings": [asdict(each) for each in found],
                  "checked": [name for name, _ in examination.CHECKS]})
    else:
        say_findings(found)
    return REFUSED if any(each.error for each in found) else DONE


def say_findings(found: list[Finding]) -> None:
    errors = sum(each.error for each in found)
    for each in found:
        print(f"  [{'错误' if each.error else '提示'}] {each.what}：{each.text}", file=sys.stderr if each.error else sys.stdout)
    if errors:
        print(f"查出 {errors} 处错误。资料没有改动；请从最近的备份恢复。", file=sys.stderr)
    else:
        print(f"资料完好，另有 {len(found)} 处提示。" if found else "资料完好。")


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
    if manifest.lost:
        print(f"  [注意] {words.gone(manifest.lost)}。", file=sys.stderr)

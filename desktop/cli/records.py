"""The verbs of records: bring tables in, list what is there, take back, look at the past."""
from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.common import DONE, Verb, day, opened, say_json, write_text
from desktop.fields.refused import Refused

if TYPE_CHECKING:
    from desktop.services.importing import CellProblem, Plan


def add(verb: Verb) -> None:
    importing = verb("import", import_, "导入表格")
    importing.add_argument("noun", metavar="对象", help="members 委员，persons 人员，units 单位，organisations 参加单位，"
                                                        "committees 专委会，meetings 会议活动，attendance 考勤，proposals 提案")
    importing.add_argument("file", type=Path, nargs="+", help="表格；提案也可以是 docx 文件（可以多个）或放 docx 的文件夹")
    importing.add_argument("--dry-run", action="store_true", help="只核对，不写入")
    importing.add_argument("--on-match", choices=("skip", "update", "fill"), default="update", help="库中已有时：跳过、更新、只补空白")
    importing.add_argument("--report", type=Path, metavar="R.json", help="核对结果写入文件")
    importing.add_argument("--meeting", metavar="编号", help="哪次会议的考勤（只用于 attendance）")
    importing.add_argument("--wrong", type=Path, metavar="W.xlsx", help="有错的行另存为表格，改好后可再导入")
    listing = verb("list", list_, "列出记录")
    listing.add_argument("noun", metavar="对象")
    listing.add_argument("--json", action="store_true")
    listing.add_argument("--as-of", metavar="日期")
    listing.add_argument("--sort", default=None, metavar="列名|stroke|pinyin")
    listing.add_argument("--show-private", action="store_true", help="完整显示证件号码和电话")
    undoing = verb("undo", undo, "撤销最近一次登记")
    undoing.add_argument("--operation", metavar="编号")
    past = verb("history", history, "查看变更记录")
    past.add_argument("subject", metavar="编号或姓名")
    past.add_argument("--json", action="store_true")


def import_(asked: argparse.Namespace) -> int:
    from desktop.exporters import sheets
    from desktop.services import importing, imports

    store = opened(asked)
    noun = imports.noun(asked.noun, asked.meeting)
    ready = noun.plan(store, noun.several(store, asked.file), asked.on_match)
    report = importing.report(ready, "、".join(map(str, asked.file)), 0)
    if asked.report:  # a report that cannot be written must be known before anything is stored
        write_text(asked.report, json.dumps(report, ensure_ascii=False, indent=1))
    stored = 0 if asked.dry_run else noun.apply(store, ready, "、".join(f.name for f in asked.file))
    report["stored"] = stored
    if asked.report:
        write_text(asked.report, json.dumps(report, ensure_ascii=False, indent=1))
    if asked.wrong and ready.wrong():
        sheets.wrong_rows(ready, asked.wrong)
    store.close()
    head = "仅核对，尚未写入" if asked.dry_run else f"已写入 {stored} 行"
    matched = "跳过" if asked.on_match == "skip" else "更新"
    print(f"共 {report['rows']} 行：新增 {report['new']}，{matched} {report['changed']}，不变 {report['same']}，"
          f"有错 {len(ready.wrong())}。{head}。")
    for problem in ready.problems:
        print(f"  [{'错误' if problem.severity == 'error' else '提示'}] {placed(problem, asked.file)}")
    if asked.dry_run or not ready.rows or len(ready.rows) > len(ready.wrong()):
        return DONE
    raise Refused(none_right(ready, asked.file))


def placed(problem: CellProblem, files: Sequence[Path]) -> str:
    """With the file's name: of several files each sheet bears it already."""
    one = files[0].name if len(files) == 1 and not problem.sheet.startswith(files[0].name) and files[0].is_file() else ""
    return f"{one} {problem.sentence}".strip()


def none_right(ready: Plan, files: Sequence[Path]) -> str:
    """Not one row could be stored: the first thing that is wrong, where it stands, and where the rest is told."""
    first = next(p for p in ready.problems if p.severity == "error")
    rest = "每一处都列在上面，请改正后再导入。" if len(ready.rows) > 1 else "请改正后再导入。"
    return f"{placed(first, files).rstrip('。')}。{len(ready.rows)} 行都有错，没有写入。{rest}"


def list_(asked: argparse.Namespace) -> int:
    from desktop.services import lists

    store = opened(asked)
    noun = lists.noun(asked.noun)
    rows = noun.rows(store, as_of=day(asked.as_of), sort=asked.sort, private=asked.show_private)
    columns = noun.columns(store)
    shown = [{f.label: f.shown(row.get(f.name), private=asked.show_private) for f in columns} for row in rows]
    store.close()
    if asked.json:
        say_json(shown)
    else:
        listed = [f.label for f in columns if f.listed]
        print("\t".join(listed))
        for row in shown:
            print("\t".join(row[label] for label in listed))
        print(f"共 {len(shown)} 条")
    return DONE


def undo(asked: argparse.Namespace) -> int:
    from desktop.services import undo as undoing

    store = opened(asked)
    title = undoing.undo(store, asked.operation)
    store.close()
    print(f"已撤销：{title}")
    return DONE


def history(asked: argparse.Namespace) -> int:
    from desktop.services import history as past

    store = opened(asked)
    changes = past.of(store, asked.subject)
    store.close()
    if asked.json:
        say_json([asdict(c) for c in changes])
    for c in [] if asked.json else changes:
        print(f"{c.at.replace('T', ' ')}\t{c.actor}\t{c.action}\t{c.what}\t{c.before} → {c.after}\t{c.operation}")
    return DONE

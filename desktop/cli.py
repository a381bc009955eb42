"""The services without a window: the verbs of `xiewu`, a contract that release checks use."""
from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from desktop import settings as settings_
from desktop.fields.kinds import BadValue, Day
from desktop.fields.refused import Refused

if TYPE_CHECKING:
    from desktop.exporters.registry import Paper, Request
    from desktop.services.store import Store

DONE, REFUSED = 0, 1


WRONG_USAGE = {"the following arguments are required": "缺少", "invalid choice": "不能用", "invalid int value": "不是整数",
               "unrecognized arguments": "不认识", "expected one argument": "后面要写内容", "argument ": "", "choose from": "可用"}


class Parser(argparse.ArgumentParser):
    """Wrong usage is said in Chinese, with the usage line; exit code 2."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        for english, chinese in WRONG_USAGE.items():
            message = message.replace(english, chinese)
        self.exit(2, f"用法不对：{message}\n")


def parser() -> argparse.ArgumentParser:
    top = Parser(prog="xiewu", description="协务通：县政协办公室的离线办公程序。不写动词时打开窗口。")
    top.add_argument("--store", help="数据文件的路径，或 PostgreSQL 地址；也可用环境变量 XIEWU_STORE")
    verbs = top.add_subparsers(dest="verb", metavar="动词")

    def verb(name: str, run: Callable[[argparse.Namespace], int], help: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=help)
        made.set_defaults(run=run)
        return made

    verb("init", init, "新建一份空的数据（已有本届届次）")
    verb("demo", demo, "生成练习县")
    importing = verb("import", import_, "导入表格")
    importing.add_argument("noun", metavar="对象", help="members 委员，persons 人员，units 单位，organisations 参加单位，committees 专委会")
    importing.add_argument("file", type=Path)
    importing.add_argument("--dry-run", action="store_true", help="只核对，不写入")
    importing.add_argument("--on-match", choices=("skip", "update", "fill"), default="update", help="库中已有时：跳过、更新、只补空白")
    importing.add_argument("--report", type=Path, metavar="R.json", help="核对结果写入文件")
    importing.add_argument("--wrong", type=Path, metavar="W.xlsx", help="有错的行另存为表格，改好后可再导入")
    listing = verb("list", list_, "列出记录")
    listing.add_argument("noun", metavar="对象")
    listing.add_argument("--json", action="store_true")
    listing.add_argument("--as-of", metavar="日期")
    listing.add_argument("--sort", default=None, metavar="列名|stroke|pinyin")
    listing.add_argument("--show-private", action="store_true", help="完整显示证件号码和电话")
    papers = verb("exports", exports, "列出能打印的材料")
    papers.add_argument("--json", action="store_true")
    exporting = verb("export", export, "打印一份材料")
    exporting.add_argument("key", metavar="材料")
    exporting.add_argument("--format", metavar="docx|xlsx|pdf")
    add_period(exporting)
    exporting.add_argument("--only", metavar="编号,...", help="只要这些记录")
    exporting.add_argument("--show-private", action="store_true", help="完整印出证件号码和电话")
    exporting.add_argument("--set", action="append", default=[], metavar="名称=值", help="材料要问的内容")
    exporting.add_argument("--kind", metavar="文件|上行文|信函|纪要|命令|公告", help="公文的格式（只用于 gongwen）")
    exporting.add_argument("--data", type=Path, metavar="FILE.json", help="公文的内容（只用于 gongwen）")
    exporting.add_argument("-o", "--out", type=Path, required=True)
    undoing = verb("undo", undo, "撤销最近一次登记")
    undoing.add_argument("--operation", metavar="编号")
    past = verb("history", history, "查看变更记录")
    past.add_argument("subject", metavar="编号或姓名")
    past.add_argument("--json", action="store_true")
    for name, help in (("tour", "把每个页面画成图片"), ("picture", "把窗口画成一张图片")):
        drawing = verb(name, draw, help)
        drawing.add_argument("-o", "--out", type=Path, required=True)
    return top


def add_period(made: argparse.ArgumentParser) -> None:
    made.add_argument("--year", type=int, metavar="年")
    made.add_argument("--session", metavar="届.次")
    made.add_argument("--from", dest="first", metavar="日期")
    made.add_argument("--to", dest="last", metavar="日期")
    made.add_argument("--as-of", metavar="日期")


def main(argv: Sequence[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # pipes on Windows would be GBK
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


def opened(asked: argparse.Namespace) -> Store:
    from desktop.services import opening

    return opening.open_store(asked.settings.store)


def say_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def day(text: str | None) -> dt.date | None:
    try:
        return Day().parse(text) if text else None
    except BadValue as error:
        raise Refused(f"日期不对：{error}。") from None


def init(asked: argparse.Namespace) -> int:
    from desktop.services import office, opening

    asked.settings.make_folder()
    store = opening.create(asked.settings.store)
    office.found(store)
    store.close()
    print(f"已新建：{asked.settings.store}")
    return DONE


def demo(asked: argparse.Namespace) -> int:
    from desktop.services import demo as practice

    asked.settings.make_folder()
    practice.create(asked.settings.store).close()
    print(f"练习县已生成：{asked.settings.store}（今天按 2026-06-30 计）")
    return DONE


def import_(asked: argparse.Namespace) -> int:
    from desktop.exporters import sheets
    from desktop.services import importing, imports

    store = opened(asked)
    noun = imports.noun(asked.noun)
    ready = noun.plan(store, noun.tables(store, asked.file), asked.on_match)
    report = importing.report(ready, str(asked.file), 0)
    if asked.report:  # a report that cannot be written must be known before anything is stored
        write_text(asked.report, json.dumps(report, ensure_ascii=False, indent=1))
    stored = 0 if asked.dry_run else noun.apply(store, ready, asked.file.name)
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
        mark = "错误" if problem.severity == "error" else "提示"
        where = " ".join(filter(None, (problem.sheet, f"第{problem.row}行" if problem.row else "", problem.column)))
        print(f"  [{mark}] {where}：{problem.reason}")
    return DONE


def write_text(out: Path, text: str) -> None:
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Refused(f"{out} 写不了，没有写入任何内容。请检查文件夹是否存在、是否可以写入。") from error


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


def exports(asked: argparse.Namespace) -> int:
    from desktop.exporters.papers import PAPERS

    found = [{"key": p.key, "title": p.title, "group": p.group, "formats": list(p.formats),
              "asks": [{"name": f.name, "label": f.label, "required": f.required} for f in p.asks]} for p in PAPERS]
    if asked.json:
        say_json(found)
    else:
        for each in found:
            print(f"{each['key']}\t{each['title']}\t{'、'.join(each['formats'])}")
    return DONE


def gongwen(asked: argparse.Namespace) -> int:
    """A 公文 from data, apart from the register; a store is asked only for the office's habits."""
    from desktop.rules.gongwen.document import from_data
    from desktop.rules.gongwen.mend import mend_document
    from desktop.rules.gongwen.style import OfficeStyle
    from desktop.services import documents

    if not asked.kind or asked.data is None:
        raise Refused("打印公文要写明 --kind（文件、上行文、信函、纪要、命令、公告）和 --data（内容的 JSON 文件）。")
    format = asked.format or suffix_format(asked.out, ("docx", "pdf"))
    if format == "docx":
        from desktop.exporters.gongwen.write import write
    elif format == "pdf":
        from desktop.exporters.gongwen.pdf import write
    else:
        raise Refused(f"公文没有 {format} 格式，可用：docx、pdf。")
    try:
        data = json.loads(asked.data.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise Refused(f"没有找到 {asked.data}，没有生成公文。请检查路径。") from None
    except (OSError, ValueError) as error:
        raise Refused(f"{asked.data} 读不出来（{error}），没有生成公文。应是 UTF-8 的 JSON 文件。") from None
    document, mends = mend_document(from_data(data, asked.kind))
    style = OfficeStyle()
    if "://" in asked.settings.store or Path(asked.settings.store).exists():
        store = opened(asked)
        style = documents.style(store)
        store.close()
    write(document, asked.out, style)
    print(f"已生成：{asked.out}")
    for mend in mends:
        print(f"  [已整理] {mend.where}：“{mend.before}”改为“{mend.after}”，{mend.why}")
    return DONE


def export(asked: argparse.Namespace) -> int:
    from desktop.exporters.papers import paper

    if asked.key == "gongwen":
        return gongwen(asked)
    from desktop.services import printing

    chosen = paper(asked.key)
    store = opened(asked)
    format = asked.format or suffix_format(asked.out, chosen.formats)
    if format not in chosen.formats:
        raise Refused(f"“{chosen.title}”没有 {format} 格式，可用：{'、'.join(chosen.formats)}。")
    printing.allow(store, chosen.title, private=asked.show_private)
    chosen.print(store, request(asked, store, chosen), format, asked.out)
    store.close()
    print(f"已生成：{asked.out}")
    return DONE


def suffix_format(out: Path, formats: Sequence[str]) -> str:
    suffix = out.suffix.lstrip(".").lower()
    return suffix if suffix in formats else formats[0]


def request(asked: argparse.Namespace, store: Store, paper: Paper) -> Request:
    from desktop.exporters.registry import Request
    from desktop.services import periods

    if sum(x is not None for x in (asked.year, asked.session, asked.first or asked.last)) > 1:
        raise Refused("--year、--session 和 --from/--to 只能写一种。")
    period = periods.chosen(store, year=asked.year, session=asked.session, first=day(asked.first), last=day(asked.last))
    today = store.today()
    lists_day = day(asked.as_of) or (period.end(today) if period else today)
    return Request(lists_day, period, tuple(x for x in (asked.only or "").split(",") if x), asked.show_private,
                   answers(asked.set, paper))


def answers(given: Sequence[str], paper: Paper) -> dict[str, Any]:
    asks = {f.name: f for f in paper.asks}
    found: dict[str, Any] = {}
    for pair in given:
        name, _, text = pair.partition("=")
        if name not in asks:
            raise Refused(f"“{paper.title}”不问“{name}”，可写：{'、'.join(asks) or '无'}。")
        try:
            found[name] = asks[name].kind.parse(text)
        except BadValue as error:
            raise Refused(f"{asks[name].label}：{error}。") from None
    if missing := [f.label for f in paper.asks if f.required and found.get(f.name) is None]:
        raise Refused(f"打印“{paper.title}”还要说明：{'、'.join(missing)}。用 --set 名称=值 补上。")
    return found


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


def draw(asked: argparse.Namespace) -> int:
    from desktop import tour

    return tour.run(asked.settings, asked.out, whole=asked.verb == "tour")

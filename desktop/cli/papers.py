"""The verbs of papers: which there are, and printing one."""
from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli.common import DONE, REFUSED, Verb, day, opened, read_json, say_json
from desktop.fields.kinds import BadValue
from desktop.fields.refused import Refused

if TYPE_CHECKING:
    from desktop.exporters.registry import Paper, Request
    from desktop.services.store import Store


ENCODING = "encoding="


def add(verb: Verb) -> None:
    papers = verb("exports", exports, "列出能打印的材料")
    papers.add_argument("--json", action="store_true")
    exporting = verb("export", export, "打印一份材料")
    exporting.add_argument("key", metavar="材料")
    exporting.add_argument("--format", metavar="docx|xlsx|pdf|csv")
    add_period(exporting)
    exporting.add_argument("--only", metavar="编号,...", help="只要这些记录")
    exporting.add_argument("--show-private", action="store_true", help="完整印出证件号码和电话")
    exporting.add_argument("--set", action="append", default=[], metavar="名称=值", help="材料要问的内容；csv 可加 encoding=gb18030")
    exporting.add_argument("--kind", metavar="文件|上行文|信函|纪要|命令|公告", help="公文的格式（只用于 gongwen）")
    exporting.add_argument("--data", type=Path, metavar="FILE.json", help="公文的内容（只用于 gongwen）")
    exporting.add_argument("--each", action="store_true", help="每条记录一个文件，-o 写文件夹")
    exporting.add_argument("--name", metavar="文件名", help="--each 的文件名，可写 {序号}{名称}{编号}{日期}{材料}")
    exporting.add_argument("-o", "--out", type=Path, required=True, metavar="文件或文件夹")


def add_period(made: argparse.ArgumentParser) -> None:
    made.add_argument("--year", type=int, metavar="年")
    made.add_argument("--session", metavar="届.次")
    made.add_argument("--from", dest="first", metavar="日期")
    made.add_argument("--to", dest="last", metavar="日期")
    made.add_argument("--as-of", metavar="日期")


def exports(asked: argparse.Namespace) -> int:
    from desktop.exporters.papers import PAPERS

    found = [{"key": p.key, "title": p.title, "group": p.group, "formats": list(p.offered),
              "asks": [{"name": f.name, "label": f.label, "required": f.required} for f in p.asks]} for p in PAPERS]
    if asked.json:
        say_json(found)
    else:
        for each in found:
            print(f"{each['key']}\t{each['title']}\t{'、'.join(each['formats'])}")
    return DONE


def gongwen(asked: argparse.Namespace) -> int:
    """A 公文 from data, apart from the register; a store is asked only for the office's habits."""
    from desktop.exporters.gaps import watched
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
    document, mends = mend_document(from_data(read_json(asked.data), asked.kind))
    style = OfficeStyle()
    if "://" in asked.settings.store or Path(asked.settings.store).exists():
        store = opened(asked)
        style = documents.style(store)
        store.close()
    with watched() as gaps:
        write(document, asked.out, style)
    print(f"已生成：{asked.out}")
    warn(gaps.sentence)
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
    format = asked.format or (chosen.formats[0] if asked.each else suffix_format(asked.out, chosen.offered))
    if format not in chosen.offered:
        raise Refused(f"“{chosen.title}”没有 {format} 格式，可用：{'、'.join(chosen.offered)}。")
    if asked.each:
        return export_each(asked, store, chosen, format)
    if (suffix := asked.out.suffix.lstrip(".").lower()) != format and suffix in chosen.offered:
        raise Refused(f"写明的格式是 {format}，文件名“{asked.out.name}”却是 {suffix}，没有生成。请改成一样的。")
    printing.allow(store, chosen.title, private=asked.show_private)
    wanted = request(asked, store, chosen)
    entered = chosen.given_out(store, wanted)
    warning = chosen.print(store, wanted, format, asked.out)
    store.close()
    print(f"已生成：{asked.out}")
    if entered:
        print(f"  {entered}")
    warn(warning)
    return DONE


def export_each(asked: argparse.Namespace, store: Store, chosen: Paper, format: str) -> int:
    """A file for each record; what failed is named, and then the exit code is not 0."""
    from desktop.exporters import batch
    from desktop.services import printing

    if chosen.each is None:
        raise Refused(f"“{chosen.title}”是一份整的材料，不能每条记录一个文件。请去掉 --each。")
    wanted = request(asked, store, chosen)
    printing.allow(store, chosen.title, private=asked.show_private)
    entered = chosen.given_out(store, wanted)
    planned = batch.plan(chosen.each(store, wanted), asked.name or batch.PATTERN, wanted.day, chosen.title)
    outcome = batch.write(planned, format, asked.out)
    warn(outcome.warning)
    store.close()
    print(f"{outcome.words}文件夹：{outcome.folder}")
    if entered:
        print(f"  {entered}")
    for line in filter(None, (*outcome.failures(), outcome.reason)):
        print(f"  [没有生成] {line}")
    return REFUSED if outcome.undone else DONE


def warn(sentence: str) -> None:
    """What is no failure but should be known; apart from what a program reads."""
    if sentence:
        print(f"  [注意] {sentence}", file=sys.stderr)


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
    given = [pair for pair in asked.set if not pair.startswith(ENCODING)]
    encoding = next((pair.removeprefix(ENCODING) for pair in asked.set if pair.startswith(ENCODING)), None)
    return Request(lists_day, period, tuple(x for x in (asked.only or "").split(",") if x), asked.show_private,
                   answers(given, paper), encoding=encoding)


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

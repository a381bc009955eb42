"""The verb of the office's forms: which there are, what is wrong with a file, one's own copy and back, a filled sample."""
from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli.common import DONE, REFUSED, Verb, opened, say_json
from desktop.fields.refused import Refused

if TYPE_CHECKING:
    from desktop.exporters.forms.checking import Check
    from desktop.services.store import Store


def add(verb: Verb) -> None:
    forms = verb("templates", templates, "表样：列出、检查、复制为本单位的、恢复自带的、用练习县填一份")
    forms.add_argument("--json", action="store_true")
    what = forms.add_mutually_exclusive_group()
    what.add_argument("--check", type=Path, metavar="文件", help="检查一个 docx 或 xlsx 表样的字段，有问题时退出码为 1")
    what.add_argument("--fields", metavar="表样", help="列出这张表样可用的字段")
    what.add_argument("--copy", metavar="表样", help="复制为本单位表样，之后可在 WPS 里修改")
    what.add_argument("--restore", metavar="表样", help="恢复自带的表样；本单位的改名留在旁边")
    what.add_argument("--sample", metavar="表样", help="用练习县的资料填一份，写到 -o")
    forms.add_argument("--as", dest="form", metavar="表样", help="--check 的文件是哪一张表样；不写时按文件名和字段判断")
    forms.add_argument("--from", dest="source", type=Path, metavar="文件", help="--copy 用这个文件，不用自带的")
    forms.add_argument("--replace", action="store_true", help="--copy 时换下已有的本单位表样（改名留在旁边）")
    forms.add_argument("-o", "--out", type=Path, metavar="文件")


def templates(asked: argparse.Namespace) -> int:
    if asked.check is not None:
        return check(asked)
    if asked.fields:
        return fields(asked)
    if asked.copy:
        return copy(asked)
    if asked.restore:
        return restore(asked)
    if asked.sample:
        return sample(asked)
    return listed(asked)


def there(asked: argparse.Namespace) -> Store | None:
    """The store, if there is one: the shipped forms can be seen without."""
    address = asked.settings.store
    return opened(asked) if "://" in address or os.path.exists(address) else None


def listed(asked: argparse.Namespace) -> int:
    from desktop.exporters.forms import own
    from desktop.exporters.forms.known import FORMS

    store = there(asked)
    found = []
    for form in FORMS:
        mine = store is not None and own.is_own(store, form)
        path = own.place(store, form) if store is not None and mine else own.shipped(form)
        found.append({"key": form.key, "title": form.title, "group": form.group, "file": form.file, "own": mine, "path": str(path)})
    if store is not None:
        store.close()
    if asked.json:
        say_json(found)
    else:
        for each in found:
            print(f"{each['key']}\t{each['title']}\t{each['file']}\t{'本单位' if each['own'] else '自带'}")
    return DONE


def check(asked: argparse.Namespace) -> int:
    from desktop.exporters.forms import checking, own
    from desktop.exporters.forms.known import FORMS, form

    meant = form(asked.form) if asked.form else (
        checking.meant(asked.check, FORMS) or checking.resembled(asked.check, [(each, own.shipped(each)) for each in FORMS]))
    found = checking.check(asked.check, meant, own.shipped(meant) if meant else None, FORMS)
    if asked.json:
        say_json(told(found))
        return DONE if found.clean else REFUSED
    kind = f"按“{found.form.title}”检查" if found.form else "看不出是哪一张表样（可用 --as 写明），按全部表样的字段检查"
    print(f"{asked.check.name}：{kind}，共 {len(found.names)} 个字段。")
    for line in found.lines():
        print(f"  {line}")
    if found.clean:
        print("字段都认识，没有缺少的。")
    return DONE if found.clean else REFUSED


def told(found: Check) -> dict[str, Any]:
    return {"file": str(found.path), "form": found.form.key if found.form else None, "clean": found.clean, "fields": list(found.names),
            "unknown": [{"field": u.name, "place": u.place, "suggestion": u.suggestion} for u in found.unknown],
            "missing": [{"field": m.name, "place": m.place} for m in found.missing],
            "wrong": [{"place": f.place, "reason": f.reason} for f in found.faults]}


def fields(asked: argparse.Namespace) -> int:
    from desktop.exporters.forms.known import form

    chosen = form(asked.fields)
    if asked.json:
        say_json(list(chosen.names()))
    else:
        for name in chosen.names():
            print(f"{{{{{name}}}}}")
    return DONE


def copy(asked: argparse.Namespace) -> int:
    from desktop.exporters.forms import checking, own
    from desktop.exporters.forms.known import form

    chosen, store = form(asked.copy), opened(asked)
    if own.is_own(store, chosen) and not asked.replace:
        raise Refused(f"本单位已有“{chosen.title}”的表样：{own.place(store, chosen)}，没有改动。要换下它，请加 --replace。")
    path = own.copy(store, chosen, asked.source)
    found = checking.check(path, chosen, own.shipped(chosen)) if asked.source else None
    store.close()
    print(f"已复制为本单位表样：{path}")
    if found is not None and not found.clean:
        print("  [注意] 有要改的地方，改好以前" + ("不能打印：" if found.unknown or found.faults else "缺的不会印出来："), file=sys.stderr)
        for line in found.lines():
            print(f"  [注意] {line}", file=sys.stderr)
    return DONE


def restore(asked: argparse.Namespace) -> int:
    from desktop.exporters.forms import own
    from desktop.exporters.forms.known import form

    chosen, store = form(asked.restore), opened(asked)
    aside = own.restore(store, chosen)
    store.close()
    print(f"“{chosen.title}”已恢复自带的表样；本单位的留在 {aside}" if aside else f"“{chosen.title}”用的就是自带的表样，没有改动。")
    return DONE


def sample(asked: argparse.Namespace) -> int:
    from desktop.exporters.forms import own, sample
    from desktop.exporters.forms.known import form

    chosen = form(asked.sample)
    if asked.out is None:
        raise Refused("请用 -o 写明填好的文件放在哪里。")
    if asked.out.suffix.lower() != f".{chosen.kind}":
        raise Refused(f"“{chosen.title}”的表样是 {chosen.kind} 文件，“{asked.out.name}”没有保存。请把文件名写成以 .{chosen.kind} 结尾。")
    store = there(asked)
    sample.write(chosen, own.found(store, chosen) if store else own.shipped(chosen), asked.out, store)
    if store is not None:
        store.close()
    print(f"已用练习县的资料填好：{asked.out}")
    return DONE

"""公文 of random length and shape through both judges: `python -m tests.exporters.gongwen.sweep --count 200 --seed 1`."""
from __future__ import annotations

import argparse
import json
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop.exporters.gongwen import pdf
from desktop.exporters.gongwen.write import write
from desktop.rules.gongwen.document import from_data
from desktop.rules.gongwen.mend import mend_document
from desktop.rules.gongwen.style import READINGS, OfficeStyle
from tests.exporters.gongwen.judge import asked, checker, misjudged
from tests.exporters.gongwen.samples import Case, data

CLAUSES = tuple("""认真贯彻落实县委部署要求|坚持围绕中心、服务大局|切实提高提案办理质量|推动重点提案办理落地见效|深入一线开展专题调研
广泛听取界别群众意见|2024年9月6日前报送办理情况|办复率达到98.5%|做到“件件有回音”|依托“协商议事室”平台——把协商送到基层
按照《提案办理协商办法》（青协发〔2023〕15号）执行|共收到提案186件，立案172件|安排经费12.6万元|使用GB/T 9704格式和A4纸|联系电话0731-2345678
确保各项任务落到实处|由提案委员会负责统筹协调|各承办单位要明确分管领导和具体责任人|及时总结推广好经验好做法
“一府两院”和有关部门要积极支持配合|对照（一）至（三）项要求逐项检查|重大问题及时请示报告……""".replace("\n", "|").split("|"))
PLAIN = tuple(clause for clause in CLAUSES if clause.isalpha())
STOPS = "，，，，；：，、"
ORGANS = tuple(re.split(r"\s", """县委办公室 县人大常委会办公室 县政府办公室 县纪委监委机关 县委组织部 县委宣传部 县委统战部 县法院 县检察院
县人武部 县总工会 团县委 县妇联 县工商联 县科协 县文联 各民主党派县级组织 驻县省市属有关企业事业单位 县发展和改革局 县住房和城乡建设局"""))
BEGINNINGS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"  # no two paragraphs begin alike: the checker finds them by that
SURNAMES, GIVEN = "张李王赵钱孙周吴郑欧", ("三", "弛", "明月", "建国", "　弛", "丽 华", "䶮", "思远")


def sentence(dice: random.Random, length: int, words: tuple[str, ...] = CLAUSES) -> str:
    """`words` PLAIN is how most 公文 read; CLAUSES has figures and signs in every line."""
    made = "".join(dice.choice(BEGINNINGS) for _ in range(4)) + dice.choice(words)
    while len(made) < length:
        made += dice.choice(STOPS) + dice.choice(words)
    return made.rstrip("…") + "。"


def paragraph(dice: random.Random, words: tuple[str, ...]) -> str:
    long = sentence(dice, dice.choice((5, 12, 24, 26, 40, 80, 120, 200)), words)
    kind = dice.random()
    number = dice.randint(1, 12)
    han = "一二三四五六七八九十"[number % 10]
    if kind < 0.08:
        return f"{han}、{dice.choice(PLAIN)}"
    if kind < 0.14:
        return f"{han}、{dice.choice(PLAIN)}。{long}"
    if kind < 0.22:
        return f"（{han}）{dice.choice(PLAIN)}" + ("。" + long if dice.random() < 0.5 else "")
    if kind < 0.30:
        return f"{number}.{dice.choice(PLAIN)}。{long}"
    if kind < 0.36:
        return f"（{number}）{long}"
    return long


def shaped(dice: random.Random, kind: str) -> dict[str, Any]:
    """The data of one document as a user of the command line might write it."""
    ending = {"文件": "通知", "上行文": "请示", "信函": "函", "纪要": "纪要"}[kind]
    title = "政协示例县委员会关于" + "".join(dice.choice(PLAIN) for _ in range(dice.choice((1, 1, 1, 2, 4, 6)))) + "的" + ending
    words = dice.choice((PLAIN, PLAIN * 3 + CLAUSES, CLAUSES))
    longest = dice.choice((2, 6, 12, 12, 25, 25, 40, 120))
    changes: dict[str, Any] = {
        "title": title, "body": [sentence(dice, 60, words), *(paragraph(dice, words) for _ in range(dice.randint(0, longest)))],
        "cc": [f"{dice.choice(ORGANS)}{dice.choice(('', '', '第3科'))}" for _ in range(dice.choice((0, 1, 3, 3, 9, 16, 40)))],
        "attachments": [dice.choice(PLAIN) * dice.choice((1, 1, 2)) + "表" for _ in range(dice.choice((0, 0, 0, 1, 2, 5, 10)))],
        "date": dice.choice(("2024-09-06", "2024年12月31日", "2025-1-8", "2026-11-26")), "print_date": "2026-12-01"}
    if (seal := dice.choice((True, False, None))) is not None:
        changes["sealed"] = seal
    if kind == "上行文":
        changes["signer"] = [dice.choice(SURNAMES) + dice.choice(GIVEN) for _ in range(dice.choice((1, 1, 2, 3)))]
    if kind == "纪要":
        changes["present"] = [dice.choice(SURNAMES) + dice.choice(GIVEN) for _ in range(dice.choice((0, 3, 30)))]
        changes["attending"] = [] if dice.random() < 0.3 else ["提案委员会　钱七", "孙八"]
    return data(kind, **changes)


def random_cases(count: int, seed: int) -> Iterator[tuple[Case, dict[str, Any]]]:
    for number in range(count):
        dice = random.Random(f"{seed}-{number}")
        kind = dice.choice(("文件", "文件", "上行文", "信函", "纪要"))
        style = OfficeStyle(margins=dice.choice(READINGS))
        made = shaped(dice, kind)
        document, _ = mend_document(from_data(made, kind))
        yield Case(f"{seed}-{number:03}-{kind}-{style.margins[:2]}", kind, document, style), made


def failures(cases: list[Case], folder: Path) -> Iterator[tuple[Case, str, str, list[dict[str, Any]]]]:
    """(case, docx or pdf, file, rows that FAIL) of every document, printed by LibreOffice and by our own pen."""
    judge = checker()
    files = []
    for case in cases:
        files.append(folder / case.file_name)
        write(case.document, files[-1], case.style)
        pdf.write(case.document, folder / f"{case.name}.own.pdf", case.style)
    prints = judge.render([str(file) for file in files], str(folder))
    for case, file, printed in zip(cases, files, prints, strict=True):
        for pen, path in (("docx", printed), ("pdf", str(folder / f"{case.name}.own.pdf"))):
            judged = judge.Judge(judge.Docx(str(file)), judge.load_pdf(path, "pdfplumber"), asked(case))
            yield case, pen, path, [row for row in judged.run() if row["result"] == "FAIL" and row["id"] not in misjudged(case)]


def main() -> int:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--count", type=int, default=60)
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--batch", type=int, default=20)
    wanted.add_argument("--keep", type=Path, default=None)
    given = wanted.parse_args()
    folder = given.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    began, wrong, judged = time.monotonic(), 0, 0
    todo = list(random_cases(given.count, given.seed))
    for case, made in todo:
        (folder / f"{case.name}.json").write_text(json.dumps(made, ensure_ascii=False, indent=1), encoding="utf-8")
    for at in range(0, len(todo), given.batch):
        for case, pen, path, rows in failures([case for case, _ in todo[at:at + given.batch]], folder):
            judged += 1
            wrong += bool(rows)
            for row in rows:
                print(f"FAIL {case.name} {pen} {row['id']} | {row['wanted']} | {row['measured']} | {path}", flush=True)
    print(f"{judged} prints of {len(todo)} documents, {wrong} with a FAIL, {time.monotonic() - began:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main())

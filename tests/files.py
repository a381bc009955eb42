"""Builders of the untidy files that offices send; every person is invented."""
from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import Workbook
from openpyxl.styles import Font

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
NONE = 0xFFFFFFFF
OLD_WORKBOOK = Path(__file__).parent / "files" / "roster.xls"  # the untidy roster, saved in the old format
TITLE = "青溪县政协第十届委员名册"
HEADINGS = ("序号", "姓名", "性别", "民族", "出生年月", "政治面貌", "界别", "工作单位", "职务", "手机", "身份证号码", "备注")


def id_number(born: str, order: int, area: str = "419901") -> str:
    """A number with a right check digit for an area that does not exist; `born` is 19750815, odd `order` is male."""
    digits = f"{area}{born}{order:03}"
    return digits + "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=True)) % 11]


@dataclass
class Expected:
    """What a roster must come to. `rows` are by row number of the sheet, each label with the text that a list shows.

    `wrong` are rows that may not be stored, with a piece of the reason; `twice` says which row repeats which;
    `skipped` are rows that are nobody's.
    """
    rows: dict[int, dict[str, str]] = field(default_factory=dict)
    wrong: dict[int, str] = field(default_factory=dict)
    twice: dict[int, int] = field(default_factory=dict)
    skipped: dict[int, str] = field(default_factory=dict)

    @property
    def stored(self) -> list[dict[str, str]]:
        return [r for n, r in self.rows.items() if n not in self.wrong and n not in self.twice]


def messy_roster(path: Path) -> Expected:
    """The roster that an office really has, as a workbook; see the issue of the first import."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "委员名册"
    sheet["A1"] = TITLE
    sheet.merge_cells("A1:L1")
    sheet["A2"] = "填报单位：县政协办公室"
    sheet["I2"] = "2026年6月"
    top = ("序号", "姓　名", "性别", "民族", "出 生\n年 月", "政治面貌", "界别", "工作单位及职务", None, "联系方式", None, "备注：")
    low = (None, None, None, None, None, None, None, "工作单位", "职务", "手机", "身份证号码", None)
    sheet.append(top)
    sheet.append(low)
    for cells in ("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:F4", "G3:G4", "H3:I3", "J3:K3", "L3:L4"):
        sheet.merge_cells(cells)
    expected = Expected(skipped={14: "合计", 15: "注", 16: "填表人"})
    people = messy_people()
    for number, (cells, shown) in enumerate(people, 5):
        sheet.append([number - 4, *cells])
        expected.rows[number] = shown
    assert sheet.max_row == 13
    sheet["E8"].number_format = 'yyyy"年"m"月"'
    expected.wrong[10] = "后三位已丢失"
    expected.twice[12] = 5
    sheet.append(["合 计", None, None, None, None, None, None, None, None, "9人"])
    sheet.append(["注：1.出生年月按身份证填写；2.本表一式两份。"])
    sheet.append([None, "填表人：王小满", None, None, "审核人：", None, None, None, "填表日期：2026年6月30日"])
    sheet.merge_cells("A15:L15")
    book.save(path)
    return expected


def messy_people() -> list[tuple[list[Any], dict[str, str]]]:
    """(cells behind the running number, what a list shows); unit 同上 and marks behind names are resolved."""
    first = [
        "丁　一", "男", "汉", "1975.08", "中共党员", "中共界", "青溪县农业农村局", "局长", "13900000001", id_number("19750815", 11), None]
    return [
        (first, {"姓名": "丁一", "性别": "男", "民族": "汉族", "出生年月": "1975-08", "界别": "中共界",
                 "工作单位": "青溪县农业农村局", "职务": "局长", "联系电话": "13900000001",
                 "身份证号": id_number("19750815", 11)}),
        (["王 小 满（女）", None, "汉族", "1980-3", "民盟盟员", "民盟界", "青溪县第一中学", "教师", 13900000002, None, None],
         {"姓名": "王小满", "性别": "女", "民族": "汉族", "出生年月": "1980-03", "工作单位": "青溪县第一中学",
          "联系电话": "13900000002"}),
        (["马青山（回族）", "男", None, "78年11月", "群众", "少数民族界", "同上", "校长", "13900000003", None, None],
         {"姓名": "马青山", "性别": "男", "民族": "回族", "出生年月": "1978-11", "工作单位": "青溪县第一中学", "职务": "校长"}),
        (["李禾", "女", "汉", dt.datetime(1982, 5, 1), "无党派人士", "无党派人士界", "青溪县人民医院", "副主任医师",
          "139 0000 0004", id_number("19820506", 22), None],
         {"姓名": "李禾", "性别": "女", "出生年月": "1982-05", "联系电话": "13900000004", "身份证号": id_number("19820506", 22)}),
        (["欧阳\n文", "男", "汉", "197609", "九三学社社员", "九三学社界", "青溪县科技局", "副局长", "13900000005", None, None],
         {"姓名": "欧阳文", "出生年月": "1976-09", "工作单位": "青溪县科技局"}),
        (["赵丢位", "男", "汉", "1971年02月", "群众", "经济界", "青溪县丰源商行", "经理", "13900000006", 419901197102031230, None],
         {"姓名": "赵丢位"}),
        (["孙一民", "男", "汉", "1969.9.12", "中共党员", "中共界", "〃", "书记", "13900000007", id_number("19690912", 33), "留任"],
         {"姓名": "孙一民", "出生年月": "1969-09", "工作单位": "青溪县丰源商行", "备注": "留任"}),
        (first, {"姓名": "丁一"}),
        (["古丽·买买提（女，维吾尔族）", None, None, 30317, "群众", "少数民族界", "青溪县天山路小学", "教师", "13900000008",
          None, None],
         {"姓名": "古丽·买买提", "性别": "女", "民族": "维吾尔族", "出生年月": "1983-01", "职务": "教师"}),
    ]


def workbook(path: Path, *sheets: tuple[str, Sequence[Sequence[Any]]]) -> Path:
    """A plain workbook of named sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def plain_roster(path: Path, people: int = 12) -> Path:
    """A tidy roster of any length."""
    rows: list[Sequence[Any]] = [HEADINGS]
    for n in range(people):
        born = f"19{60 + n % 40}{n % 12 + 1:02}{n % 27 + 1:02}"
        rows.append((n + 1, f"委员{n:05}", "男" if n % 2 else "女", "汉族", born[:4] + "." + born[4:6], "群众", "经济界",
                     f"青溪县第{n % 90}单位", "职员", f"138{n:08}", id_number(born, n % 999), None))
    return workbook(path, ("名册", rows))


def repacked(source: Path, target: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The same zip with parts changed by `change(name, data)`."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, change(entry.filename, old.read(entry)))
    return target


def struck(path: Path) -> Path:
    """A row struck through, a row in red, a hidden row, a hidden column and a very hidden sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "名册"
    rows = [("姓名", "性别", "工作单位"), *((f"委员{n}", "男", "甲单位") for n in range(1, 8))]
    for row in rows:
        sheet.append(row)
    sheet["A3"].font = Font(strike=True)
    sheet["A4"].font = Font(color="FFFF0000")
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["C"].hidden = True
    other = book.create_sheet("旧名册")
    other.append(("姓名", "性别"))
    other.append(("旧委员", "女"))
    other.sheet_state = "veryHidden"
    book.save(path)
    return path


def bomb(path: Path, megabytes: int = 300) -> Path:
    """A small workbook whose sheet unpacks to very much."""
    inside = plain_roster(path.with_suffix(".seed.xlsx"))
    with zipfile.ZipFile(inside) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != "xl/worksheets/sheet1.xml":
                new.writestr(entry.filename, old.read(entry))
        with new.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(megabytes):
                part.write(b" " * 1_000_000)
    return path


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in parts.items():
            box.writestr(name, content)
    path.write_bytes(data.getvalue())
    return path


def compound(path: Path, streams: dict[str, bytes]) -> Path:
    """An OLE file of big streams: each is padded to 4,096 bytes, so that none lands among the small ones."""
    def entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
        raw = (name + "\0").encode("utf-16-le")
        return (raw.ljust(64, b"\0") + struct.pack("<HBB3I", len(raw), kind, 1, NONE, NONE, child) + bytes(36)
                + struct.pack("<III", start, size, 0))

    bodies = {n: b + bytes(max(4096 - len(b), -len(b) % 512)) for n, b in streams.items()}
    fat, entries, data = [0xFFFFFFFD, 0xFFFFFFFE], [entry("Root Entry", 5, 0xFFFFFFFE, 0, 1)], b""
    for name, body in bodies.items():
        first, count = len(fat), len(body) // 512
        fat += [*range(first + 1, first + count), 0xFFFFFFFE]
        entries.append(entry(name, 2, first, len(body), NONE))
        data += body
    assert len(fat) <= 128 and len(entries) <= 4
    header = (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
              + struct.pack("<6I", 1, 1, 0, 4096, 0xFFFFFFFE, 0) + struct.pack("<2I", 0xFFFFFFFE, 0)
              + struct.pack("<109I", 0, *[NONE] * 108))
    path.write_bytes(header + struct.pack("<128I", *fat, *[NONE] * (128 - len(fat))) + b"".join(entries).ljust(512, b"\0") + data)
    return path


def document(path: Path, *blocks: str | Sequence[Sequence[str]]) -> Path:
    """A Word document of paragraphs (text) and tables (rows of text)."""
    made = Document()
    for block in blocks:
        if isinstance(block, str):
            made.add_paragraph(block)
            continue
        table = made.add_table(len(block), len(block[0]))
        for line, cells in zip(table.rows, block, strict=True):
            for cell, text in zip(line.cells, cells, strict=True):
                cell.text = text
    made.save(str(path))
    return path

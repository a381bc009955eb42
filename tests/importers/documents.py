"""A member's Word file as members write it: bold words, a table with merged cells, pictures, bullets."""
from __future__ import annotations

import io
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from PIL import Image

NAME = "关于整治溪口镇老街排水的提案"


def image(kind: str = "PNG", size: tuple[int, int] = (800, 400), colour: str = "lightblue") -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", size, colour).save(made, kind)
    made.seek(0)
    return made


def filled(document, rows):
    table = document.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    return table


def formatted(path: Path, sponsor: str = "张三") -> Path:
    made = Document()
    made.add_paragraph(NAME).runs[0].bold = True
    made.add_paragraph(f"提案人：{sponsor}")
    made.add_heading("一、基本情况", 1)
    text = made.add_paragraph("　　老街")
    text.add_run("逢雨必淹").bold = True
    text.add_run("，积水")
    text.add_run("最深处0.8米").underline = True
    text.add_run("，面积12000m")
    text.add_run("2").font.superscript = True
    text.add_run("，")
    text.add_run("急需整治").italic = True
    text.add_run("。")
    made.add_paragraph("近两年积水情况").alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = filled(made, (("年份", "受灾户数", ""), ("", "商户", "居民"), ("2023年", "32", "118"), ("2024年", "41", "150")))
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(3, 1).paragraphs[0].runs[0].bold = True
    made.add_paragraph("现场照片如下：")
    made.add_picture(image(), width=Mm(120))
    made.add_paragraph("雨污不分", style="List Bullet")
    made.add_paragraph("二、建议")
    item = made.add_paragraph("1.")
    item.add_run("改造主管网。").bold = True
    item.add_run("分两年完成。")
    filled(made, (("步骤", "投资"), ("一期", "320")))
    made.add_paragraph("2.清理老涵洞；")
    made.add_picture(image("JPEG", (300, 1200), "grey"), width=Mm(60))
    made.add_paragraph(sponsor)
    made.add_paragraph("2026年1月5日")
    made.save(str(path))
    return path

"""Members' papers as they come to the office."""
from docx import Document


def letter(path, title, sender):
    document = Document()
    for line in (title, f"提案人：{sender}", "一、基本情况", "群众反映较多。", "二、存在问题", "设施不足。", "三、建议",
                 "1.编制规划。", "2.落实资金。", "2026年6月20日"):
        document.add_paragraph(line)
    document.save(path)

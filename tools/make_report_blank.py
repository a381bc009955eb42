"""Make resources/templates/report.docx: the blank A4 sheet that the docx pen fills; an office may edit its own copy."""
from __future__ import annotations

import sys
import zipfile
from pathlib import Path

OUT = Path(__file__).parents[1] / "resources/templates/report.docx"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}" w:hint="eastAsia"/>'


def style(id: str, name: str, font: str, points: float, paragraph: str) -> str:
    return (f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
            f'<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{fonts(font)}<w:sz w:val="{points * 2:.0f}"/>'
            f'<w:szCs w:val="{points * 2:.0f}"/></w:rPr></w:style>')


def border(edge: str) -> str:
    return f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'


def margin(edge: str, twips: int) -> str:
    return f'<w:{edge} w:w="{twips}" w:type="dxa"/>'


STYLES = f"""<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts("仿宋_GB2312")}<w:sz w:val="24"/><w:szCs w:val="24"/>\
<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>\
<w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>\
<w:tblCellMar>{margin("top", 0)}{margin("left", 0)}{margin("bottom", 0)}{margin("right", 0)}</w:tblCellMar></w:tblPr></w:style>
{style("ReportTitle", "报表标题", "方正小标宋简体", 22, '<w:keepNext/><w:spacing w:after="60"/><w:jc w:val="center"/>')}
{style("ReportDate", "报表日期", "仿宋_GB2312", 12, '<w:keepNext/><w:spacing w:after="60"/><w:jc w:val="right"/>')}
{style("TableHead", "表头", "黑体", 10.5, '<w:keepNext/><w:jc w:val="center"/>')}
{style("TableGroup", "组头", "黑体", 10.5, '<w:keepNext/><w:jc w:val="left"/>')}
{style("TableText", "表文", "仿宋_GB2312", 10.5, '<w:jc w:val="center"/>')}
{style("TableNote", "表注", "仿宋_GB2312", 10.5, '<w:spacing w:before="60"/><w:jc w:val="left"/>')}
{style("ReportFooter", "报表页脚", "宋体", 10.5, '')}
<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="报表"/><w:basedOn w:val="TableNormal"/><w:tblPr>\
<w:tblBorders>{"".join(map(border, ("top", "left", "bottom", "right", "insideH", "insideV")))}</w:tblBorders>\
<w:tblCellMar>{margin("left", 45)}{margin("right", 45)}</w:tblCellMar></w:tblPr></w:style>
</w:styles>"""


def run(inside: str) -> str:
    return f"<w:r>{inside}</w:r>"


def field(instruction: str) -> str:
    return (run('<w:fldChar w:fldCharType="begin"/>') + run(f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>')
            + run('<w:fldChar w:fldCharType="separate"/>') + run("<w:t>1</w:t>") + run('<w:fldChar w:fldCharType="end"/>'))


def words(text: str) -> str:
    return run(f'<w:t xml:space="preserve">{text}</w:t>')


FOOTER = (f'<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="ReportFooter"/></w:pPr>{words("")}{run("<w:tab/>")}{words("第 ")}'
          f'{field("PAGE")}{words(" 页　共 ")}{field("NUMPAGES")}{words(" 页")}</w:p></w:ftr>')

BODY = f"""<w:document {W} {R}><w:body><w:sectPr><w:footerReference w:type="default" r:id="rId3"/>\
<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1021" w:right="850" w:bottom="1021" w:left="850" w:header="567" w:footer="567" \
w:gutter="0"/></w:sectPr></w:body></w:document>"""

SETTINGS = f"""<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:characterSpacingControl \
w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" \
w:val="15"/></w:compat></w:settings>"""

CORE = f"""<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>"""


def relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'


def relations(*each: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(each)}</Relationships>'


def override(part: str, kind: str) -> str:
    return f'<Override PartName="{part}" ContentType="{kind}"/>'


PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    + override("/word/document.xml", f"{TYPE}.document.main+xml") + override("/word/styles.xml", f"{TYPE}.styles+xml")
    + override("/word/settings.xml", f"{TYPE}.settings+xml") + override("/word/footer1.xml", f"{TYPE}.footer+xml")
    + override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml") + "</Types>",
    "_rels/.rels": relations(relation(1, f"{OFFICE}/officeDocument", "word/document.xml"),
                             relation(2, f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")),
    "docProps/core.xml": CORE,
    "word/_rels/document.xml.rels": relations(
        relation(1, f"{OFFICE}/styles", "styles.xml"), relation(2, f"{OFFICE}/settings", "settings.xml"),
        relation(3, f"{OFFICE}/footer", "footer1.xml")),
    "word/document.xml": BODY, "word/styles.xml": STYLES, "word/settings.xml": SETTINGS, "word/footer1.xml": FOOTER,
}


def main() -> None:
    OUT.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(OUT, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in PARTS.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), HEAD + text, zipfile.ZIP_DEFLATED)
    sys.stdout.write(f"{OUT}\n")


if __name__ == "__main__":
    main()

"""The 公文 of the tenth term: issued ones with their numbers, one voided, one still a draft."""
from __future__ import annotations

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.fields.dates import in_words
from desktop.models.document import Document, Series
from desktop.services import documents
from desktop.services.demo.county import County, Line, day, table, words

PARTNERS = ("青溪县人民政府办公室", "政协青溪县委员会办公室")
"""Who issues the notice of 交办 with 县委办."""


def issue(session: Session, county: County) -> None:
    """Numbers follow the order of the table, which is that of the days."""
    documents.usual_series(session)
    session.flush()
    series = {s.code: s for s in session.scalars(select(Series))}
    last: Counter[tuple[str, int]] = Counter()
    for line in table("documents"):
        code, issued = line["机关代字"], day(line["成文日期"])
        document = Document(series_id=series[code].id, genre=line["文种"], name=line["标题"], recipient=line["主送"] or None,
                            issued=issued, signer=line["签发人"], drafter=line["拟稿人"], checker=line["核稿人"] or None,
                            countersigners=line["会签"] or None, copies=int(line["份数"]), voided=line["作废原因"] or None,
                            source=line["来源"] or None,
                            data=text(line, series[code]))
        if issued:
            last[code, issued.year] += 1
            document.year, document.number = issued.year, int(line["号"]) if line["号"] else last[code, issued.year]
            document.data |= {"number": documents.mark(code, document.year, document.number), "date": in_words(issued)}
        session.add(document)


def text(line: Line, series: Series) -> dict[str, object]:
    """What is printed beside the facts of the register, as rules.gongwen reads it."""
    found: dict[str, object] = {"body": line["正文"].split("|")}
    for key, value in (("attachments", words(line["附件"])), ("cc", line["抄送"].split("，") if line["抄送"] else []),
                       ("present", words(line["出席"]))):
        if value:
            found[key] = value
    if series.outside:
        found |= {"partners": list(PARTNERS), "printer": series.issuer}
    elif series.kind != "信函":
        issuer = series.issuer.removeprefix("中共").removesuffix("党组")
        found["printer"] = issuer if issuer.endswith("办公室") else f"{issuer}办公室"
    return found

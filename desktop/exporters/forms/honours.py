"""Certificates and letters of appointment: one for each chosen person, in the words that are asked for."""
from __future__ import annotations

from desktop.exporters.forms.form import Form, Slot
from desktop.exporters.forms.marks import Record
from desktop.exporters.forms.members import SLOTS, some
from desktop.exporters.forms.nominations import candidates
from desktop.exporters.registry import Request
from desktop.fields.field import Field
from desktop.fields.kinds import Day, Text
from desktop.fields.refused import Refused
from desktop.services.store import Store

HONOUR = Field("honour", "荣誉名称", Text(longest=40), help="如 优秀委员")
WORK = Field("work", "事由", Text(longest=200, lines=True), help="如 在2025年度履职中成绩突出")
POST = Field("post", "聘任职务", Text(longest=60), help="如 文史研究员")
UNTIL = Field("until", "聘期", Text(longest=40), help="如 2026年7月至2027年12月")
DATE = Field("date", "落款日期", Day(), help="不填时为名单的日期")


def collect(store: Store, request: Request) -> list[Record]:
    if not request.only:
        raise Refused("证书、聘书要先选人：请在委员页或人员页选中要印的人，再打印。")
    said = request.answers
    more = {"荣誉名称": said.get("honour"), "事由": said.get("work"), "聘任职务": said.get("post"), "聘期": said.get("until"),
            "落款日期": said.get("date") or request.day}
    return [{**each, **more} for each in candidates(store, request)]


FOLDER = "templates/honour"
FORMS: tuple[Form, ...] = (
    Form("honour-certificate", "荣誉证书", "委员", f"{FOLDER}/荣誉证书.docx", (*SLOTS, Slot("荣誉名称"), Slot("事由"), Slot("落款日期")),
         collect, (HONOUR, WORK, DATE),
         example=lambda store: some(store, honour="优秀委员", work="在2025年度履行委员职责中，建言资政、服务群众成绩突出")),
    Form("appointment-letter", "聘书", "委员", f"{FOLDER}/聘书.docx", (*SLOTS, Slot("聘任职务"), Slot("聘期"), Slot("落款日期")), collect,
         (POST, UNTIL, DATE), example=lambda store: some(store, post="文史研究员", until="2026年7月至2027年12月")),
)

"""大会发言 and other speeches: from the call to the text, the review, the order, and what became of it."""
from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped

from desktop.fields.kinds import Choice, Day, Integer, Option, Text
from desktop.models.base import Base, Entity, Searched, field, link

ORAL, WRITTEN = "口头", "书面"
MODE = Choice(width=3, options=(Option(ORAL), Option(WRITTEN)), open=False)
TURNED = Choice(width=5, options=(Option("提案"), Option("社情民意信息")), open=True)


class Speech(Searched, Entity, Base):
    """One text has one record, whatever it is turned into: `turned_id` names the proposal or brief made of it."""
    __tablename__ = "speech"
    __noun__ = "发言"

    name: Mapped[str] = field("题目", Text(width=18, longest=200), required=True, listed=True, group="发言", aliases=("发言题目", "标题"))
    meeting_id: Mapped[str | None] = link("meeting", required=False)
    sitting_id: Mapped[str | None] = link("sitting", required=False)
    person_id: Mapped[str | None] = link("person", required=False)
    unit: Mapped[str | None] = field("代表单位", Text(width=8, longest=80), listed=True, group="发言",
                                     help="代表党派、团体、专委会或界别发言的填")
    authors: Mapped[str | None] = field("执笔人", Text(width=6, longest=120), group="发言")
    words: Mapped[int | None] = field("字数", Integer(width=3), listed=True, group="发言", help="不填按正文计")
    mode: Mapped[str | None] = field("形式", MODE, listed=True, group="发言", aliases=("口头书面", "发言形式"))
    rank: Mapped[int | None] = field("次序", Integer(width=2), listed=True, group="发言")
    minutes: Mapped[int | None] = field("时长", Integer(width=3), listed=True, group="发言", help="分钟")
    called_on: Mapped[dt.date | None] = field("征集日期", Day(), group="审稿")
    received_on: Mapped[dt.date | None] = field("收稿日期", Day(), listed=True, group="审稿")
    screened: Mapped[str | None] = field("初选意见", Text(width=8, longest=300), group="审稿")
    reviewer: Mapped[str | None] = field("审稿人", Text(width=5, longest=40), listed=True, group="审稿")
    reviewed_on: Mapped[dt.date | None] = field("审稿日期", Day(), group="审稿")
    approved_by: Mapped[str | None] = field("审定", Text(width=6, longest=80), group="审稿", help="如 主席会议")
    approved_on: Mapped[dt.date | None] = field("审定日期", Day(), group="审稿")
    dropped: Mapped[str | None] = field("未采用原因", Text(width=8, longest=200), group="审稿")
    turned: Mapped[str | None] = field("转化", TURNED, listed=True, group="转化落实", help="转作提案或社情民意信息的，不重复计分")
    turned_id: Mapped[str | None] = field("转化后编号", Text(width=8, longest=40), group="转化落实")
    handed_to: Mapped[str | None] = field("转交单位", Text(width=8, longest=120), group="转化落实")
    handed_on: Mapped[dt.date | None] = field("转交日期", Day(), group="转化落实")
    outcome: Mapped[str | None] = field("落实情况", Text(width=10, longest=500), group="转化落实")
    text: Mapped[str | None] = field("正文", Text(width=16, longest=20000, lines=True), group="正文")

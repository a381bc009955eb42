"""公文: the register of what was issued, drafts first; numbers, gaps and what was voided."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from desktop.exporters import documents as papers
from desktop.fields.field import Field
from desktop.fields.kinds import Day, Integer, Text
from desktop.services import documents
from desktop.services.documents import DRAFT, ISSUED, VOID
from desktop.views import theme
from desktop.views.printing import PrintDialog
from desktop.views.records import RecordsPage, Row
from desktop.views.widgets.drawer import Facts
from desktop.views.widgets.form import FieldForm
from desktop.views.widgets.layout import button, column, label, row, tab_bar
from desktop.views.widgets.messages import Banner
from desktop.views.writer import STATES, WRITING, Writer

TABS = ("全部", DRAFT, ISSUED, VOID)
MOST_GAPS = 3  # said in the banner, on one line also in large letters; all of them in the dialog and the register
DATE = Field("on", "成文日期", Day(), required=True)
BY_HAND = Field("number", "指定号", Integer(least=1, most=9999), help="不填接着往下编；补登以前手工编过的号才填")
REASON = Field("reason", "原因", Text(longest=200), required=True)


class DocumentsPage(RecordsPage):
    noun, key, unit, add_words, dated = "公文", "documents", "件", "起草公文", False
    entities = frozenset({"Document", "Series", "Setting"})
    widths = {"name": 300}  # titles begin alike: what tells them apart stands behind
    states = {"state": lambda r: STATES[r["state"]]}

    def columns(self) -> tuple[Field, ...]:
        return documents.columns(self.work.store)

    def fields(self) -> tuple[Field, ...]:
        return ()

    def rows(self) -> list[dict[str, Any]]:
        return documents.listed(self.work.store, as_of=self.work.as_of)

    def remove(self, records: list[str]) -> None:
        documents.remove(self.work.store, records)

    def actions(self) -> None:
        self.head.add_action("register", "登记簿…", "book-marked", act=self.print_register)
        self.head.add_action("gaps", "说明缺号…", "triangle-alert", act=self.explain)
        self.head.add_action("series", "发文字号…", "settings", act=lambda: self.work.asked.emit("settings", None))
        super().actions()
        self.gaps, self.unsaved = Banner(), Banner()
        self.gaps.link_asked.connect(self.explain)
        self.unsaved.link_asked.connect(self.go_on)
        self.unsaved.closed.connect(lambda: self.work.remember(WRITING, None))
        self.states_bar = tab_bar(*TABS)
        self.states_bar.currentChanged.connect(lambda n: self.table.set_filter("state", TABS[n] if n else ""))
        listing = self.stack.widget(0)
        assert listing is not None
        above = column(self.unsaved, self.gaps, self.states_bar, gap=3)  # close together: 768 lines are few in large letters
        listing.layout().insertLayout(1, above)  # type: ignore[union-attr]

    def reload(self) -> None:
        super().reload()
        gaps = documents.gaps(self.work.store)
        if gaps:
            named = "、".join(g.mark for g in gaps[:MOST_GAPS]) + (f"等 {len(gaps)} 个" if len(gaps) > MOST_GAPS else "")
            self.gaps.say(f"缺号还没有说明原因：{named}。", "wait", link="说明缺号…")
        else:
            self.gaps.clear()
        kept = self.work.remembered(WRITING)
        if kept and self.covered() is None:
            self.unsaved.say(f"上次有没存好的草稿：{kept.get('name') or '（未写标题）'}。", link="接着写")
        else:
            self.unsaved.clear()

    # the drawer

    def heading(self, row: Row) -> tuple[str, str, list[tuple[str, str]]]:
        day = row["issued"].isoformat() if row["issued"] else ""
        return row["mark"] or f"{row['code']}（未编号）", f"{row['genre'] or ''}　{day}".strip(), [(row["state"], STATES[row["state"]])]

    def facts(self, row: Row) -> QWidget:
        shown = Facts()
        shown.add_row([f for f in self.columns() if f.name not in ("id", "mark", "state", "genre", "issued")], row)
        data = row["data"] or {}
        for name, words in (("附件", [a if isinstance(a, str) else a["title"] for a in data.get("attachments") or ()]),
                            ("抄送", data.get("cc") or ())):
            if words:
                shown.add(name, "\n".join(words) if name == "附件" else "，".join(words))
        return shown

    def buttons(self, row: Row) -> list[Any]:
        if row["name"] == documents.MISSING:
            return []
        first = {DRAFT: button("删除", "quiet", clicked=lambda: self.delete([row["id"]])),
                 ISSUED: button("作废…", "quiet", clicked=lambda: self.void(row))}.get(row["state"])
        second = (button("编号…", clicked=lambda: self.issue(row["id"])) if row["state"] == DRAFT
                  else button("打印…", clicked=lambda: self.print(row["id"])))
        words = "接着写" if row["state"] == DRAFT else "打开公文"
        return [each for each in (first, second, button(words, "primary", clicked=lambda: self.edit(row["id"]))) if each]

    # writing

    def _edit(self, record: str | None, row: Row) -> None:
        if row.get("name") != documents.MISSING:
            self.write(row)

    def write(self, entry: Mapping[str, Any]) -> Writer:
        writer = Writer(self.work, entry, documents.SERIES.listed(self.work.store))
        self.cover(writer)
        writer.left.connect(lambda: self.back(writer))
        writer.issue_asked.connect(self.issue)
        writer.print_asked.connect(self.print)
        writer.title.setFocus()
        return writer

    def back(self, writer: Writer) -> None:
        self.uncover(writer)
        if record := writer.entry.get("id"):
            self.table.choose(record)

    def import_file(self, *files: str) -> None:
        """A manuscript dropped on the window; of several the first, for a 公文 is written one at a time."""
        writer = self.write({})
        if files:
            writer.open_file(files[0])
        if len(files) > 1:
            self.work.said.emit(f"公文一次写一份，打开了“{Path(files[0]).name}”，其余 {len(files) - 1} 个文件没有打开", False)

    def go_on(self) -> None:
        """What a power cut left: the text as it was typed, over the draft it belongs to."""
        kept = self.work.remembered(WRITING) or {}
        entry = next((r for r in self.rows() if r["id"] == kept.get("id")), {"series_id": kept.get("series")})
        writer = self.write(entry)
        writer.genre.setCurrentIndex(max(0, writer.genre.findData(kept.get("genre"))))
        writer.title.setText(kept.get("name") or "")
        writer.recipient.setText(kept.get("recipient") or "")
        writer.text.put(kept.get("text") or "")
        if kept.get("attachments"):
            writer.take_attachments(kept["attachments"], kept.get("texts") or {})
        self.unsaved.clear()

    # numbers

    def issue(self, record: str) -> None:
        """Ask for the day, and give the next number."""
        entry = next((r for r in self.rows() if r["id"] == record), None)
        if entry is None:
            return
        day = entry["issued"] or self.work.store.today()
        answer = asked(self, f"编号：{entry['code']}", [f"《{entry['name']}》", "编号后号码不会再给别的公文；不用时可以作废并写明原因。"],
                       (DATE, BY_HAND), "编号", {"on": day})
        if answer is not None:
            done, number = self.work.attempt(
                lambda: documents.issue(self.work.store, record, answer["on"], answer["number"]), self)
            if done:
                self.work.said.emit(f"已编号：{number}", False)
                writer = self.covered()
                if isinstance(writer, Writer):
                    self.uncover(writer)
                self.come_to(record)

    def void(self, row: Row) -> None:
        answer = asked(self, f"作废 {row['mark']}", ["号码保留在登记簿上，不再使用；原因印在备注栏。"], (REASON,), "作废这份公文")
        if answer is not None:
            done, _ = self.work.attempt(lambda: documents.void(self.work.store, row["id"], answer["reason"]), self)
            if done:
                self.work.said.emit(f"已作废：{row['mark']}", True)

    def explain(self) -> None:
        """Why a number has no document, one after the other."""
        gaps = documents.gaps(self.work.store)
        if not gaps:
            self.work.said.emit("没有要说明的缺号", False)
            return
        gap = gaps[0]
        others = f"另有 {len(gaps) - 1} 个缺号，说明后再问。" if len(gaps) > 1 else ""
        sentences = [f"{gap.words}没有公文。说明后登记为作废，印在登记簿上。", others]
        answer = asked(self, f"说明缺号 {gap.mark}", sentences, (REASON,), "登记原因")
        if answer is None:
            return
        done, _ = self.work.attempt(
            lambda: documents.explain(self.work.store, gap.series_id, gap.year, gap.number, answer["reason"]), self)
        if done:
            self.work.said.emit(f"已说明：{gap.mark}", True)
            if len(gaps) > 1:
                self.explain()

    # papers

    def print(self, record: str = "") -> None:
        """The document itself and its 发文稿纸."""
        entry = next((r for r in self.rows() if r["id"] == record), None)
        if entry is None:
            return
        text = replace(papers.TEXT, title=entry["mark"] or "公文草稿")
        PrintDialog(self.work, [text, papers.SHEET], (record,), parent=self).exec()

    def print_register(self) -> None:
        PrintDialog(self.work, papers.REGISTER.group, parent=self).exec()


def asked(parent: QWidget, title: str, sentences: list[str], fields: tuple[Field, ...], yes: str,
          values: Mapping[str, dt.date] | None = None) -> dict[str, Any] | None:
    """A small question; None when it was left."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    form = FieldForm(fields, columns=1)
    form.show_values(values or {})
    answers: list[dict[str, Any]] = []

    def take() -> None:
        read = form.draft()
        if read is not None:
            answers.append(read)
            dialog.accept()

    form.save_asked.connect(take)
    box = column(label(title, "heading", wraps=True), *(label(s, "second", wraps=True) for s in sentences if s), form, gap=8,
                 margins=(20, 16, 20, 14))
    go = button(yes, "primary", clicked=take)
    go.setDefault(True)
    box.addLayout(row("", button("取消", clicked=dialog.reject), go))
    dialog.setLayout(box)
    dialog.resize(theme.px(480), theme.px(200 + 60 * len(fields)))
    form.focus_first()
    dialog.exec()
    return answers[0] if answers else None

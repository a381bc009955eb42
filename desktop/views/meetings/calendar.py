"""日历: the meetings of a month or a week on one sheet, and where two of them get in each other's way."""
from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from desktop.rules.meetings import clashes
from desktop.services import meetings
from desktop.services.dated import DAY
from desktop.services.members import Row
from desktop.views import theme
from desktop.views.widgets.chips import restyle
from desktop.views.widgets.layout import Elided, button, column, label, row, tab_bar
from desktop.views.work import Work

DAYS = ("一", "二", "三", "四", "五", "六", "日")
MOST = 3  # meetings in a day of the month; the week shows all
MONTH, WEEK = range(2)


class CalendarView(QWidget):
    """opened(id): a meeting was chosen; left(): back to the list; asked(day): a new meeting on that day."""
    opened = Signal(str)
    left = Signal()
    asked = Signal(object)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work, self.day = work, work.day
        self.setObjectName("page")
        self.bar = tab_bar("月", "周")
        self.bar.currentChanged.connect(lambda _n: self.reload())
        self.title, self.told = label("", "title"), label("", "second", wraps=True)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = row(self.title, self.bar, "", button("上一页", "", "chevron-left", lambda: self.turn(-1)),
                   button("今天", clicked=lambda: self.show_day(self.work.store.today())),
                   button("下一页", "", "chevron-right", lambda: self.turn(1)), 
                   button("返回列表", "primary", clicked=self.left.emit), gap=10)
        box = column(head, self.told, self.area, gap=10, margins=(16, 12, 16, 12))
        box.setStretch(2, 1)
        self.setLayout(box)
        self.reload()

    def show_day(self, day: dt.date) -> None:
        self.day = day
        self.reload()

    def turn(self, step: int) -> None:
        if self.bar.currentIndex() == WEEK:
            self.show_day(self.day + 7 * step * DAY)
        else:
            month = self.day.year * 12 + self.day.month - 1 + step
            self.show_day(dt.date(month // 12, month % 12 + 1, 1))

    def days(self) -> list[dt.date]:
        """Whole weeks from Monday on."""
        if self.bar.currentIndex() == WEEK:
            first = self.day - self.day.weekday() * DAY
            return [first + n * DAY for n in range(7)]
        return list(calendar.Calendar().itermonthdates(self.day.year, self.day.month))

    def reload(self) -> None:
        days = self.days()
        found = [r for r in meetings.listed(self.work.store) if r["day"] <= days[-1] and (r["until"] or r["day"]) >= days[0]]
        week = self.bar.currentIndex() == WEEK
        self.title.setText(f"{days[0].isoformat()} 至 {days[-1].isoformat()}" if week else f"{self.day.year}年{self.day.month}月")
        crossing = clashes(found)
        self.told.setText("；".join(f"{c.day.month}月{c.day.day}日 {c.names[0]}、{c.names[1]} {c.why}" for c in crossing[:4])
                          + (f"；另有 {len(crossing) - 4} 处" if len(crossing) > 4 else ""))
        self.told.setVisible(bool(crossing))
        restyle(self.told, "look", "wrong" if crossing else "second")
        self.area.setWidget(self._sheet(days, by_day(found, days), {i for c in crossing for i in c.ids}))

    def _sheet(self, days: Sequence[dt.date], found: Mapping[dt.date, list[Row]], crossing: set[str]) -> QWidget:
        sheet = QWidget()
        sheet.setProperty("look", "clear")
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(4))
        for place, word in enumerate(DAYS):
            grid.addWidget(label(f"星期{word}", "second"), 0, place, Qt.AlignmentFlag.AlignCenter)
            grid.setColumnStretch(place, 1)
        for place, day in enumerate(days):
            grid.addWidget(self._day(day, found.get(day, []), crossing), place // 7 + 1, place % 7)
            grid.setRowStretch(place // 7 + 1, 1)
        return sheet

    def _day(self, day: dt.date, here: Sequence[Row], crossing: set[str]) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        whole = self.bar.currentIndex() == WEEK
        head = button(f"{day.day}日" + ("　今天" if day == self.work.store.today() else ""), "link", clicked=lambda: self.asked.emit(day))
        head.setToolTip("登记这一天的会议")
        head.setEnabled(whole or day.month == self.day.month)
        box = column(row(head, ""), gap=2, margins=(6, 4, 6, 6))
        for each in here if whole else here[:MOST]:
            line = button(("! " if each["id"] in crossing else "") + each["name"], "link", clicked=lambda i=each["id"]: self.opened.emit(i))
            line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            line.setToolTip(f"{each['name']}\n{each['place'] or ''}　{each['host'] or ''}".strip())
            line.setStyleSheet("text-align: left")
            box.addWidget(line)
            if whole:
                box.addWidget(Elided("　".join(filter(None, (each["place"], each["host"]))), "note"))
        if not whole and len(here) > MOST:
            box.addWidget(label(f"另有 {len(here) - MOST} 项", "note"))
        box.addStretch(1)
        card.setLayout(box)
        card.setMinimumHeight(theme.px(200 if whole else 104))
        return card


def by_day(found: Sequence[Row], days: Sequence[dt.date]) -> dict[dt.date, list[Row]]:
    made: dict[dt.date, list[Row]] = {}
    for each in sorted(found, key=lambda r: (r["day"], r["name"])):
        for day in days:
            if each["day"] <= day <= (each["until"] or each["day"]) and not each["cancelled"]:
                made.setdefault(day, []).append(each)
    return made

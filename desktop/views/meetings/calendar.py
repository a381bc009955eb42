"""日历: the meetings of a month or a week on one sheet, and where two of them get in each other's way."""
from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from desktop.rules.meetings import clashes
from desktop.services import meetings
from desktop.services.dated import DAY
from desktop.services.members import Row
from desktop.views import theme
from desktop.views.widgets.chips import restyle
from desktop.views.widgets.layout import Elided, button, column, label, row, tab_bar
from desktop.views.work import Work

DAYS = ("一", "二", "三", "四", "五", "六", "日")
LINES = 3  # of a day of the month, shared by its meetings; the week shows all of each
IN_A_WEEK = 4
INSET = 5  # as far in as the day above
CLOSING = tuple("”’）》〉、，。；：】〕")  # none of them begins a line
MONTH, WEEK = range(2)


class Name(QAbstractButton):
    """A meeting's name on at most so many lines, elided at the end; whole in its tool tip."""

    def __init__(self, name: str, lines: int) -> None:
        super().__init__()
        self.lines = lines
        self.setText(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.fontMetrics().lineSpacing())

    def shown(self) -> list[str]:
        """The lines as they fit into the width."""
        room, rest, found = max(self.width() - 2 * theme.px(INSET), 1), self.text(), []
        while rest and len(found) < self.lines - 1:
            fits = next((n for n in range(len(rest), 1, -1) if self.fontMetrics().horizontalAdvance(rest[:n]) <= room), 1)
            while fits > 1 and rest[fits:fits + 1] in CLOSING:
                fits -= 1
            found.append(rest[:fits])
            rest = rest[fits:]
        return [*found, self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, room)] if rest else found

    def sizeHint(self) -> QSize:
        return QSize(theme.px(60), self.fontMetrics().lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(len(self.shown()) * self.fontMetrics().lineSpacing())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), QColor(theme.TOKENS.accent_wash))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.TOKENS.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.setPen(QColor(theme.TOKENS.accent))
        height = self.fontMetrics().lineSpacing()
        for number, words in enumerate(self.shown()):
            painter.drawText(theme.px(INSET), number * height, self.width(), height, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()


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

    def week_of(self, day: dt.date) -> None:
        """Every meeting of the day stands in its week."""
        self.day = day
        self.bar.setCurrentIndex(WEEK)

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
        shown = here if whole or len(here) <= LINES else here[:LINES - 1]
        for number, each in enumerate(shown):
            left = LINES - len(shown) + 1 - (len(shown) < len(here)) if number == 0 else 1
            line = Name(("! " if each["id"] in crossing else "") + each["name"], IN_A_WEEK if whole else left)
            line.clicked.connect(lambda _on=False, i=each["id"]: self.opened.emit(i))
            line.setToolTip(f"{each['name']}\n{each['place'] or ''}　{each['host'] or ''}".strip())
            box.addWidget(line)
            if whole:
                where = Elided("　".join(filter(None, (each["place"], each["host"]))), "note")
                where.setContentsMargins(theme.px(INSET), 0, 0, 0)
                box.addWidget(where)
        if len(shown) < len(here):
            more = button(f"还有 {len(here) - len(shown)} 场", "link", clicked=lambda: self.week_of(day))
            more.setToolTip("\n".join(each["name"] for each in here[len(shown):]))
            box.addLayout(row(more, ""))
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

"""A clerk brings a plenary from an empty form to its papers by keyboard: 168 people marked, counted, saved and taken back."""
import datetime as dt

import pytest
from docx import Document
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from desktop.exporters.papers import paper
from desktop.exporters.registry import Request
from desktop.services import attendance, meetings, speeches, undo
from desktop.views import theme
from desktop.views.asking import FormDialog
from desktop.views.editor import Editor
from desktop.views.meetings.calendar import CalendarView, Name
from desktop.views.meetings.grid import AttendanceGrid
from desktop.views.meetings.people import PeopleView
from desktop.views.papers import PaperList
from tests.walks.gestures import Answer, button, texts

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


@pytest.fixture
def page(window):
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    return window.open("meetings")


def typed(form, values):
    """Each value typed into its field; Enter goes on."""
    for name, text in values.items():
        editor = form.cells[name].editor
        editor.setFocus()
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
        else:
            editor.setText(text)  # as an input method writes Han characters
            QTest.keyClick(editor, KEY.Key_Return)


def begin(page, **values):
    """登记会议活动 by Ctrl+N, saved by Ctrl+S; the meeting's number."""
    page.table.setFocus()
    QTest.keyClick(page.table, KEY.Key_N, CTRL)
    editor = page.covered()
    assert isinstance(editor, Editor)
    typed(editor.form, values)
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_S, CTRL)
    assert page.covered() is None, texts(editor)
    return page.current()["id"]


def grid_of(page, record):
    page.attend(record)
    grid = page.covered()
    assert isinstance(grid, AttendanceGrid)
    return grid


def test_from_an_empty_form_to_the_papers(page, window, tmp_path):
    store = window.work.store
    record = begin(page, kind="全体会议", count="十届六次", day="2026.6.30", place="县会议中心", host="县政协常务委员会",
                   minutes="会议听取了工作报告。")
    row = meetings.one(store, record)
    assert (row["name"], row["invited"], row["state"]) == ("十届六次全会", 168, "已开")
    grid = grid_of(page, record)
    people = [p for p in attendance.sheet(store, record).people if p["capacity"] == "出席"]
    for place, key in ((30, "1"), (31, "1"), (40, "2"), (50, "3"), (60, "0"), (70, "4")):  # 2 公假, 事假, 病假, 缺席, 迟到
        person = people[place]
        initials = next(w for w in reversed(person["search_key"].split()) if len(w) <= 4)
        for _ in range(30):  # the first letter again and again walks through those who begin with it
            QTest.keyClicks(grid.table, initials[0])
            if grid.marks.people[grid.table.currentIndex().row()]["id"] == person["id"]:
                break
            grid._forget()
        grid.table.setCurrentIndex(grid.marks.index(grid.marks.people.index(person), 3))
        QTest.keyClick(grid.table, key)
    assert "应到168＝实到1＋请假4＋缺席1＋未登记162" in grid.foot.text()
    QTest.keyClick(grid.table, KEY.Key_F8)
    assert grid.foot.text().startswith("30日　应到168＝实到163＋请假4＋缺席1（公假2、事假1、病假1）")
    assert grid.quorum.text() == "应出席委员168名，实到163名，符合规定人数"
    before = store.audit_rows()
    QTest.keyClick(grid.table, KEY.Key_S, CTRL)
    row = meetings.one(store, record)
    assert [row[k] for k in ("invited", "came", "excused", "missed")] == [168, 163, 4, 1] and store.audit_rows() > before + 168
    QTest.keyClick(grid.table, KEY.Key_Escape)
    assert page.covered() is None
    for key in ("meeting-notice", "meeting-signin", "meeting-seatcards", "meeting-leave-list", "meeting-count", "meeting-minutes"):
        paper(key).print(store, Request(dt.date(2026, 6, 30), only=(record,)), "docx", tmp_path / f"{key}.docx")
    cards = Document(str(tmp_path / "meeting-seatcards.docx")).tables[0].rows
    assert len(cards) == len(attendance.sheet(store, record).people)
    undo.undo(store)
    assert meetings.one(store, record)["came"] is None


def test_letters_find_names_and_ctrl_z_takes_a_mark_back(page, window):
    record = begin(page, kind="常委会会议", day="2026.6.29")
    grid = grid_of(page, record)
    person = grid.marks.people[12]
    initials = next(w for w in person["search_key"].split() if len(w) == len(person["name"]))
    QTest.keyClicks(grid.table, initials)
    assert any(w.startswith(initials) for w in grid.marks.people[grid.table.currentIndex().row()]["search_key"].split())
    assert grid.looking.text() == f"找：{initials}"
    at = grid.table.currentIndex().row()
    QTest.keyClick(grid.table, "0")
    assert grid.marks.index(at, 3).data() == "×" and grid.table.currentIndex().row() == at + 1 and grid.keep.isEnabled()
    QTest.keyClick(grid.table, KEY.Key_Z, CTRL)
    assert grid.marks.index(at, 3).data() == "" and not grid.keep.isEnabled()


def test_marks_pasted_from_wps(page, window):
    record = begin(page, kind="常委会会议", day="2026.6.29")
    grid = grid_of(page, record)
    names = [p["name"] for p in grid.marks.people[:3]]
    QGuiApplication.clipboard().setText(f"{names[2]}\t×\n{names[0]}\t√\n查无此人\t√\n{names[1]}\t公假")
    QTest.keyClick(grid.table, KEY.Key_V, CTRL)
    assert [grid.marks.index(n, 3).data() for n in range(3)] == ["√", "公", "×"]
    assert "查无此人" in " ".join(w.text() for w in grid.banner.findChildren(QLabel))
    question = Answer("保存 3 个记号")
    QTest.keyClick(grid.table, KEY.Key_Escape)
    assert question.done and page.covered() is None and len(attendance.sheet(window.work.store, record).marks) == 3


def test_leave_with_its_reason_from_the_grid(page, window):
    record = begin(page, kind="主席会议", day="2026.6.29")
    grid = grid_of(page, record)

    def fill():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FormDialog)
        for name, text in (("reason", "赴省开会"), ("approver", "郑和平")):
            dialog.form.cells[name].editor.setText(text)

    question = Answer("登记请假", fill)
    QTest.keyClick(grid.table, KEY.Key_Return)
    assert question.done
    (asked,) = attendance.sheet(window.work.store, record).leaves
    assert (asked["reason"], asked["approver"], asked["kind"]) == ("赴省开会", "郑和平", "公假") and grid.marks.index(0, 3).data() == "公"


def test_wrong_input_stays_in_the_form_with_its_sentence(page, window):
    page.table.setFocus()
    QTest.keyClick(page.table, KEY.Key_N, CTRL)
    editor = page.covered()
    typed(editor.form, {"kind": "常委会会议", "count": "十届二十次", "day": "2026.6.29"})
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_S, CTRL)
    assert page.covered() is editor
    assert "常委会会议十届二十次已经登记在2026-06-18" in texts(editor) and "次数不能重复，没有保存" in texts(editor)


def test_kinds_periods_and_the_drawer(page, window):
    whole = len(page.table.shown_rows())
    page.kinds.setCurrentIndex(4)
    assert {r["sort"] for r in page.table.shown_rows()} == {"学习"}
    page.kinds.setCurrentIndex(0)
    page.when.setCurrentIndex(page.when.findText("2025年"))
    page.when.activated.emit(page.when.currentIndex())
    assert 0 < len(page.table.shown_rows()) < whole and {r["day"].year for r in page.table.shown_rows()} == {2025}
    plenary = next(r for r in page.table.shown_rows() if r["kind"] == "全体会议")
    page.come_to(plenary["id"])
    words = texts(page.drawer)
    assert "政协青溪县第十届委员会第四次会议" in words and "县政协十届四次会议" in words
    page.kinds.setCurrentIndex(4)
    page.come_to(next(r["id"] for r in meetings.listed(window.work.store) if r["count"] == "十届五次" and r["kind"] == "全体会议"))
    assert page.current()["name"] == "十届五次全会" and page.when.currentIndex() == 0 and page.kinds.currentIndex() == 0
    page.come_to(plenary["id"])
    for place, expected in ((2, "开幕会"), (3, "应到")):
        page.drawer.tabs.setCurrentIndex(place)
        assert expected in texts(page.drawer)


def test_people_are_added_and_changed_by_hand(page, window):
    record = begin(page, kind="座谈会", name="民营企业座谈会", day="2026.6.29", attend="主席班子")
    page.invite(record)
    view = page.covered()
    assert isinstance(view, PeopleView) and "出席 7 人" in view.count.text()

    def guest():
        form = QApplication.activeModalWidget().form
        form.fill("person", "秦广宏　县委书记")
        form.fill("capacity", "特邀")

    question = Answer("加入名单", guest)
    view.add()
    assert question.done and "特邀 1 人" in view.count.text()


def test_the_calendar_shows_the_month_the_week_and_clashes(page, window):
    begin(page, kind="座谈会", name="商会座谈会", day="2026.7.16", place="县政协三楼会议室", host="郑和平")
    page.calendar()
    view = page.covered()
    assert isinstance(view, CalendarView)
    view.show_day(dt.date(2026, 7, 16))
    assert view.title.text() == "2026年7月" and "同在县政协三楼会议室，都由郑和平主持" in view.told.text()
    view.bar.setCurrentIndex(1)
    assert view.title.text() == "2026-07-13 至 2026-07-19"


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_day_of_the_month_shows_what_fits_and_leads_to_the_rest(page, window, qtbot, scale):
    theme.apply(QApplication.instance(), scale)
    try:
        names = [f"关于推进乡镇卫生院标准化建设和乡村医生队伍建设的第{n}次专题座谈会" for n in range(1, 6)]
        ids = [meetings.save(window.work.store, {"kind": "座谈会", "name": name, "day": dt.date(2026, 8, 13)}) for name in names]
        meetings.save(window.work.store, {"kind": "座谈会", "name": names[0], "day": dt.date(2026, 8, 20)})
        page.calendar()
        view = page.covered()
        view.show_day(dt.date(2026, 8, 13))
        qtbot.waitUntil(lambda: view.findChildren(Name)[0].width() > theme.px(60))
        shown = [n for n in view.findChildren(Name) if n.text() == names[0]]
        crowded, alone = sorted(shown, key=lambda n: len(n.shown()))
        assert len(crowded.shown()) == 1 and crowded.shown()[0].endswith("…") and names[0] in crowded.toolTip()
        assert len(alone.shown()) == 3 and alone.shown()[-1].endswith("…")
        assert all(n.fontMetrics().horizontalAdvance(words) <= n.width() for n in shown for words in n.shown())
        more = button(view, "还有 3 场")
        assert more.toolTip().splitlines() == names[2:]
        more.click()
        assert view.title.text() == "2026-08-10 至 2026-08-16" and [n.text() for n in view.findChildren(Name)] == names
        view.findChildren(Name)[4].click()
        assert page.current()["id"] == ids[4]
    finally:
        theme.apply(QApplication.instance(), 1.0)


def test_the_papers_of_one_meeting_stand_in_the_order_of_its_kind(page, window):
    record = next(r for r in page.table.shown_rows() if r["name"] == "十届五次全会")
    page.come_to(record["id"])
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        papers = dialog.findChild(PaperList).list
        seen.extend(papers.item(n).text() for n in range(papers.count()))
        dialog.reject()

    QTimer.singleShot(200, look)
    page.print_one(page.current())
    assert [w for w in seen if w in ("会议通知", "会议议程", "席卡")] == ["会议通知", "会议议程", "席卡"]


def test_a_deletion_says_what_goes_along(page, window):
    record = next(r for r in page.table.shown_rows() if r["name"] == "十届二十次常委会会议")
    question = Answer("删除 1 次")
    page.delete([record["id"]])
    assert question.done and "一并删除：考勤" in question.seen
    undo.undo(window.work.store)
    assert meetings.one(window.work.store, record["id"])["came"] == record["came"]


def test_a_speech_goes_from_the_call_to_its_outcome(window):
    page = window.open("speeches")
    page.table.setFocus()
    QTest.keyClick(page.table, KEY.Key_N, CTRL)
    editor = page.covered()
    typed(editor.form, {"name": "关于发展民宿的建议", "speaker": "郑和平", "meeting": "十届五次全会", "mode": "书面", "turned": "提案"})
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_S, CTRL)
    row = next(r for r in page.table.shown_rows() if r["name"] == "关于发展民宿的建议")
    assert (row["speaker"], row["meeting"], row["state"], row["turned"]) == ("郑和平", "十届五次全会", "征集", "提案")


def test_a_speech_becomes_a_proposal_that_it_leads_to(window):
    store = window.work.store
    speech = speeches.SPEECHES.save(store, {"name": "补齐东片幼儿园", "speaker": "王一鸣", "text": "东片没有公办幼儿园，建议先建一所。"})
    page = window.open("speeches")
    page.come_to(speech)
    question = Answer("转作提案")
    button(page.drawer, "转作提案…").click()
    assert question.done
    proposals = window.open("proposals")
    made = proposals.current()
    assert made["name"] == "关于补齐东片幼儿园的提案" and made["sponsor"] == "王一鸣"
    assert "由发言转来 《补齐东片幼儿园》 发言 王一鸣 已转作提案" in texts(proposals.drawer)
    page = window.open("speeches")
    assert f"流水号{made['serial']} 王一鸣 关于补齐东片幼儿园的提案" in texts(page.drawer)
    button(page.drawer, "查看提案").click()
    assert proposals.isVisible() and proposals.current()["id"] == made["id"]
    page = window.open("speeches")
    button(page.drawer, "解除").click()
    assert button(page.drawer, "查看提案") is None and button(page.drawer, "转作提案…") is not None


def test_a_member_shows_what_was_attended_this_year(window):
    page = window.open("members")
    row = next(r for r in page.table.shown_rows() if r["name"] == "郑和平")
    page.come_to(row["id"])
    keys = [page.drawer.tabs.tabData(n) for n in range(page.drawer.tabs.count())]
    page.drawer.tabs.setCurrentIndex(keys.index("meetings"))
    assert "个半天：出席" in texts(page.drawer) and "十届五次全会" in texts(page.drawer)

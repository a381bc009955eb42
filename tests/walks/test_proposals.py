"""A clerk takes proposals from the member's desk to the units': typed, examined, merged, numbered, assigned, handed over."""
import datetime as dt

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from desktop.services.proposals import examination, intake, register, similar
from desktop.services.units import UNITS
from desktop.views.asking import FormDialog
from desktop.views.proposals.similar import Compared, marked
from desktop.views.proposals.units import UnitsDialog


@pytest.fixture
def page(window):
    return window.open("proposals")


def in_dialog(act):
    """Do something in the dialog that opens next; a test that fails in it must not leave it open for ever."""
    def found():
        dialog = QApplication.activeModalWidget()
        try:
            act(dialog)
        finally:
            if dialog is not None and dialog.isVisible():
                dialog.close()
    QTimer.singleShot(0, found)


def press(widget, words):
    """The newest button of that name: those of the record before are gone when the event loop comes to them."""
    [b for b in widget.findChildren(QPushButton) if b.text() == words][-1].click()


def answer(values, yes):
    def act(dialog):
        assert isinstance(dialog, FormDialog)
        for name, value in values.items():
            dialog.form.fill(name, value)
        press(dialog, yes)
    in_dialog(act)


def chosen(page, *ids):
    """Choose these rows, as with Ctrl and the mouse."""
    page._chosen(list(ids))


def state(page, record):
    return next(r for r in page.every if r["id"] == record)["state"]


def test_the_tabs_count_and_the_figures_agree(page):
    words = [page.groups.tabText(n) for n in range(page.groups.count())]
    assert words[0] == f"全部 {len(page.every)}"
    assert [int(w.split()[1]) for w in words][5] == sum(r["late"] for r in page.every)
    page.groups.setCurrentIndex(5)
    assert page.table.shown_rows() and all(r["late"] for r in page.table.shown_rows())
    assert page.sums.text().startswith(f"收到 {len(page.every)} = ") and page.sums.property("chip") == "done"


def test_another_plenary_is_another_list(page):
    newest = {r["id"] for r in page.every}
    page.sittings.setCurrentIndex(page.sittings.currentIndex() + 1)
    assert page.every and not newest & {r["id"] for r in page.every}
    page.come_to(next(iter(newest)))
    assert {r["id"] for r in page.every} == newest


def test_from_intake_to_the_unit(page, window, qtbot):
    store = window.work.store
    ids = [intake.save(store, {"name": f"关于改善第{n}小学周边交通的提案", "sponsors": "王一鸣", "plenary": page.plenary(),
                               "received": dt.date(2026, 6, 20)}) for n in (1, 2, 3)]
    page.groups.setCurrentIndex(1)
    for words in ("审查人审查", "提案委主任审查", "分管副主席审定"):
        chosen(page, *ids)
        answer({"verdict": "立案", "day": dt.date(2026, 6, 22)}, "保存")
        press(page.batch, f"{words}（3 件）")
    assert {state(page, i) for i in ids} == {"待编案号"}
    chosen(page, *ids[:2])
    answer({"on": dt.date(2026, 6, 23)}, "并案")
    press(page.batch, "并案…")
    assert [state(page, i) for i in ids] == ["待编案号", "已并案", "待编案号"]
    left = [ids[0], ids[2]]
    chosen(page, *left)
    answer({}, "编案号")
    press(page.batch, "编案号（2 件）")
    numbers = [r["number"] for r in page.every if r["id"] in left]
    assert numbers[1] == numbers[0] + 1
    unit = UNITS.listed(store)[20]["name"]

    def decide(dialog):
        assert isinstance(dialog, UnitsDialog)
        dialog.lines[0].unit.setText(unit)
        press(dialog, "确定承办单位")

    for record in left:
        page.come_to(record)
        in_dialog(decide)
        press(page.drawer, "确定承办单位")
    assert {state(page, i) for i in left} == {"待交办"}
    chosen(page, *left)
    answer({"on": dt.date(2026, 6, 24)}, "交办 2 件")
    press(page.batch, "交办（2 件）")
    qtbot.waitUntil(lambda: {state(page, i) for i in left} == {"待签收"}, timeout=10_000)
    assert all(ok for _, ok in examination.count(store, page.plenary()).identities())
    page.come_to(left[0])
    answer({"signer": "钱小明"}, "保存")
    press(page.drawer, "登记签收")
    assert state(page, left[0]) == "办理中"


def test_a_refusal_stays_in_the_question(page, window):
    row = next(r for r in page.every if r["state"] == "已答复")

    def act(dialog):
        dialog.form.fill("verdict", "不予立案")
        press(dialog, "保存")
        assert dialog.isVisible() and "理由和去向" in dialog.banner.text()

    in_dialog(act)
    page.steps.examine([row])
    assert register.whole(window.work.store, row["id"])["outcome"] == "立案"


def test_a_unit_that_nobody_knows(page):
    row = next(r for r in page.every if r["state"] == "待定单位")

    def act(dialog):
        dialog.lines[0].unit.setText("县旅游总公司")
        press(dialog, "确定承办单位")
        assert dialog.isVisible() and "单位库里没有“县旅游总公司”" in dialog.banner.text()

    in_dialog(act)
    page.steps.decide([row])


def test_the_board_shows_every_proposal_once(page):
    page.turn()
    shown = [index.data() for view in page.board.columns.values()
             for index in (view.model().index(n, 0) for n in range(view.model().rowCount()))]
    assert len(shown) == len(page.every)
    first = next(iter(page.board.columns.values()))
    first.setCurrentIndex(first.model().index(0, 0))
    assert not page.drawer.isHidden() and page.current()["state"] == next(iter(page.board.columns))
    page.turn()
    assert page.table.isVisible() and not page.board.isVisible()


def test_what_is_like_it_stands_beside_it_with_the_shared_passages_marked(page, window):
    store = window.work.store
    model = next(r for r in page.every if r["handed"])
    whole = register.whole(store, model["id"])
    copy = intake.save(store, {"name": model["name"].replace("建议", "提案"), "sponsors": "王一鸣", "plenary": page.plenary(),
                               "body": whole["body"], "received": dt.date(2026, 6, 20)})
    page.come_to(copy)
    page.drawer.tabs.setCurrentIndex(3)
    found = similar.of(store, copy)
    assert found[0].id == model["id"] and found[0].score > 0.5
    html = marked(found[0].asked, found[0].mine)
    assert html.count("<span") >= 1 and "".join(found[0].asked[a:b] for a, b in found[0].mine)[:10] in found[0].text

    def act(dialog):
        assert isinstance(dialog, Compared) and dialog.mine.toPlainText() and dialog.theirs.toPlainText()
        press(dialog, "关闭")

    in_dialog(act)
    press(page.drawer, "对照")
    press(page.drawer, "查看")
    assert page.current()["id"] in {each.id for each in found}


def test_every_menu_of_every_state_opens(page):
    seen = set()
    for row in page.every:
        if row["state"] not in seen:
            seen.add(row["state"])
            assert [a.text() for a in page.more(row).actions() if a.text()][-1] == "删除"
            for _, _, make in page.tabs(row):
                make().deleteLater()
    assert len(seen) > 6
    assert not any(isinstance(w, QDialog) and w.isVisible() for w in QApplication.topLevelWidgets())

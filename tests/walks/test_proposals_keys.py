"""The same way without a mouse: papers read, examined, merged, numbered, given their units and handed over by keys alone."""

import datetime as dt
from collections import Counter

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.services import undo
from desktop.services.proposals import examination, intake, register
from desktop.services.proposals.signatories import Signatories
from desktop.services.units import UNITS
from desktop.views.asking import FormDialog
from desktop.views.importing import ImportSteps
from desktop.views.proposals.allotting import Allotting
from desktop.views.proposals.handing import HandOver
from desktop.views.proposals.sheet import SOURCE
from tests.walks.gestures import focused, in_dialog, seen, strike, texts, write
from tests.walks.papers import letter

SENDERS = ("王一鸣", "李明远")


@pytest.fixture
def page(window):
    focused(window)
    window.navigation._buttons["proposals"].setFocus()
    strike("Space")
    made = window.made("proposals")
    assert made.table.hasFocus()
    return made


def drop(window, files):
    """The files let go over the window, as from the file manager."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(f)) for f in files])
    window.dropEvent(QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton,
                                Qt.KeyboardModifier.NoModifier))


def asked(page, *keys, by="Ctrl+Return"):
    """A key opens a question and others answer it; then the focus is in the list again. Returns the dialog."""
    came = in_dialog(lambda dialog: strike(*keys))
    strike(by)
    assert came
    focused(page.window())
    assert page.table.hasFocus()
    return came[0]


def state(page, record):
    return next(r for r in page.every if r["id"] == record)["state"]


def states(page, ids):
    return {state(page, i) for i in ids}


def filtered(page, words):
    """Ctrl+F, the words under the heading 案由, Enter into the list."""
    strike("Ctrl+F")
    write(words)
    strike("Return")
    assert page.table.hasFocus()


def taken_in(page, qtbot, files, monkeypatch=None):
    """Dropped on the window, or by Ctrl+I and named in the system's own question; then Enter from step to step."""
    if monkeypatch is None:
        drop(page.window(), files)
    else:
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(f) for f in files], ""))
        strike("Ctrl+I")
        assert QApplication.focusWidget().text() == "选择文件…"
        strike("Return")
    steps = page.covered()
    assert isinstance(steps, ImportSteps) and steps.path.text().startswith(f"{len(files)} 个文件")
    for words in ("下一步", "下一步", "写入提案", "完成"):
        qtbot.waitUntil(lambda w=words: steps.next.hasFocus() and steps.next.text() == w, timeout=60_000)
        if words == "写入提案":
            assert f"新增 {len(files)}，更新 0，不变 0，有错 0" in texts(steps)
        strike("Return")
    assert page.covered() is None and page.table.hasFocus()


def examined(page, qtbot, tmp_path, monkeypatch, count):
    before = {r["id"] for r in page.every}
    files = [tmp_path / f"{n:02}.docx" for n in range(1, count + 1)]
    for n, file in enumerate(files):
        letter(file, f"关于改善第{n + 1}小学停车秩序的提案", SENDERS[n % 2])
    taken_in(page, qtbot, files, monkeypatch if count < 20 else None)
    ids = page.table.chosen_ids()
    assert set(ids) == {r["id"] for r in page.every} - before and len(ids) == count, "刚收的都选中了"
    for words in ("待复审", "待审定", "待编案号"):
        assert isinstance(asked(page, "Ctrl+S"), FormDialog)
        assert states(page, ids) == {words} and page.table.chosen_ids() == ids
    strike("Down", "Up", "Shift+Down")
    assert page.table.chosen_ids() == ids[:2]
    asked(page, "Ctrl+S", by="Ctrl+M")
    assert [state(page, i) for i in ids[:3]] == ["待编案号", "已并案", "待编案号"]
    filtered(page, "小学停车秩序")
    strike("Ctrl+A")
    assert page.table.chosen_ids() == ids
    left = [ids[0], *ids[2:]]
    asked(page, "Ctrl+S")
    assert states(page, left) == {"待定单位"}
    numbers = [r["number"] for r in page.every if r["id"] in left]
    assert sorted(numbers) == list(range(min(numbers), min(numbers) + count - 1))
    return ids, left


def given_units(page, qtbot, names):
    """The sheet filled: the first unit by typing its name, for all below by F8; the third line otherwise; stored by Ctrl+S."""
    strike("Ctrl+Return")
    qtbot.waitUntil(lambda: isinstance(page.covered(), Allotting), timeout=30_000)
    sheet = page.covered().sheet
    write(names[0])
    strike("Return", "Up")
    assert sheet.lines[0].hosts == (names[0],)
    strike("F8")
    assert {line.hosts for line in sheet.lines} == {(names[0],)}
    strike("Down", "Down")
    write(f"{names[1]}、{names[2]}")
    strike("Return", "Up", "Up", "Tab")
    write(names[3])
    strike("Return")
    strike("Ctrl+S")
    assert page.covered() is None, texts(page.covered())
    assert page.table.hasFocus()


def handed(page, qtbot, ids):
    """交办 by Ctrl+Enter and Ctrl+S; the words and counts that its progress showed."""
    said = []

    def go(dialog):
        assert isinstance(dialog, HandOver) and not dialog.bar.isVisible()
        strike("Ctrl+S")
        assert dialog.bar.isVisible() and dialog.bar.isAncestorOf(QApplication.focusWidget())
        said.append(texts(dialog))
        dialog.bar._job.advanced.connect(lambda done, total: said.append((done, total)))
        qtbot.waitUntil(lambda: not seen(dialog), timeout=60_000)

    in_dialog(go)
    strike("Ctrl+Return")
    focused(page.window())
    return said


def agree(page, window):
    assert all(ok for _, ok in examination.count(window.work.store, page.plenary()).identities())
    assert page.sums.property("chip") == "done"


@pytest.mark.parametrize("count", [pytest.param(20, marks=pytest.mark.all), 5])
def test_papers_from_the_desktop_to_the_units_by_keys(page, window, qtbot, tmp_path, monkeypatch, count):
    store = window.work.store
    ids, left = examined(page, qtbot, tmp_path, monkeypatch, count)
    names = [u["name"] for u in UNITS.listed(store)[20:24]]
    given_units(page, qtbot, names)
    assert states(page, left) == {"待交办"} and set(page.table.chosen_ids()) == set(ids)
    agree(page, window)
    handed(page, qtbot, left)
    assert states(page, left) == {"待签收"}
    agree(page, window)
    parts = {i: sorted((h["role"], h["unit"]) for h in register.handlings(store, within=[i])) for i in left}
    assert parts[left[0]] == [("主办", names[0])]
    assert parts[left[1]] == [("主办", names[0]), ("会办", names[3])]
    assert parts[left[2]] == sorted([("分办", names[1]), ("分办", names[2])])


def filed(store, count):
    """So many proposals of the open plenary, filed and numbered; bodies of earlier ones, as members write again and again."""
    texts_of = [register.whole(store, r["id"]) for r in register.listed(store, plenary="10.3") if r["handed"]]
    day = dt.date(2026, 6, 10)
    with store.operation("收到提案") as session:
        everyone = {day: Signatories(session, day)}
        ids = [intake.enter(session, {
            "plenary": "10.5", "name": f"关于第{n + 1}件要紧事的提案", "sponsors": SENDERS[n % 2], "received": day,
            "category": texts_of[n % len(texts_of)]["category"], "body": texts_of[n % len(texts_of)]["body"]},
            None, store.today(), everyone).id for n in range(count)]
    examination.examine(store, ids, "分管副主席", "立案", on=dt.date(2026, 6, 12))
    examination.number(store, ids)
    return ids


def proposed_and_pasted(page, qtbot, ids, names):
    """All of the tab to the sheet by Ctrl+A and Ctrl+Enter; the units pasted as a column from WPS; stored by Ctrl+S."""
    filtered(page, "要紧事")
    strike("Ctrl+A")
    assert page.table.chosen_ids() == ids
    strike("Ctrl+Return")
    qtbot.waitUntil(lambda: isinstance(page.covered(), Allotting), timeout=60_000)
    sheet = page.covered().sheet
    suggested = [line.hosts for line in sheet.lines]
    assert sum(map(bool, suggested)) > len(ids) / 2, "多数有建议"
    assert all(sheet.text(n, SOURCE) for n, hosts in enumerate(suggested) if hosts)
    QGuiApplication.clipboard().setText("\n".join(names[n % len(names)] for n in range(len(ids))))
    strike("Ctrl+V", "Tab", "Delete", "F8")
    assert not any(line.assists for line in sheet.lines)
    assert {line.hosts for line in sheet.lines} == {(n,) for n in names[:len(ids)]}
    strike("Ctrl+S")
    assert page.covered() is None, texts(page.covered())


@pytest.mark.parametrize("count, desks", [pytest.param(132, 40, marks=pytest.mark.all), (12, 6)])
def test_a_plenary_goes_to_the_units_as_one_batch_that_can_be_stopped(page, window, qtbot, count, desks):
    store = window.work.store
    ids = filed(store, count)
    names = [u["name"] for u in UNITS.listed(store)][:desks]
    before = Counter({r["unit"]: r["hosting"] for r in register.by_unit(store) if r["session"] == "10.5"})
    proposed_and_pasted(page, qtbot, ids, names)
    assert states(page, ids) == {"待交办"} and page.table.chosen_ids() == ids
    agree(page, window)

    def stopped(dialog):
        strike("Ctrl+S")
        assert dialog.bar.isVisible() and dialog.bar.isAncestorOf(QApplication.focusWidget())
        strike("Return")
        qtbot.waitUntil(lambda: dialog.banner.text() == "已停止，一件都没有交办。", timeout=60_000)
        assert not dialog.bar.isVisible() and dialog.form.isAncestorOf(QApplication.focusWidget())
        strike("Escape")

    in_dialog(stopped)
    strike("Ctrl+Return")
    focused(window)
    assert states(page, ids) == {"待交办"} and not any(h["handed"] for h in register.handlings(store, within=ids))
    words, *counts = handed(page, qtbot, ids)
    assert f"正在交办 {count} 件" in words and counts[-1] == (count, count)
    assert states(page, ids) == {"待签收"}
    agree(page, window)
    after = Counter({r["unit"]: r["hosting"] for r in register.by_unit(store) if r["session"] == "10.5"})
    assert after - before == Counter(names[n % desks] for n in range(count)) and len(after - before) == desks
    undo.undo(store)
    assert states(page, ids) == {"待交办"} and not any(h["handed"] or h["channel"] for h in register.handlings(store, within=ids))
    agree(page, window)

"""A clerk looks after the backups in the real window: state above, backup, restore, the way back, damage."""
import datetime as dt
import itertools
import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from sqlalchemy import select

from desktop import app
from desktop.models.person import Person
from desktop.services import office, opening, people
from desktop.services.backup import checking, keeping
from desktop.settings import Settings
from desktop.views.backups import BackupTab, RestoreSteps
from desktop.views.widgets.messages import Message
from tests.walks.test_window import press, texts


@pytest.fixture
def own(qtbot, tmp_path):
    """An office's own store with one person, and its window."""
    file = tmp_path / "资料" / "office.db"
    file.parent.mkdir()
    store = opening.create(str(file))
    office.found(store)
    office.save(store, {"county": "青溪县"})
    people.PERSONS.save(store, {"name": "张三"})
    store.close()
    app.application()
    return shown(qtbot, file)


def shown(qtbot, file):
    made = app.Window(Settings(str(file), file.parent / "user", chosen=True))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.open_store()
    if made.work is not None and made.work.keeper is not None:
        made.work.keeper.stop()  # on a slow PC the day's own backup would come between the clerk's steps
    return made


def newest(window):
    """The window that stands at the end of those that replaced each other."""
    while window.successor is not None:
        window = window.successor
    return window


def backups(window):
    return keeping.listed(window.work.keeper.places.backups)


def tab(window) -> BackupTab:
    window.backup_asked.emit()
    return window.open("settings").tabs.currentWidget()


def names(window):
    with window.work.store.read() as session:
        return sorted(session.scalars(select(Person.name)))


def answer(qtbot, word):
    """Press a button of the dialog that will come."""
    from PySide6.QtCore import QTimer

    said, tries = [], itertools.count()

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Message) and (word in dialog.buttons or next(tries) > 200):  # an unexpected one must not wait for ever
            said.append(dialog._text)
            dialog.buttons.get(word, next(iter(dialog.buttons.values()))).click()
        elif next(tries) < 400:
            QTimer.singleShot(50, look)

    QTimer.singleShot(50, look)
    return said


def test_the_state_is_said_above_and_a_backup_is_made_and_listed(own, qtbot):
    assert own._backup.text() == "没有备份" and own._backup.property("chip") == "wait"
    qtbot.mouseClick(own._backup, Qt.MouseButton.LeftButton)
    page = tab(own)
    press(qtbot, page, "立即备份")
    (made,) = backups(own)
    assert checking.verify(made.path).committee == "政协青溪县委员会"
    assert own._backup.text() == f"今天 {made.moment:%H:%M} 已备份" and own._backup.property("chip") == "done"
    assert [r["reason"] for r in page.table.shown_rows()] == ["手工"]
    own.close()
    assert len(backups(own)) == 1  # nothing has changed since


def test_the_days_backup_is_made_by_itself(own, qtbot):
    own.work.keeper.by_day()
    qtbot.waitUntil(lambda: own._backup.property("chip") == "done", timeout=30_000)
    assert [each.reason for each in backups(own)] == ["每日"]
    own.work.keeper.by_day()
    assert own.work.keeper._job is None and len(backups(own)) == 1
    own.close()


def test_leaving_makes_a_backup_of_what_changed(own, qtbot):
    own.close()
    assert [b.reason for b in backups(own)] == ["退出时"]


def test_a_restore_shows_what_is_in_it_and_can_be_taken_back(own, qtbot):
    press(qtbot, tab(own), "立即备份")
    people.PERSONS.save(own.work.store, {"name": "李四"})
    page = tab(own)
    page.begin(backups(own)[0].path)
    steps = page.currentWidget()
    assert isinstance(steps, RestoreSteps) and "尚未写入任何数据" in texts(steps) and "政协青溪县委员会" in texts(steps)
    table = steps.pages.currentWidget().findChildren(type(page.table))[0]
    assert {(r["noun"], r["then"], r["now"]) for r in table.shown_rows()} >= {("人员", 1, 2)}
    press(qtbot, steps, "下一步")
    assert "另存为一份备份" in texts(steps)
    press(qtbot, steps, "恢复这份备份")
    after = newest(own)
    assert after is not own and not own.isVisible() and after.isVisible()
    assert names(after) == ["张三"] and "已恢复到" in after.banner.text() and "可以退回" in after.banner.text()

    page = tab(after)
    assert "恢复过备份" in page.banner.text()
    press(qtbot, page.banner, "退回恢复前")
    press(qtbot, page.currentWidget(), "下一步")
    press(qtbot, page.currentWidget(), "恢复这份备份")
    last = newest(after)
    assert names(last) == ["张三", "李四"]
    last.close()


def test_leaving_the_steps_changes_nothing(own, qtbot):
    press(qtbot, tab(own), "立即备份")
    page = tab(own)
    page.begin(backups(own)[0].path)
    press(qtbot, page.currentWidget(), "取消")
    assert page.currentIndex() == 0 and newest(own) is own and len(backups(own)) == 1
    own.close()


def test_a_damaged_backup_is_refused_before_any_step(own, qtbot, tmp_path):
    press(qtbot, tab(own), "立即备份")
    whole = backups(own)[0].path.read_bytes()
    (tmp_path / "坏的.xwb").write_bytes(whole[:-1])
    said = answer(qtbot, "知道了")
    page = tab(own)
    page.begin(tmp_path / "坏的.xwb")
    assert "没有改动" in said[0] and page.currentIndex() == 0
    own.close()


def test_a_failed_backup_is_red_above_and_first_on_the_desk(own, qtbot, monkeypatch):
    places = own.work.keeper.places
    places.backups.write_bytes(b"a file where the folder should be")
    said = answer(qtbot, "知道了")
    assert not own.work.keeper.by_hand()
    assert said
    places.backups.unlink()
    places.backups.mkdir()
    from dataclasses import replace

    from desktop.services.backup import ledger

    ledger.write(places, replace(ledger.read(places), failed=(dt.datetime.now().isoformat(), "磁盘已满。")))
    own.work.keeper.look()
    assert own._backup.text() == "备份失败" and own._backup.property("chip") == "late"
    own.open("desk")
    banner = own.desk.box.itemAt(0).widget()
    assert "磁盘已满" in banner.text() and banner.property("banner") == "late"
    press(qtbot, banner, "查看备份")
    assert own.key == "settings"
    press(qtbot, tab(own), "立即备份")
    assert own._backup.property("chip") == "done" and own.desk.notices == ()
    own.close()


def test_a_second_place_is_chosen_and_filled(own, qtbot, tmp_path, monkeypatch):
    press(qtbot, tab(own), "立即备份")
    (tmp_path / "优盘").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "优盘"))
    page = tab(own)
    press(qtbot, page, "选优盘或文件夹…")
    assert "优盘" in page.second.text() and len(list((tmp_path / "优盘").rglob("*.xwb"))) == 1
    press(qtbot, page, "不再另存")
    assert "没有选" in page.second.text()
    own.close()


def damage(file, pages=1):
    """Spoil the pages in which the persons lie, as a bad disk does."""
    import sqlcipher3.dbapi2 as sqlite

    connection = sqlite.connect(str(file))
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'person'").fetchone()
    connection.close()
    with file.open("rb+") as stream:
        stream.seek(4096 * (root - 1))
        stream.write(os.urandom(4096 * pages))


def test_a_damaged_store_is_only_read_and_the_last_good_backup_brings_it_back(own, qtbot):
    press(qtbot, tab(own), "立即备份")
    file = own.work.store.file
    own.close()
    damage(file)
    spoilt = file.read_bytes()
    window = shown(qtbot, file)
    assert "只能查看" in window.banner.text() and window._backup.text() == "资料已损坏"
    said = answer(qtbot, "知道了")
    window.work.attempt(lambda: people.PERSONS.save(window.work.store, {"name": "王五"}), window)
    assert "只能查看，不能登记和修改" in said[0] and file.read_bytes() == spoilt
    from desktop.services.backup import routine

    good = routine.last_good(window.work.keeper.places)
    said = answer(qtbot, f"恢复到 今天 {good.moment:%H:%M} 的备份")
    press(qtbot, window.banner, "从备份恢复")
    after = newest(window)
    assert said and after is not window and names(after) == ["张三"]
    assert [p.name for p in after.work.keeper.places.backups.glob("*.damaged")]
    after.close()


def test_a_store_that_cannot_be_opened_at_all_offers_the_backup(own, qtbot):
    press(qtbot, tab(own), "立即备份")
    file = own.work.store.file
    own.close()
    file.write_bytes(os.urandom(50_000))
    said = answer(qtbot, "先不恢复")
    window = shown(qtbot, file)
    assert said and window.work is None
    window.close()


def test_without_any_backup_it_is_said(own, qtbot):
    file = own.work.store.file
    own.successor = own  # closed without a backup
    own.close()
    file.write_bytes(b"SQLite format 3\0" + os.urandom(50_000))
    said = answer(qtbot, "先不恢复")
    window = shown(qtbot, file)
    assert "没有找到好的备份" in said[0]
    window.close()



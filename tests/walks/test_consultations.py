"""A clerk follows a topic: the drawer's tabs, a step and a remark typed in, a refused date, a deletion taken back."""
import datetime as dt

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop.services import consultations
from desktop.views.asking import FormDialog


def texts(widget):
    return [w.text() for w in widget.findChildren(QLabel) if w.isVisibleTo(widget)]


def press(widget, words):
    next(b for b in widget.findChildren(QPushButton) if b.text() == words).click()


def in_dialog(act):
    """Do something in the dialog that the next click opens."""
    def found():
        dialog = QApplication.activeModalWidget()
        try:
            assert isinstance(dialog, FormDialog)
            act(dialog)
        finally:
            dialog.close()  # a test that fails in it must not leave it open for ever
    QTimer.singleShot(0, found)


def test_a_step_a_remark_and_a_date_that_cannot_be(window):
    page = window.open("consultations")
    record = next(r["id"] for r in page.table.shown_rows() if r["name"] == "民生实事类提案办理")
    page.come_to(record)
    page.drawer.tabs.setCurrentIndex(1)
    hanging = page.drawer._pages.currentWidget()
    assert "还没有登记协商进展。" in texts(hanging)

    def step(dialog):
        dialog.form.fill("kind", "协商会议")
        dialog.form.fill("words", "围绕民生实事协商")
        press(dialog, "保存")

    in_dialog(step)
    press(hanging, "登记协商进展…")
    assert consultations.STEPS.listed(window.work.store, record)[0]["kind"] == "协商会议"
    assert page.current()["state"] == "已协商"
    assert any("围绕民生实事协商" in t for t in texts(page.drawer))

    page.drawer.tabs.setCurrentIndex(2)

    def outcome(dialog):
        for name, value in (("kind", "协商报告"), ("name", "协商报告"), ("day", dt.date(2026, 6, 20)),
                            ("sent", dt.date(2026, 6, 1))):
            dialog.form.fill(name, value)
        dialog.save()
        assert dialog.isVisible() and any("早于成果形成日期" in t for t in texts(dialog))
        dialog.reject()

    in_dialog(outcome)
    press(page.drawer, "登记协商成果…")
    assert consultations.OUTCOME_PART.listed(window.work.store, record) == []

"""A clerk follows a topic: the drawer's tabs, a step and a remark typed in, a refused date, a deletion taken back."""
import datetime as dt

from desktop.services import consultations, meetings
from tests.walks.gestures import in_dialog, press, texts


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
    assert "围绕民生实事协商" in texts(page.drawer)

    page.drawer.tabs.setCurrentIndex(2)

    def outcome(dialog):
        for name, value in (("kind", "协商报告"), ("name", "协商报告"), ("day", dt.date(2026, 6, 20)),
                            ("sent", dt.date(2026, 6, 1))):
            dialog.form.fill(name, value)
        dialog.save()
        assert dialog.isVisible() and "早于成果形成日期" in texts(dialog)
        dialog.reject()

    in_dialog(outcome)
    press(page.drawer, "登记协商成果…")
    assert consultations.OUTCOME_PART.listed(window.work.store, record) == []


def test_from_a_topic_to_its_meeting_and_back(window):
    page = window.open("consultations")
    record = next(r["id"] for r in page.table.shown_rows() if r["name"] == "民生实事类提案办理")
    held = next(r for r in meetings.listed(window.work.store) if "健全基层医疗卫生服务体系" in r["name"])
    page.come_to(record)
    page.drawer.tabs.setCurrentIndex(1)

    def step(dialog):
        dialog.form.fill("kind", "协商会议")
        dialog.form.fill("meeting", f"{held['day'].isoformat()} {held['name']}")
        press(dialog, "保存")

    in_dialog(step)
    press(page.drawer._pages.currentWidget(), "登记协商进展…")
    assert f"会议：{held['day'].isoformat()} {held['name']}" in texts(page.drawer)
    press(page.drawer._pages.currentWidget(), "查看会议")
    other = window.open("meetings")
    assert other.current()["id"] == held["id"]
    assert "2026年《民生实事类提案办理》协商会议" in texts(other.drawer)
    press(other.drawer._pages.currentWidget(), "查看")
    assert page.isVisible() and page.current()["id"] == record

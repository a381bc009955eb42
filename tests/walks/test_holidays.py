"""节假日 in the settings: what is in force is seen, a year begins to be the office's own when a day is written."""
import datetime as dt

from desktop.services import calendar
from desktop.views.settings import HolidaysPage


def test_the_offices_own_days_stand_in_the_settings(window):
    settings = window.open("settings")
    page = settings.findChild(HolidaysPage)
    settings.tabs.setCurrentWidget(page)
    shown = page.table.shown_rows()
    assert {r["day"] for r in shown} >= {dt.date(2026, 10, 1), dt.date(2025, 1, 28)}
    page.save({"day": dt.date(2027, 1, 1), "arranged": "休", "name": "元旦"}, None, None)
    page.reload()
    assert page.table.shown_rows()[0]["name"] == "元旦" and calendar.read(page.work.store).caution(dt.date(2027, 1, 4)) == ""
    page.remove([page.table.shown_rows()[0]["id"]])
    page.reload()
    assert "2027" in calendar.read(page.work.store).caution(dt.date(2027, 1, 4))

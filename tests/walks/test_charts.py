"""The chart beside the statistics: seen, and copied out as a picture and as a table."""
from PySide6.QtGui import QGuiApplication

from tests.walks.gestures import press


def test_a_line_shows_its_chart_and_it_is_copied(window, qtbot):
    page = window.open("statistics")
    page.tabs.setCurrentIndex(1)
    assert page.chart.isVisible() and page.chart.chart.title == "委员界别构成"
    page.table.choose(next(row["id"] for row in page.table.shown_rows() if row["part"] == "年龄"))
    qtbot.waitUntil(lambda: page.chart.chart.title == "委员年龄构成")
    drawn = page.chart.picture.grab().toImage()
    assert len({drawn.pixel(x, y) for x in range(0, drawn.width(), 7) for y in range(0, drawn.height(), 7)}) > 2, "图画出来了"
    said = []
    window.work.said.connect(lambda words, _lasting: said.append(words))
    press(page.chart, "复制图")
    image = QGuiApplication.clipboard().image()
    assert 2000 <= image.width() <= 2001 and image.dotsPerMeterX() == round(300 / 0.0254)
    press(page.chart, "复制成表")
    assert QGuiApplication.clipboard().text().splitlines()[0] == "\t人数"
    assert QGuiApplication.clipboard().text().splitlines()[1].startswith("35岁及以下\t")
    assert said == ["已复制图：委员年龄构成", "已复制表：委员年龄构成"]

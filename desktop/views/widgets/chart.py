"""A chart on the screen, to be read and to be copied: as a picture for Word, as a table for a spreadsheet."""
from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.fields.chart import Chart
from desktop.fields.field import Field
from desktop.fields.kinds import Rate, Text
from desktop.views import theme
from desktop.views.widgets import clipboard
from desktop.views.widgets.layout import button, column, row

POINTS = 0.75  # of a dot, at 96 dots an inch
NARROWEST = 160  # points: less would cut the words


class ChartView(QWidget):
    """Draws the chart as wide as there is room and scrolls down what is higher. copied(words): for the message line."""
    copied = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.chart: Chart | None = None
        self.picture = Picture()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self.picture)
        self.as_picture = button("复制图", clicked=self.copy_picture)
        self.as_table = button("复制成表", clicked=self.copy_table)
        self.as_picture.setToolTip("粘贴到 WPS 文字或 Word，按 300 点印刷")
        self.as_table.setToolTip("粘贴到 WPS 表格或 Excel")
        box = column(self.area, row("", self.as_picture, self.as_table), gap=8)
        box.setStretch(0, 1)
        self.setLayout(box)
        self.show_chart(None)

    def show_chart(self, chart: Chart | None) -> None:
        self.chart = chart
        for each in (self.as_picture, self.as_table):
            each.setEnabled(chart is not None)
        self.picture.show_chart(chart)

    def copy_picture(self) -> None:
        if self.chart is None:
            return
        from desktop.exporters import charts  # heavy: only when one is drawn, not when the window opens

        image = QImage.fromData(QByteArray(charts.png(self.chart)))
        for set_density in (image.setDotsPerMeterX, image.setDotsPerMeterY):  # or it is pasted four times too large
            set_density(round(charts.DPI / 0.0254))
        data = QMimeData()
        data.setImageData(image)
        QGuiApplication.clipboard().setMimeData(data)
        self.copied.emit(f"已复制图：{self.chart.title}")

    def copy_table(self) -> None:
        if self.chart is None:
            return
        head, *rows = self.chart.rows()
        fields = [Field(f"c{n}", label, Rate() if n else Text()) for n, label in enumerate(head)]
        QGuiApplication.clipboard().setMimeData(clipboard.table(fields, rows))
        self.copied.emit(f"已复制表：{self.chart.title}")


class Picture(QWidget):
    """The drawing itself; drawn anew for another width, so that words stay as large as on paper."""

    def __init__(self) -> None:
        super().__init__()
        self.chart: Chart | None = None
        self.drawn = QSvgRenderer()
        self.setMinimumWidth(theme.px(NARROWEST / POINTS))

    def show_chart(self, chart: Chart | None) -> None:
        self.chart = chart
        self.setAccessibleName(chart.title if chart else "")
        self._draw()

    def _draw(self) -> None:
        if self.chart is None:
            self.drawn = QSvgRenderer()
            self.setMinimumHeight(0)
        else:
            from desktop.exporters import charts

            width = max(NARROWEST, min(charts.WIDE, self.width() * POINTS / theme.px(100) * 100))
            self.drawn = QSvgRenderer(QByteArray(charts.svg(self.chart, width, self.font().family())))
            self.setMinimumHeight(self._size().height())
        self.update()

    def _size(self) -> QSize:
        size = self.drawn.defaultSize()
        return QSize(theme.px(size.width() / POINTS), theme.px(size.height() / POINTS))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.chart is not None and event.oldSize().width() != event.size().width():
            self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.chart is None or not self.drawn.isValid():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self._size()
        area = self.rect().adjusted((self.width() - size.width()) // 2, 0, 0, 0)
        area.setSize(size)
        self.drawn.render(painter, area.toRectF())

"""Draws every widget with invented data into PNG files: `python -m tests.views.gallery OUT [SCALE ...]`."""
from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QFrame, QRadioButton, QWidget

from desktop.views import theme
from desktop.views.navigation import Page
from desktop.views.shell import Shell
from desktop.views.widgets.bulk import BulkEdit
from desktop.views.widgets.columns import ColumnChooser
from desktop.views.widgets.drawer import Drawer, Facts
from desktop.views.widgets.empty import Empty
from desktop.views.widgets.find import Found
from desktop.views.widgets.form import FieldForm
from desktop.views.widgets.layout import button, column, row, tab_bar
from desktop.views.widgets.messages import Message, refusal
from desktop.views.widgets.page import PageHead
from desktop.views.widgets.rows import NamedSort
from desktop.views.widgets.steps import Steps
from desktop.views.widgets.table import FieldTable
from tests.views.invented import FIELDS, member, members, readings, state

PAGES = (
    ("desk", "工作台", "layout-dashboard", ""), ("members", "委员", "users", "履职"), ("plenary", "全会", "landmark", "履职"),
    ("meetings", "会议活动", "calendar-days", "履职"), ("consult", "协商监督", "messages-square", "履职"),
    ("proposals", "提案", "file-pen-line", "履职"), ("briefs", "信息", "radio-tower", "履职"),
    ("party", "政协党建", "flag", "组织"), ("actions", "专项行动", "hand-heart", "组织"), ("appraisal", "履职考核", "gauge", "组织"),
    ("money", "履职保障", "wallet", "组织"), ("history", "文史", "book-marked", "办文"), ("press", "宣传", "megaphone", "办文"),
    ("rules", "制度", "scale", "办文"), ("paper", "公文打印", "printer", "办文"), ("office", "机关事务", "briefcase", "办文"),
    ("figures", "统计报告", "chart-column", "办文"), ("settings", "设置", "settings", ""),
)


def card(widget: QWidget) -> QFrame:
    frame = QFrame()
    frame.setProperty("look", "card")
    frame.setLayout(row(widget, margins=(1, 1, 1, 1)))
    return frame


def table(rows: int = 168) -> FieldTable:
    made = FieldTable(FIELDS, frozen="name", states={"status": state}, readings=readings,
                      sorts=(NamedSort("stroke", "姓氏笔画", "name", lambda r: r["stroke_key"]),),
                      empty="还没有委员。可以导入名单，也可以逐个登记。", step="导入委员名单")
    made.show_rows(members(rows))
    return made


def drawer() -> Drawer:
    made = Drawer()
    made.show_head("欧阳少东", "方圆建工有限公司董事长", [("常委", "info"), ("民建会员", "info"), ("已入专委会", "done")])

    def facts() -> Facts:
        lines = Facts()
        lines.add_row(FIELDS, member(16))
        lines.reveal_asked.connect(lines.reveal)
        return lines

    made.set_tabs([("basic", "基本情况", facts), ("duty", "履职", lambda: Empty("本届还没有履职记录。")),
                   ("proposals", "提案", QWidget), ("given", "捐赠", QWidget), ("history", "变更", QWidget)])
    made.set_buttons(button("履职档案…"), button("修改"))
    return made


def members_page() -> QWidget:
    page = QWidget()
    page.setObjectName("page")
    head, listed, beside = PageHead("委员"), table(), drawer()
    listed.counted.connect(head.show_filtered)
    head.show_filtered(168, 168)
    head.show_chip("day", "截至 2026-06-30")
    head.add_action("roster", "名册…", "printer")
    head.add_action("import", "导入名单…", "file-input")
    head.add_action("columns", "列", "columns-3")
    head.add_action("add", "增补委员", "user-plus", primary=True)
    body = row(card(listed), beside, gap=12)
    body.setStretch(0, 1)
    box = column(head, gap=10, margins=(16, 12, 16, 12))
    box.addLayout(body, 1)
    page.setLayout(box)
    page.table = listed  # type: ignore[attr-defined]
    return page


def form_page() -> QWidget:
    page = QWidget()
    page.setObjectName("page")
    form = FieldForm(FIELDS, readings=readings)
    form.show_values(member(5))
    holder = card(form)
    box = column(PageHead("修改委员"), holder, gap=10, margins=(16, 12, 16, 12))
    box.addLayout(row("", button("取消"), button("保存委员", "primary")))
    page.setLayout(box)
    page.form = form  # type: ignore[attr-defined]
    return page


def parts_page() -> QWidget:
    page = QWidget()
    page.setObjectName("page")
    tabs = tab_bar("全部 136", "待审查 0", "待交办 6", "办理中 35", "已答复 58", "待再办 2", "已办结 31", "不予立案 4", "重点 5")
    tabs.setCurrentIndex(3)
    combo, ticked, part = QComboBox(), QCheckBox("包括已不再担任的委员"), QRadioButton("更新原有记录")
    combo.addItems(["会议年度", "日历年度"])
    ticked.setChecked(True)
    part.setChecked(True)
    box = column(PageHead("零件"), tabs, gap=10, margins=(16, 12, 16, 12))
    box.addLayout(row(button("普通"), button("主要", "primary", "plus"), button("删除所选 3 人", "danger"),
                      button("查看名单", "quiet"), button("显示", "link"), combo, ticked, part, QRadioButton("跳过"), ""))
    box.addWidget(card(Empty("没有符合筛选条件的记录。", "清除筛选")), 1)
    page.setLayout(box)
    return page


def steps_page() -> QWidget:
    made = Steps("导入委员名单", [(t, table(12) if n == 1 else Empty(t)) for n, t in enumerate(
        ("选择文件", "核对列", "预览结果", "写入"))], finish="写入 168 人")
    made.go(1)
    made.banner.say("第 3 列“出生年月”有 2 处看不懂，已标出，可以先改正再继续。", "wait", link="只看这 2 行")
    return made


def window() -> Shell:
    made = {"members": members_page, "plenary": form_page, "meetings": parts_page, "consult": steps_page}
    pages = [Page(key, title, icon, group, made.get(key, lambda: Empty("这一页还没有内容。")), key == "settings")
             for key, title, icon, group in PAGES]
    shell = Shell(pages)
    shell.show_term("第十届委员会")
    shell.show_day("练习县 · 今天按 2026-06-30 计")
    shell.show_backup("备份 12 分钟前 ✓")
    shell.show_actor("周明远")
    shell.show_counts("委员 168 人")
    shell.say("已保存：欧阳少东 · 专委会由“经济科技委”随更名显示为“经济委”", undoable=True)
    return shell


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def draw(folder: Path, scale: float, size: tuple[int, int] = (1366, 768)) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, scale)
    shell = window()
    shell.resize(*size)
    shell.show()
    shell.activateWindow()
    QTest.qWaitForWindowActive(shell)
    mark = f"{round(scale * 100)}"

    def shot(widget: QWidget, name: str) -> None:
        settle()
        widget.grab().save(str(folder / f"{name}-{mark}.png"))

    page = shell.open("members")
    page.table.choose("m16")  # type: ignore[attr-defined]
    page.table.setFocus()  # type: ignore[attr-defined]
    shot(shell, "members")
    page.table.set_filter("committee", "经济")  # type: ignore[attr-defined]
    page.table.sort_by("stroke")  # type: ignore[attr-defined]
    bar = page.table.horizontalScrollBar()  # type: ignore[attr-defined]
    bar.setValue(bar.maximum())
    shot(shell, "members-filtered")
    form = shell.open("plenary").form  # type: ignore[attr-defined]
    form.cells["born"].editor.setText("75.1x")
    form.cells["born"].touched = True
    form.cells["party"].editor.setText("外星人")
    form.draft()
    form.cells["since"].editor.setText("24.3.1")
    form.cells["since"]._typed()
    shot(shell, "form")
    shell.open("meetings")
    shell.banner.say("备份已有 9 天没有做，资料在，请插上备份盘后备份一次。", "late", link="现在备份")
    shot(shell, "parts")
    shell.banner.clear()
    shell.open("consult")
    shot(shell, "steps")
    for name, dialog in dialogs(shell).items():
        dialog.show()
        shot(dialog, name)
        dialog.close()
    shell.open("members")
    shell.activateWindow()
    QTest.qWaitForWindowActive(shell)
    shell.finder.setFocus()
    shell.finder.setText("oysd")
    shell.finder.show_found([Found("欧阳少东", "委员 · 方圆建工有限公司董事长", "users", 1),
                             Found("关于盘活农村闲置土地的提案", "第023号")])
    shot(shell.finder.list, "found")
    shell.close()


def dialogs(parent: QWidget) -> dict[str, QWidget]:
    return {
        "dialog-refusal": refusal("“欧阳少东”已由另一台电脑改过，你的修改没有保存。",
                                  todo="请重新打开这位委员，看过新内容后再改。", parent=parent),
        "dialog-confirm": Message("删除所选 3 名委员", ["他们的履职记录、提案联名一并移入回收站，可以撤销。"], state="wait",
                                  words=("取消", "删除 3 名委员"), danger=True, listed=["丁一", "于文", "万小平"], parent=parent),
        "dialog-unsaved": Message("填写的内容还没有保存", ["离开后，没有保存的内容不会保留。"], state="wait",
                                  words=("继续填写", "不保存", "保存"), parent=parent),
        "dialog-columns": ColumnChooser(FIELDS, [f.name for f in FIELDS if f.listed], "name", parent),
        "dialog-bulk": BulkEdit([f for f in FIELDS if f.name in ("sector", "party")], 37, readings=readings, parent=parent),
    }


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    for scale in [float(text) for text in arguments[1:]] or [1.0, 1.5]:
        draw(folder, scale)


if __name__ == "__main__":
    main(sys.argv[1:])

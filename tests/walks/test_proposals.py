"""A clerk takes proposals from the member's desk to the units': typed, examined, merged, numbered, assigned, handed over."""
import datetime as dt

import pytest
from PySide6.QtCore import QEvent, Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QPushButton

from desktop.rules.booklets import A3
from desktop.services import imports, speeches
from desktop.services.proposals import examination, intake, register, similar
from desktop.services.units import UNITS
from desktop.views.asking import FormDialog
from desktop.views.proposals.handing import HandOver
from desktop.views.proposals.similar import Compared, marked
from desktop.views.proposals.units import UnitsDialog
from tests.importers.documents import NAME, formatted
from tests.walks.gestures import button, in_dialog, press, texts
from tests.walks.papers import letter


@pytest.fixture
def page(window):
    return window.open("proposals")


def answer(values, yes):
    def act(dialog):
        assert isinstance(dialog, FormDialog | HandOver)
        for name, value in values.items():
            dialog.form.fill(name, value)
        press(dialog, yes)
        if isinstance(dialog, HandOver):
            assert QThreadPool.globalInstance().waitForDone(30_000)
            QTest.qWait(50)
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


def test_an_empty_tab_says_so_and_leads_back_to_all(page):
    page.sittings.setCurrentIndex(page.sittings.findText("十届四次会议"))
    none = next(n for n in range(page.groups.count()) if page.groups.tabText(n) == "待交办 0")
    page.groups.setCurrentIndex(none)
    assert "没有待交办的提案。" in texts(page.table.empty) and button(page.table.empty, "登记提案") is None
    press(page.table.empty, "看全部")
    assert page.groups.currentIndex() == 0 and page.table.shown_rows()


def test_another_plenary_is_another_list(page):
    newest = {r["id"] for r in page.every}
    page.sittings.setCurrentIndex(page.sittings.currentIndex() + 1)
    assert page.every and not newest & {r["id"] for r in page.every}
    assert page.sums.text().startswith(f"收到 {len(page.every)} = 立案 ")  # nothing waits to be examined
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


def test_a_speech_that_says_the_same_is_beside_the_proposal_and_opens_on_its_page(page, window):
    store = window.work.store
    text = "县城东片没有一所公办幼儿园，一千二百多名幼儿要过江入园。建议在东片安置房旁预留的地块上先建一所十二班幼儿园。"
    speech = speeches.SPEECHES.save(store, {"name": "补齐东片幼儿园", "speaker": "王一鸣", "text": text})
    copy = intake.save(store, {"name": "关于在东片建幼儿园的提案", "sponsors": "王一鸣", "plenary": page.plenary(),
                               "body": text[:29], "suggestions": [text[29:]], "received": dt.date(2026, 6, 20)})
    page.come_to(copy)
    page.drawer.tabs.setCurrentIndex(3)
    assert "补齐东片幼儿园" in texts(page.drawer) and "发言 王一鸣" in texts(page.drawer)

    def act(dialog):
        assert "background-color" in dialog.mine.toHtml() and "background-color" in dialog.theirs.toHtml()
        press(dialog, "关闭")

    in_dialog(act)
    next(b for b in page.drawer.findChildren(QPushButton) if b.text() == "对照").click()
    next(b for b in page.drawer.findChildren(QPushButton) if b.text() == "查看").click()
    other = window.open("speeches")
    assert other.isVisible() and other.current()["id"] == speech and "补齐东片幼儿园" in texts(other.drawer)


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


def planned(page, qtbot):
    """From the chosen files to the plan, by the button that goes on."""
    steps = page.covered()
    steps.next.click()
    qtbot.waitUntil(lambda: bool(steps.tables) and steps.next.isEnabled(), timeout=60_000)
    steps.next.click()
    qtbot.waitUntil(lambda: steps.ready is not None, timeout=30_000)
    return steps


def stored(steps, qtbot, words):
    steps.next.click()
    qtbot.waitUntil(lambda: words in texts(steps), timeout=60_000)
    press(steps, "完成")


def test_a_folder_with_papers_that_cannot_be_stored(page, window, qtbot, tmp_path, monkeypatch):
    folder, before = tmp_path / "收件", len(page.every)
    folder.mkdir()
    letter(folder / "提案3-1.docx", "关于增设公交站点的提案", "王一鸣")
    letter(folder / "没有题目.docx", "一封信", "李明远")
    (folder / "坏.docx").write_bytes(b"PK not a document")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    press(page.head, "导入…")
    press(page.covered(), "选择文件夹…")
    steps = planned(page, qtbot)
    found = {r["sheet"]: (r["verdict"], r["problem"]) for r in steps.rows.shown_rows()}
    assert found["提案3-1.docx"][0] == "新增"
    assert found["没有题目.docx"] == ("有错", "案由：没有找到案由，前 20 段里没有“关于……的提案（建议）”这样的题目")
    assert found["坏.docx"][0] == "有错" and "坏.docx" in found["坏.docx"][1]
    assert {r["sheet"] for r in steps.problems.shown_rows() if r["severity"] == "错误"} == {"没有题目.docx", "坏.docx"}
    stored(steps, qtbot, "已写入 1 份")
    assert len(page.every) == before + 1
    press(window, "撤销")
    assert len(page.every) == before


def test_files_chosen_together_are_planned_together(page, qtbot, tmp_path, monkeypatch):
    files = [tmp_path / "甲.docx", tmp_path / "乙.docx"]
    for file in files:
        letter(file, f"关于{file.stem}路照明的提案", "王一鸣")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(f) for f in files], ""))
    page.import_file()
    press(page.covered(), "选择文件…")
    assert page.covered().path.text() == "2 个文件：甲.docx、乙.docx"
    steps = planned(page, qtbot)
    assert {r["sheet"] for r in steps.rows.shown_rows()} == {"甲.docx", "乙.docx"}


@pytest.fixture
def received(page, window, tmp_path):
    """A member's file with bold words, tables and pictures, taken in."""
    store, proposals = window.work.store, imports.noun("proposals")
    who = next(r["sponsor"] for r in page.every if r["form"] == "个人")
    proposals.apply(store, proposals.plan(store, proposals.tables(store, formatted(tmp_path / "a.docx", who))), "a.docx")
    record = next(r["id"] for r in register.listed(store, plenary=page.plenary()) if r["name"] == NAME)
    page.come_to(record)
    page.drawer.tabs.setCurrentIndex([page.drawer.tabs.tabText(n) for n in range(page.drawer.tabs.count())].index("正文"))
    return record


def test_what_a_member_formatted_is_seen_where_it_stands(page, received):
    shown = page.drawer._pages.currentWidget()
    labels = [w for w in shown.findChildren(QLabel) if w.isVisible()]
    rich = [w.text() for w in labels if w.textFormat() == Qt.TextFormat.RichText]
    assert any("<b>逢雨必淹</b>" in t and "<u>最深处0.8米</u>" in t for t in rich)
    first, second = [t for t in rich if t.startswith("<table")]
    assert 'colspan="2"' in first and 'rowspan="2"' in first and "步骤" in second
    pictures = [w for w in labels if not w.pixmap().isNull()]
    assert len(pictures) == 2 and all(w.size() == w.pixmap().size() and w.width() <= shown.width() for w in pictures)
    assert pictures[0].width() == 2 * pictures[0].height()


def test_the_clerk_is_told_what_an_edit_costs(page, window, received):
    told = []
    window.work.said.connect(lambda words, _undo: told.append(words))
    before = register.whole(window.work.store, received)
    press(page.drawer, "修改提案")
    editor = page.covered()
    assert editor.form.values()["body"] == before["body"]
    editor.form.fill("note", "已与提案者核对")
    press(editor, "保存")
    assert told[-1] == "已保存：提案" and register.whole(window.work.store, received)["looks"] == before["looks"]
    press(page.drawer, "修改提案")
    editor = page.covered()
    editor.form.fill("body", before["body"].replace("必淹", "必涝"))
    press(editor, "保存")
    assert told[-1] == "已保存：提案；改过的 1 处不再保留原来的样式"
    after = register.whole(window.work.store, received)
    assert [s["text"] for s in after["suggestions"]] == [s["text"] for s in before["suggestions"]]
    assert len(after["looks"]) == len(before["looks"]) - 1


def test_the_print_dialog_asks_on_which_paper(page, window, received, qtbot):
    def act(dialog):
        dialog.desk.list.choose("proposal-paper")
        dialog.desk.form.form.fill("paper", A3)
        qtbot.waitUntil(lambda: any(wide > 1100 for wide, _ in dialog.desk.preview.pages), timeout=60_000)
        dialog.reject()

    in_dialog(act)
    page.print((received,))


def test_a_closed_print_dialog_is_forgotten(page, qtbot):
    """What is saved afterwards must not come to a dialog that is gone."""
    in_dialog(lambda dialog: dialog.close())
    page.print()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    with qtbot.captureExceptions() as raised:
        page.freeze()
    assert not raised

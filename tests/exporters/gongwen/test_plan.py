"""Where the ending and 版记 come to stand, by the counts alone."""
from __future__ import annotations

import pytest

from desktop.exporters.gongwen.plan import plan
from desktop.rules.gongwen.layout import NARROW, WIDE, place
from desktop.rules.gongwen.style import OfficeStyle
from tests.exporters.gongwen.samples import LINE, ORGANS, SENTENCE, make

STYLE = OfficeStyle()


@pytest.mark.parametrize("kind", ["文件", "上行文", "信函", "公告"])
@pytest.mark.parametrize("paragraph", [LINE, SENTENCE])
def test_the_ending_always_has_text_on_its_page(kind: str, paragraph: str) -> None:
    for count in range(1, 30):
        planned = plan(make(kind, body=[paragraph] * count), STYLE)
        for metrics in (NARROW, WIDE):
            spots = dict(zip((piece.role for piece in planned.pieces), place(planned.pieces, planned.area, metrics),
                             strict=True))
            assert spots["正文"].last_page == spots["署名"].first_page == spots["成文日期"].last_page, count


@pytest.mark.parametrize("cc", [3, 16])
def test_the_imprint_is_on_the_last_page_and_touches_no_text(cc: int) -> None:
    for count in range(1, 30):
        planned = plan(make("文件", body=[LINE] * count, cc=list(ORGANS[:cc])), STYLE)
        top = min(piece.frame.y for piece in planned.pieces if piece.frame and piece.role.startswith("版记"))
        for metrics in (NARROW, WIDE):
            last = place(planned.pieces, planned.area, metrics)[-1]
            assert planned.area.top + last.foot < top, count


def test_recipients_that_leave_no_room_for_text_go_to_the_imprint() -> None:
    many = "、".join(f"示例县第{number}号乡镇人民政府" for number in range(1, 40)) + "："
    planned = plan(make("文件", recipient=many), STYLE)
    assert not any(piece.role == "主送机关" for piece in planned.pieces)
    rows = [piece.text for piece in planned.pieces if piece.role == "版记"]
    assert rows[0].startswith("主送：") and rows[0].endswith("。")
    assert rows[1].startswith("抄送：")


def test_a_letter_has_no_printer_and_no_rules_in_its_imprint() -> None:
    planned = plan(make("信函"), STYLE)
    assert [piece.text for piece in planned.pieces if piece.role.startswith("版记")] == [
        "抄送：县委办公室，县人大常委会办公室，县政府办公室。"]


def test_the_office_decides_whether_a_seal_is_set() -> None:
    sealed, unsealed = (plan(make("文件"), OfficeStyle(sealed=seal)) for seal in (True, False))
    dates = [next(piece for piece in planned.pieces if piece.role == "成文日期") for planned in (sealed, unsealed)]
    assert dates[0].align == "right" and dates[0].right == 4 * 316  # 7.3.5.1: 右空四字
    names = next(piece for piece in unsealed.pieces if piece.role == "署名")
    assert dates[1].left - names.left == 2 * 316  # 7.3.5.2: two characters right of the name

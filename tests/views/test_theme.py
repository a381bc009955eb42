"""The look: readable contrast at every pair of colours, every size scaled, icons there and tinted."""
from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop import resources
from desktop.views import theme
from desktop.views.theme import TOKENS

TEXT_ON_GROUND = [
    *[(ink, ground) for ink in ("ink", "ink2", "ink3")
      for ground in ("ground", "surface", "sunk", "stripe", "hover", "accent_wash")],
    ("accent", "surface"), ("accent", "accent_wash"),
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_accent", "seal"),
    ("on_accent", "wait"), ("late", "surface"), ("wait", "surface"), ("surface", "ink"),
    *[(state, f"{state}_wash") for state in ("done", "wait", "late", "info", "plain")],
]


def luminance(colour: str) -> float:
    """WCAG 2's relative luminance."""
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
             for part in (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize(("ink", "ground"), TEXT_ON_GROUND)
def test_text_can_be_read_on_its_ground(ink: str, ground: str) -> None:
    light, dark = sorted((luminance(getattr(TOKENS, ink)), luminance(getattr(TOKENS, ground))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_every_name_in_the_style_sheet_is_a_token() -> None:
    sheet = resources.find("theme.qss").read_text("utf-8")
    filled = theme.filled(sheet, TOKENS, 1.0, "folder")
    assert "$" not in filled
    assert "folder/down.svg" in filled


def test_colours_are_written_in_one_place_only() -> None:
    """The navigation's ground and the scroll bars are the two greys that no widget shares."""
    sheet = resources.find("theme.qss").read_text("utf-8")
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", sheet)) <= {"#FBFBFC", "#C3CAD2"}


@pytest.mark.parametrize("scale", theme.SCALES)
def test_sizes_follow_the_scale_and_hairlines_stay(scale: float) -> None:
    filled = theme.filled("a { min-height: 30px; border: 1px solid; padding: 0px; }", TOKENS, scale, "")
    assert filled == f"a {{ min-height: {round(30 * scale)}px; border: 1px solid; padding: 0px; }}"


@pytest.mark.parametrize("scale", theme.SCALES)
def test_a_button_grows_with_its_words(qtbot: QtBot, qapp: QApplication, scale: float) -> None:
    button = QPushButton("导入委员名单")
    qtbot.addWidget(button)
    theme.apply(qapp, scale)
    button.show()
    assert theme.scale() == pytest.approx(scale, abs=0.04)
    assert button.sizeHint().height() >= QFontMetrics(button.font()).height()
    assert button.sizeHint().width() > QFontMetrics(button.font()).horizontalAdvance(button.text())


def test_figures_are_of_one_width() -> None:
    metrics = QFontMetrics(theme.base_font())
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_the_simplified_forms_are_asked_for() -> None:
    assert theme.family() in theme.FAMILIES


def test_every_icon_named_in_the_program_lies_there_with_its_licence() -> None:
    folder = resources.find("icons")
    assert (folder / "LICENSE").read_text("utf-8").startswith("ISC License")
    for path in folder.glob("*.svg"):
        assert "currentColor" in path.read_text("utf-8"), path.name


def test_an_icon_takes_the_colour_of_its_token() -> None:
    drawn = theme.picture("check", "late", 24).toImage()
    strongest = max((drawn.pixelColor(x, y) for x in range(drawn.width()) for y in range(drawn.height())),
                    key=lambda colour: colour.alpha())
    assert strongest.name().upper() == TOKENS.late

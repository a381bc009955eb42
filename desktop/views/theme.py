"""The look of the program: tokens, fonts, the style sheet, and icons tinted by the tokens."""
from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from desktop import resources, temporary

BASE = 14
SCALES = (1.0, 1.25, 1.5, 1.75)
# In all of these the figures are of one width, so that numbers line up in columns.
FAMILIES = ("Noto Sans CJK SC", "Microsoft YaHei", "微软雅黑", "Source Han Sans SC", "思源黑体", "思源黑体 CN", "CESI黑体",
            "CESI_HT_GB2312", "Noto Sans SC")
BUNDLED = ("fonts/NotoSansSC-Regular.ttf", "fonts/NotoSansSC-Medium.ttf")
# Icons that the style sheet itself names; it takes colours from files only, so these are tinted into a folder of their own.
DRAWN = {"down": ("chevron-down", "ink2"), "up": ("chevron-up", "ink2"), "left": ("chevron-left", "ink2"),
         "right": ("chevron-right", "ink2"), "check": ("check", "surface"), "menucheck": ("check", "accent"),
         "close": ("x", "ink2"), "partly": ("minus", "surface")}


@dataclass(frozen=True)
class Tokens:
    """Every colour of the screen, as #RRGGBB."""
    ground: str = "#F4F5F7"
    surface: str = "#FFFFFF"
    raised: str = "#FFFFFF"
    sunk: str = "#F8F9FA"
    stripe: str = "#FAFBFC"
    hover: str = "#EEF1F4"
    ink: str = "#1C2127"
    ink2: str = "#545D68"
    ink3: str = "#646D78"
    line: str = "#DDE1E6"
    line_soft: str = "#ECEFF2"
    line_strong: str = "#B9C0C9"
    accent: str = "#1D5C8F"
    accent_hover: str = "#174B76"
    accent_wash: str = "#E8F0F7"
    on_accent: str = "#FFFFFF"
    seal: str = "#A3221C"
    done: str = "#1B7A46"
    done_wash: str = "#E4EFE9"
    wait: str = "#8A5200"
    wait_wash: str = "#F1EAE0"
    late: str = "#B02E1C"
    late_wash: str = "#F6E6E4"
    info: str = "#1D5C8F"
    info_wash: str = "#E8F0F7"
    plain: str = "#545D68"
    plain_wash: str = "#ECEFF2"


TOKENS = Tokens()


def apply(app: QApplication, scale: float = 1.0) -> None:
    """Dress the program; called again with another scale (one of SCALES) it dresses open windows anew."""
    sheet = filled(resources.find("theme.qss").read_text("utf-8"), TOKENS, scale, tinted_folder(TOKENS).name)
    if app.styleSheet() == sheet:
        return
    app.setStyle("Fusion")
    app.setFont(base_font(scale))
    app.setPalette(palette(TOKENS))
    app.setStyleSheet(sheet)


def filled(sheet: str, tokens: Tokens, scale: float, icons: str) -> str:
    """The style sheet with the tokens' values and scaled sizes; a line of 1px stays one."""
    values = asdict(tokens) | {f"icon_{name}": Path(icons, f"{name}.svg").as_posix() for name in DRAWN}
    sized = re.sub(r"\b(\d+)px", lambda m: m[0] if m[1] in ("0", "1") else f"{round(int(m[1]) * scale)}px", sheet)
    return Template(sized).substitute(values)


def base_font(scale: float = 1.0) -> QFont:
    font = QFont(family())
    font.setPixelSize(round(BASE * scale))
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


@lru_cache(maxsize=1)
def family() -> str:
    """The first of our families that the PC has, else the one that is bundled.

    The simplified variant is named: left to itself the system may choose a Japanese or Taiwanese one.
    """
    for name in FAMILIES:
        if QFontDatabase.hasFamily(name):
            return name
    loaded = ""
    for path in BUNDLED:
        number = QFontDatabase.addApplicationFont(str(resources.find(path)))
        loaded = next(iter(QFontDatabase.applicationFontFamilies(number)), "") or loaded
    return loaded or QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


def palette(tokens: Tokens) -> QPalette:
    colours = QPalette()
    role = QPalette.ColorRole
    for roles, colour in (
        ((role.Window,), tokens.ground), ((role.Base, role.Button, role.ToolTipBase), tokens.surface),
        ((role.AlternateBase,), tokens.stripe),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), tokens.ink),
        ((role.PlaceholderText,), tokens.ink3), ((role.Mid, role.Dark), tokens.line_strong),
        ((role.Highlight, role.Accent, role.Link, role.LinkVisited), tokens.accent),
        ((role.HighlightedText,), tokens.on_accent),
    ):
        for one in roles:
            colours.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, one, QColor(tokens.ink3))
    return colours


def px(size: float) -> int:
    """A length of the 100 % drawing in the pixels of the chosen font scale."""
    return round(size * scale())


def scale() -> float:
    """The chosen scale, read off the program's font: nothing else remembers it."""
    pixels = QGuiApplication.font().pixelSize()
    return pixels / BASE if pixels > 0 else 1.0


def font(size: float = BASE, *, bold: bool = False) -> QFont:
    """The program's font in another size or weight; `size` as in the 100 % drawing."""
    made = QFont(QGuiApplication.font())
    made.setPixelSize(px(size))
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def icon(name: str, colour: str = "ink2", active: str = "", *, size: int = 16, gap: int = 0) -> QIcon:
    """One of resources/icons, tinted with a token; `active` is the token when the button is checked.

    `gap` is empty room at the right: Qt sets a button's word too close to its icon. Set with `icon_size(size, gap)`.
    """
    return _icon(name, colour, active, px(size), px(gap), _density())


def icon_size(size: int, gap: int = 0) -> QSize:
    """In pixels, for setIconSize; `size` and `gap` as given to `icon`."""
    return QSize(px(size) + px(gap), px(size))


def picture(name: str, colour: str = "ink2", size: int = 18) -> QPixmap:
    """The icon as a sharp picture of `size` pixels of the 100 % drawing."""
    return _pixmap(name, colour, px(size), 0, _density())


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, active: str, size: int, gap: int, density: float) -> QIcon:
    made = QIcon(_pixmap(name, colour, size, gap, density))
    if active:
        made.addPixmap(_pixmap(name, active, size, gap, density), QIcon.Mode.Normal, QIcon.State.On)
    return made


@lru_cache(maxsize=1024)
def _pixmap(name: str, colour: str, size: int, gap: int, density: float) -> QPixmap:
    drawn = QPixmap(QSize(round((size + gap) * density), round(size * density)))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    place = QRectF(0, 0, size * density, size * density)
    QSvgRenderer(QByteArray(tinted(name, colour).encode())).render(painter, place)
    painter.end()
    drawn.setDevicePixelRatio(density)
    return drawn


@lru_cache(maxsize=128)
def _svg(name: str) -> str:
    return resources.find(f"icons/{name}.svg").read_text("utf-8")


def tinted(name: str, colour: str, tokens: Tokens = TOKENS) -> str:
    """The drawing in a token's colour; strokes a little thinner than Lucide's, to sit beside 14 px Han text."""
    return _svg(name).replace("currentColor", getattr(tokens, colour)).replace('stroke-width="2"', 'stroke-width="1.75"')


@lru_cache(maxsize=2)
def tinted_folder(tokens: Tokens) -> TemporaryDirectory[str]:
    """The icons that the style sheet names, as files; gone when the program ends."""
    folder = TemporaryDirectory(prefix=temporary.prefix())
    for name, (drawing, colour) in DRAWN.items():
        Path(folder.name, f"{name}.svg").write_text(tinted(drawing, colour, tokens), "utf-8")
    return folder


def _density() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0

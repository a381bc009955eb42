"""The faces of paper are there, draw the rare characters of names, and may be embedded."""
from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QFontDatabase
from reportlab.pdfgen.canvas import Canvas

from desktop import resources
from desktop.exporters import fonts

RARE = "㛃䶮𬭎"
EVERYDAY = "中国人民政治协商会议青溪县委员会提案办理协商座谈会〔2025〕1号：“一、”（二）《三》—…喆堃旻昇珺璟"


def printed(path: Path, of: fonts.Face, text: str) -> None:
    canvas = Canvas(str(path), pagesize=(40 * len(text) + 20, 60))
    x = 10.0
    for character in text:
        for font, piece in fonts.runs(character, of):
            canvas.setFont(font, 36)
            canvas.drawString(x, 15, piece)
        x += 40
    canvas.save()


@pytest.mark.parametrize("of", fonts.FACES.values(), ids=lambda of: of.bundled)
def test_every_face_draws_rare_and_everyday_characters(of: fonts.Face, tmp_path: Path) -> None:
    text = RARE + EVERYDAY
    assert fonts.missing(text, of) == ""
    printed(tmp_path / "a.pdf", of, text)
    page = pypdfium2.PdfDocument(tmp_path / "a.pdf")[0]
    assert "".join(page.get_textpage().get_text_range().split()) == text  # what a reader copies out of the paper
    picture = page.render(scale=1, grayscale=True).to_pil()
    cells = [picture.crop((10 + 40 * i, 0, 50 + 40 * i, 60)) for i in range(len(text))]
    for character, cell in zip(text, cells, strict=True):
        assert cell.getextrema()[0] < 128, f"{of.name} 印不出 {character}"  # (darkest, lightest)
    assert len({cell.tobytes() for cell in cells[:3]}) == 3, "三个生僻字印成了同样的方框"


def test_each_bundled_file_has_all_characters_of_everyday_use_or_is_filled_up() -> None:
    for of in fonts.FACES.values():
        assert len(fonts.characters(fonts.file(of))) > 10_000
        assert fonts.missing("".join(chr(c) for c in range(0x4E00, 0x9FA6)), of) == ""


def test_fangsong_borrows_what_it_lacks_and_says_what_nobody_has() -> None:
    assert [piece for _, piece in fonts.runs("马㛃、李明", fonts.FANGSONG)] == ["马", "㛃", "、李明"]
    assert fonts.lacking("马㛃", fonts.FANGSONG) == "㛃"
    assert fonts.missing("张\ue001伟\n\ue001 ", fonts.FANGSONG) == "", "私用区的码位不可见，由姓名检查去说"
    assert fonts.missing("马𪚥𠀀𪚥", fonts.SONGTI) == "𪚥𠀀"


def test_the_pcs_own_font_comes_first_and_a_broken_one_is_passed_over(
    user_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XIEWU_BUNDLED_FONTS")
    own = user_folder / ".local/share/fonts"
    monkeypatch.setattr("sys.platform", "linux")
    own.mkdir(parents=True)
    (own / "simfang.ttf").write_bytes(b"\0\1\0\0 cut off")
    shutil.copyfile(resources.find("fonts/FandolFang-Regular.ttf"), own / "CESI_FS_GB2312.TTF")
    assert fonts.file(fonts.FANGSONG) == own / "CESI_FS_GB2312.TTF"


def test_an_unknown_face_is_song() -> None:
    assert fonts.face("仿宋") is fonts.FANGSONG
    assert fonts.face("方正小标宋简体") is fonts.XIAOBIAOSONG
    assert fonts.face("华文行楷") is fonts.SONGTI


@pytest.mark.parametrize("path", sorted(resources.find("fonts").glob("*.ttf")), ids=lambda path: path.name)
def test_the_screen_takes_every_bundled_file(path: Path, qapp: object) -> None:
    number = QFontDatabase.addApplicationFont(str(path))
    assert QFontDatabase.applicationFontFamilies(number)


def test_every_bundled_file_has_its_licence() -> None:
    notes = resources.find("fonts/LICENSE.md").read_text(encoding="utf-8")
    for path in resources.find("fonts").glob("*.ttf"):
        assert path.name in notes
    for name in ("OFL.txt", "GPL-3.txt"):
        assert name in notes
        assert resources.find(f"fonts/{name}").stat().st_size > 4000

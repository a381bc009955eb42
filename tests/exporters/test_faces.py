"""Which official fonts there are, and whose names they cannot show."""
from __future__ import annotations

from desktop.exporters import fonts
from desktop.exporters.faces import survey


def test_without_official_fonts_every_face_has_its_stand_in():
    found = {s.face: s for s in survey(["丁一"])}
    assert list(found) == list(fonts.FACES)
    assert all(not s.own and s.used and not s.hidden for s in found.values())


def test_rare_characters_are_outside_the_gb2312_faces_only():
    found = {s.face: s for s in survey(["龚䶮", "徐龑", "阿依古丽·买买提"])}
    for name in ("仿宋_GB2312", "楷体_GB2312", "方正小标宋简体"):
        assert found[name].outside == "䶮龑"
    assert found["黑体"].outside == found["宋体"].outside == ""
    assert "䶮" in found["仿宋_GB2312"].borrowed  # the stand-in of 仿宋 ends where GB 2312 ends


def test_what_no_font_draws_is_told():
    found = survey(["丁𪛖"])[0]
    assert found.missing == "𪛖" and "𪛖" in found.hidden and "𪛖" not in found.borrowed


def test_a_font_of_the_pc_is_named(tmp_path, monkeypatch):
    """A file under an official name counts; here our own stand-in lies under it."""
    import shutil

    from desktop import resources

    shutil.copyfile(resources.find("fonts/FandolFang-Regular.ttf"), tmp_path / "simfang.ttf")
    monkeypatch.delenv(fonts.BUNDLED_ONLY, raising=False)
    monkeypatch.setattr(fonts, "folders", lambda: (tmp_path,))
    for cached in (fonts.installed, fonts.chain, fonts.drawn_by):
        cached.cache_clear()
    try:
        first = survey(["丁一"])[0]
        assert (first.own, first.used) == ("simfang.ttf", "simfang.ttf")
    finally:
        for cached in (fonts.installed, fonts.chain, fonts.drawn_by):
            cached.cache_clear()

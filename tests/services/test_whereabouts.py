"""Where a store may lie: shares are refused with nothing written, cloud folders and sticks are warned of."""
import os
from pathlib import Path

import pytest

from desktop import cli
from desktop.fields.refused import Refused
from desktop.services import opening, whereabouts
from desktop.services.backup import restoring
from desktop.services.backup.places import Places
from tests.services.backup.conftest import NOW, founded


@pytest.fixture
def on(monkeypatch):
    """Let every folder lie on this kind of file system."""
    return lambda kind: monkeypatch.setattr(whereabouts, "file_system", lambda _folder: kind)


@pytest.mark.parametrize("kind", [0xFF534D42, 0xFE534D42, 0x6969])
def test_a_share_is_refused_with_advice_and_nothing_is_written(tmp_path, on, kind):
    county = founded(tmp_path)
    county.backup(tmp_path / "a")
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    on(kind)
    for act in (lambda: opening.open_store(str(county.places.store)), lambda: opening.create(str(tmp_path / "new.db")),
                lambda: restoring.restore(tmp_path / "a", county.places, NOW),
                lambda: restoring.restore(tmp_path / "a", Places(tmp_path / "new.db", tmp_path / "user"), NOW)):
        with pytest.raises(Refused, match="共享") as refused:
            act()
        assert "没有改动" in str(refused.value) and "请把资料放在本机磁盘" in str(refused.value)
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("kind", [0xEF53, 0x01021994, 0x9123683E, 0x58465342, 0x65735546, 0])
def test_disks_of_this_pc_are_welcome(tmp_path, on, kind):
    """ext4, tmpfs, btrfs, xfs, fuse (ntfs-3g), and where it is not told."""
    on(kind)
    opening.create(str(tmp_path / "a.db")).close()
    opening.open_store(str(tmp_path / "a.db")).close()


def test_the_system_really_tells(tmp_path):
    if not Path("/proc").is_dir():
        pytest.skip("Linux only")
    assert whereabouts.file_system(Path("/proc")) == 0x9FA0
    assert whereabouts.file_system(tmp_path / "nothing") == 0


@pytest.mark.parametrize(("folder", "whose"), [
    ("OneDrive", "OneDrive"), ("OneDrive - 青溪县", "OneDrive"), ("WPSDrive", "WPS 云文档"), ("WPS云盘", "WPS 云文档"),
    ("WPS Cloud Files", "WPS 云文档"), ("我的坚果云", "坚果云"), ("Nutstore Files", "坚果云"), ("百度网盘同步空间", "百度网盘"),
    ("BaiduSyncdisk", "百度网盘"), ("BaiduNetdiskWorkspace", "百度网盘")])
def test_a_cloud_folder_works_and_is_warned_of(tmp_path, monkeypatch, capsys, folder, whose):
    home = tmp_path / folder / "办公室"
    home.mkdir(parents=True)
    assert cli.main(["--store", str(home / "office.db"), "init"]) == 0
    assert f"{whose}的同步文件夹" in capsys.readouterr().out
    assert cli.main(["--store", str(home / "office.db"), "list", "members"]) == 0


@pytest.mark.parametrize("folder", ["云办公", "坚果", "wps", "我的文档", "单驱动"])
def test_a_folder_that_only_sounds_alike_is_not(tmp_path, folder):
    (tmp_path / folder).mkdir()
    assert whereabouts.warning(tmp_path / folder / "a.db") == ""


def test_a_stick_is_warned_of_in_the_window(tmp_path, monkeypatch):
    from desktop.services.backup import routine

    monkeypatch.setattr(whereabouts, "removable", lambda _folder: True)
    county = founded(tmp_path)
    store = county.open()
    ((state, sentence),) = routine.standing(store, county.places).lines
    store.close()
    assert state == "wait" and "可以拔下的磁盘" in sentence


def deep(home, bytes):
    while len(os.fsencode(home / "政协青溪县委员会 资料")) < bytes:
        home = home / "政协青溪县委员会 资料"
    home.mkdir(parents=True)
    return home


def test_long_chinese_paths_with_blanks(tmp_path):
    """Everything that is done with a store, in a folder some 430 bytes deep."""
    home = deep(tmp_path, 430)
    county = founded(home)
    before = county.content()
    county.backup(home / "备 份")
    county.add("王五")
    restoring.restore(home / "备 份", county.places, NOW)
    assert county.content() == before


def test_a_name_too_long_for_the_system_is_refused_with_a_sentence(tmp_path):
    for doing in (opening.create, opening.open_store):
        with pytest.raises(Refused, match="太长"):
            doing(str(tmp_path / f"{'长' * 120}.db"))
    assert list(tmp_path.iterdir()) == []


def test_a_path_too_long_for_any_store_is_refused_with_a_sentence(tmp_path):
    home = deep(tmp_path, 2000)
    with pytest.raises(Refused, match="路径太长"):
        opening.create(str(home / "office.db"))
    assert list(home.iterdir()) == []

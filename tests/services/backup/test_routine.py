"""Automatic backups as an office sees them: made, counted, copied to another disk, removed in time, and said."""
import datetime as dt
import shutil

import pytest

from desktop.fields.refused import Refused
from desktop.rules.retention import Retention
from desktop.services import demo, office
from desktop.services.backup import checking, keeping, ledger, making, routine
from desktop.services.backup.places import Places
from tests.services.backup.conftest import NOW


class Clock:
    def __init__(self, now=NOW):
        self.now = now

    def __call__(self):
        return self.now

    def pass_(self, **time):
        self.now += dt.timedelta(**time)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(county, clock):
    made = county.open(clock)
    yield made
    made.close()


def work(store):
    """Something is changed."""
    office.save(store, {"committee": f"委员会 {store.clock()}"})


def test_400_days_leave_exactly_the_right_ones(county, store, clock, monkeypatch):
    """Each day a change and a backup at exit; the trial of each is tested elsewhere and would take an hour here."""
    monkeypatch.setattr(making, "make", lambda _s, _p, target, reason, progress: target.write_bytes(b"x"))
    clock.now = dt.datetime(2025, 5, 27, 17, 20)
    for _ in range(400):
        routine.make(store, county.places, "退出时")
        clock.pass_(days=1)
    left = [each.moment.date().isoformat() for each in keeping.listed(county.places.backups)]
    assert left == ["2026-06-30", "2026-06-29", "2026-06-28", "2026-06-27", "2026-06-26", "2026-06-25", "2026-06-24", "2026-06-21",
                    "2026-06-14", "2026-05-31", "2026-04-30", "2026-03-31", "2026-02-28", "2026-01-31", "2025-12-31", "2025-11-30",
                    "2025-10-31", "2025-09-30", "2025-08-31", "2025-07-31"]


def test_the_offices_own_numbers_count_and_what_was_made_by_hand_stays(county, store, clock):
    office.save(store, {"backup_days": 2, "backup_weeks": 1, "backup_months": 1})
    by_hand, _ = routine.make(store, county.places)
    for _ in range(4):
        clock.pass_(days=1)
        routine.make(store, county.places, "每日")
    assert [(k.moment.day, k.reason) for k in keeping.listed(county.places.backups)] == [(4, "每日"), (3, "每日"), (30, "手工")]
    assert by_hand.exists()


def test_what_lies_among_the_backups_and_is_none_of_ours_stays(county, store, clock):
    county.places.backups.mkdir()
    (county.places.backups / "重要.xwb").write_bytes(b"mine")
    for _ in range(12):
        clock.pass_(days=1)
        keeping.name_for(county.places.backups, clock.now, "每日").write_bytes(b"x")
    keeping.prune(county.places.backups, clock.now, Retention(1, 1, 1))
    assert (county.places.backups / "重要.xwb").read_bytes() == b"mine" and len(list(county.places.backups.iterdir())) == 2


def test_once_a_day_and_only_if_something_changed(county, store, clock):
    assert routine.due(store, county.places)
    routine.make(store, county.places, "每日")
    work(store)
    assert not routine.due(store, county.places) and routine.changed(store, county.places)
    clock.pass_(days=1)
    assert routine.due(store, county.places)
    routine.make(store, county.places, "每日")
    clock.pass_(days=1)
    assert not routine.due(store, county.places) and not routine.changed(store, county.places)
    (county.places.folder / "templates" / "新表.docx").write_bytes(b"own")
    assert routine.due(store, county.places)


def test_the_state_in_words(county, store, clock):
    assert routine.standing(store, county.places).words == "没有备份"
    routine.make(store, county.places)
    assert routine.standing(store, county.places) == routine.Standing("今天 17:20 已备份", "done")
    clock.pass_(hours=10)
    assert routine.standing(store, county.places).words == "昨天 17:20 已备份"
    clock.pass_(days=3)
    assert routine.standing(store, county.places) == routine.Standing("6月30日已备份", "done")
    work(store)
    assert routine.standing(store, county.places).state == "wait"
    clock.pass_(days=8)
    assert routine.standing(store, county.places).state == "late"


def test_a_failed_trial_is_said_in_red_until_one_succeeds(county, store, clock, monkeypatch):
    def spoilt(path, progress=None):
        raise Refused("备份“x”试恢复后检查出 1 处不完整，不能使用。")

    with monkeypatch.context() as patch:
        patch.setattr(checking, "verify", spoilt)
        with pytest.raises(Refused):
            routine.make(store, county.places)
    assert keeping.listed(county.places.backups) == []
    standing = routine.standing(store, county.places)
    assert (standing.words, standing.state) == ("备份失败", "late")
    assert standing.lines[0][0] == "late" and "试恢复后检查出 1 处不完整" in standing.lines[0][1]
    routine.make(store, county.places)
    assert routine.standing(store, county.places) == routine.Standing("今天 17:20 已备份", "done")


def test_a_backup_without_an_attachment_that_is_gone_says_so_until_a_whole_one_is_made(county, store, clock):
    (_, path), = county.places.attachments()
    kept = path.read_bytes()
    path.unlink()
    _, made = routine.make(store, county.places)
    assert made.lost == ("人员“张三”的“扫描 件.pdf”",)
    told = [text for state, text in routine.standing(store, county.places).lines if state == "late"]
    assert len(told) == 1 and "缺 1 个附件：人员“张三”的“扫描 件.pdf”" in told[0]
    path.write_bytes(kept)
    _, made = routine.make(store, county.places)
    assert made.lost == () and not [s for s, _ in routine.standing(store, county.places).lines if s == "late"]


def test_a_second_disk_gets_each_backup_and_is_missed_after_seven_days(county, store, clock, tmp_path):
    usb = tmp_path / "优盘"
    usb.mkdir()
    routine.make(store, county.places)
    assert routine.standing(store, county.places).lines == ()
    clock.pass_(days=8)
    ((state, sentence),) = routine.standing(store, county.places).lines
    assert state == "wait" and "已有 8 天" in sentence and "优盘" in sentence
    assert "同一个磁盘" in routine.choose_second(store, county.places, usb)
    (copy,) = keeping.listed(routine.second_folder(county.places, str(usb)))
    assert checking.verify(copy.path).counts["person"] == 3
    assert routine.standing(store, county.places).lines == ()
    work(store)
    routine.make(store, county.places)
    assert len(keeping.listed(routine.second_folder(county.places, str(usb)))) == 2
    shutil.rmtree(usb)  # pulled out: no failure, but missed in time
    work(store)
    clock.pass_(days=8)
    routine.make(store, county.places)
    assert "没有另存到其他磁盘，请插上" in routine.standing(store, county.places).lines[0][1]


def test_a_second_place_that_cannot_be_used_is_refused(county, store, tmp_path):
    with pytest.raises(Refused, match="不在，没有改动"):
        routine.choose_second(store, county.places, tmp_path / "没有")
    routine.make(store, county.places)
    with pytest.raises(Refused, match="现在存备份的文件夹"):
        routine.choose_second(store, county.places, county.places.backups)
    assert ledger.read(county.places).second == ""


def test_a_full_stick_is_said_and_the_backup_here_is_kept(county, store, tmp_path, monkeypatch):
    usb = tmp_path / "优盘"
    usb.mkdir()
    routine.choose_second(store, county.places, usb)
    monkeypatch.setattr(shutil, "copyfile", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
    target, _ = routine.make(store, county.places)
    assert target.exists() and routine.standing(store, county.places).words == "今天 17:20 已备份"
    assert "磁盘已满" in routine.standing(store, county.places).lines[0][1]


def test_a_clock_that_went_back_is_pointed_out(county, store, clock):
    routine.make(store, county.places)
    clock.now = dt.datetime(2000, 1, 1)
    work(store)
    assert routine.due(store, county.places)
    assert "日期可能不对" in routine.standing(store, county.places).lines[0][1]
    routine.make(store, county.places, "每日")
    assert len(keeping.listed(county.places.backups)) == 2


def test_a_lost_or_spoilt_list_of_backups_begins_anew(county, store):
    routine.make(store, county.places)
    for content in ("", "{", "[]", '{"made": [1]}', '{"made": [{"file": 1}], "x": 2}'):
        (county.places.backups / "备份情况.json").write_text(content, "utf-8")
        assert routine.standing(store, county.places).words == "没有备份"
    routine.make(store, county.places)
    assert routine.standing(store, county.places).words == "今天 17:20 已备份"


def test_the_last_good_backup_is_found_among_spoilt_ones(county, store, clock):
    good, _ = routine.make(store, county.places)
    work(store)
    clock.pass_(days=1)
    later, _ = routine.make(store, county.places)
    later.write_bytes(later.read_bytes()[:-5])
    assert routine.last_good(county.places).path == good


def test_the_practice_county_is_not_backed_up_by_itself(tmp_path):
    store = demo.create(str(tmp_path / "a.db"))
    assert not routine.due(store, Places(tmp_path / "a.db", tmp_path))
    assert routine.standing(store, Places(tmp_path / "a.db", tmp_path)).words == "练习县不备份"
    store.close()

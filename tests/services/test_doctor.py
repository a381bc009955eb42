"""The doctor finds what was done to a store behind the program's back, and nothing where nothing was done."""
import json
import random
import shutil

import pytest
import sqlcipher3.dbapi2 as sqlite

from desktop.models.change import APPEND_ONLY, HASHED, digest
from desktop.services import demo, doctor
from desktop.services.backup import keeping, making, restoring
from desktop.services.backup.places import Places
from tests.services.backup.conftest import NOW, founded


@pytest.fixture
def county(tmp_path):
    return founded(tmp_path)


def findings(office):
    store = office.open()
    found = doctor.examine(store, office.places)
    store.close()
    return found


def errors(office):
    return [f"{each.what}：{each.text}" for each in findings(office) if each.error]


def by_hand(file, *statements):
    """What somebody with a tool for databases would do: the guards taken off before and put back afterwards."""
    connection = sqlite.connect(str(file), isolation_level=None)
    for name in ("audit_no_update", "audit_no_delete", "audit_no_replace"):
        connection.execute(f"DROP TRIGGER {name}")
    for statement, values in statements:
        connection.execute(statement, values)
    for guard in APPEND_ONLY["sqlite"]:
        connection.execute(guard)
    connection.close()


def audit_rows(file):
    connection = sqlite.connect(str(file))
    rows = connection.execute(f"SELECT {', '.join(HASHED)}, hash FROM audit ORDER BY id").fetchall()
    connection.close()
    return rows


def test_a_sound_store_is_sound(county):
    assert findings(county) == []


def test_the_practice_county_is_sound(tmp_path):
    store = demo.create(str(tmp_path / "a.db"))
    assert doctor.examine(store, Places(tmp_path / "a.db", tmp_path)) == []
    store.close()


def copies(county, tmp_path):
    """The office again and again, each time as it was."""
    original = county.places.store.read_bytes()
    while True:
        county.places.store.write_bytes(original)
        yield county.places.store


SAMPLES = pytest.mark.parametrize("count", [8, pytest.param(150, marks=pytest.mark.all)])


@SAMPLES
def test_every_edited_audit_row_is_found(county, tmp_path, count):
    """Rows anywhere, each column in turn; every column of the first and the last."""
    rows, chance = audit_rows(county.places.store), random.Random(38)
    columns = [name for name in (*HASHED, "hash") if name != "id"]
    cases = [(row[0], columns[row[0] % len(columns)]) for row in chance.sample(rows, count)]
    cases += [(row[0], column) for row in (rows[0], rows[-1]) for column in columns]
    for (number, column), file in zip(cases, copies(county, tmp_path), strict=False):
        value = '{"name": "王五"}' if column in ("before", "after") else "x" * 32
        by_hand(file, (f"UPDATE audit SET {column} = ? WHERE id = ?", (value, number)))
        assert any("变更记录" in line for line in errors(county)), (number, column)


@SAMPLES
def test_every_deleted_audit_row_is_found(county, tmp_path, count):
    rows = audit_rows(county.places.store)
    for (number, *_), file in zip(random.Random(1).sample(rows[:-1], count), copies(county, tmp_path), strict=False):
        by_hand(file, ("DELETE FROM audit WHERE id = ?", (number,)))
        assert any("不在了" in line for line in errors(county)), number


@SAMPLES
def test_swapped_audit_rows_are_found(county, tmp_path, count):
    rows = audit_rows(county.places.store)
    for (number, *_), file in zip(random.Random(2).sample(rows[:-1], count), copies(county, tmp_path), strict=False):
        by_hand(file, ("UPDATE audit SET id = -1 WHERE id = ?", (number,)), ("UPDATE audit SET id = ? WHERE id = ?", (number, number + 1)),
                ("UPDATE audit SET id = ? WHERE id = -1", (number + 1,)))
        assert any("接不上" in line for line in errors(county)), number


def test_a_chain_forged_from_some_row_on_is_found_by_the_last_backup(county, tmp_path):
    """Every hash behind the edited row is made anew: only a backup still knows."""
    county.backup(tmp_path / "a")
    rows = [dict(zip((*HASHED, "hash"), row, strict=True)) for row in audit_rows(county.places.store)]
    last, statements = rows[-3]["hash"], []
    for row in rows[-2:]:
        row = {**row, "before": json.loads(row["before"] or "null"), "after": json.loads(row["after"] or "null")}
        row |= {"actor": "别人", "previous_hash": last}
        last = digest(row)
        statements.append(("UPDATE audit SET actor = ?, previous_hash = ?, hash = ? WHERE id = ?", ("别人", row["previous_hash"], last,
                                                                                                 row["id"])))
    by_hand(county.places.store, *statements)
    assert len(errors(county)) == 1 and "现在是另一条" in errors(county)[0]


@pytest.mark.parametrize("count", [1, 5])
def test_a_truncated_audit_is_found_by_the_last_backup(county, tmp_path, count):
    county.backup(tmp_path / "备份.dat")
    assert findings(county) == []
    last = audit_rows(county.places.store)[-1][0]
    by_hand(county.places.store, ("DELETE FROM audit WHERE id > ?", (last - count,)))
    (error,) = errors(county)
    assert f"备份“备份.dat”（2026-06-30 17:20）时有 {last} 条变更记录，现在只有 {last - count} 条，末尾被删去" in error


def test_the_backups_themselves_know_it_without_the_list_of_them(county):
    store = county.open()
    target = keeping.name_for(county.places.backups, NOW, "每日")
    making.make(store, county.places, target, "每日")
    store.close()
    (county.places.backups / "备份情况.json").unlink()
    last = audit_rows(county.places.store)[-1][0]
    by_hand(county.places.store, ("DELETE FROM audit WHERE id = ?", (last,)))
    assert "末尾被删去" in errors(county)[0]


def test_a_restore_explains_a_shorter_audit(county, tmp_path):
    county.backup(tmp_path / "a")
    county.add("王五")
    county.backup(tmp_path / "b", NOW)
    restoring.restore(tmp_path / "a", county.places, NOW)
    assert findings(county) == []
    county.add("赵七")
    restoring.restore(next(p.path for p in keeping.listed(county.places.backups)), county.places, NOW)
    assert findings(county) == []
    last = audit_rows(county.places.store)[-1][0]
    by_hand(county.places.store, ("DELETE FROM audit WHERE id = ?", (last,)))  # the line that says so
    assert errors(county)


def test_the_guards_are_missed(county):
    connection = sqlite.connect(str(county.places.store))
    connection.execute("DROP TRIGGER audit_no_delete")
    connection.commit()
    connection.close()
    assert errors(county) == ["变更记录：防止改动变更记录的保护被去掉了"]


def test_a_reference_to_nobody_is_found(county):
    connection = sqlite.connect(str(county.places.store))
    connection.execute("INSERT INTO party_tie (id, version, person_id, party) VALUES ('9', 1, 'nobody', '群众')")
    connection.commit()
    connection.close()
    assert any("引用" in line and "不在了" in line for line in errors(county))


def test_records_changed_behind_the_program_are_pointed_out(county):
    connection = sqlite.connect(str(county.places.store))
    connection.execute("UPDATE person SET name = '改名', id_number = '341099197001011111' WHERE name = '张三'")
    connection.commit()
    connection.close()
    found = findings(county)
    assert [f.error for f in found] == [False, False]
    assert [f.text for f in found] == ["人员 改名：身份证号不合规则", "人员 1 条与变更记录对不上，可能绕过协务通改过"]
    assert not any("341099" in f.text for f in found)


def test_attachments_are_read(county):
    (_, path), = county.places.attachments()
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"x")
    assert errors(county) == ["附件：人员“张三”的“扫描 件.pdf”的内容与添加时不一样"]
    path.unlink()
    assert errors(county) == ["附件：人员“张三”的“扫描 件.pdf”的文件不在 office.db.files 里了"]
    shutil.rmtree(path.parents[1])
    (found,) = findings(county)
    assert not found.error and "没有随资料一起拷贝" in found.text


def test_a_damaged_backup_is_a_warning(county):
    store = county.open()
    target = keeping.name_for(county.places.backups, NOW, "每日")
    making.make(store, county.places, target, "每日")
    store.close()
    target.write_bytes(target.read_bytes()[:-1])
    assert [(f.error, f.what) for f in findings(county)] == [(False, "备份")]


def test_damaged_pages_are_found_and_the_rest_is_still_examined(county):
    with county.places.store.open("rb+") as file:
        file.seek(4096 * 20)
        file.write(b"\xff" * 4096 * 3)
    assert any("文件内部不完整" in line for line in errors(county))


"""Files that hang on records: what is refused, what is kept, and a store that has come along without them."""
import datetime as dt
import io

import pytest
from PIL import Image

from desktop.fields.refused import Refused
from desktop.services import attachments, enrolment, office, opening, photos, undo
from desktop.services.progress import Cancelled


def drawn(kind):
    made = io.BytesIO()
    Image.new("RGB", (30, 40), "navy").save(made, kind)
    return made.getvalue()


JPG, PNG = drawn("JPEG"), drawn("PNG")


@pytest.fixture
def store(tmp_path):
    """A file: a shared server keeps no attachments yet."""
    home = tmp_path / "store"
    home.mkdir()
    made = opening.create(str(home / "office.db"), clock=lambda: dt.datetime(2026, 6, 30, 9, 0))
    office.found(made)
    yield made
    made.close()


def written(folder, name, content):
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return folder / name


@pytest.mark.parametrize(("name", "content", "piece"), [
    ("登记表.pdf", b"MZ\x90\x00", "内容是程序"), ("登记表.docx", b"#!/bin/sh\nrm -rf", "内容是程序"), ("程序.exe", b"x", "是程序"),
    ("名册.xlsm", b"PK\x03\x04", "带宏"), ("a.pdf .exe", b"x", "是程序"), ("\u202egpj.exe", b"x", "是程序"), ("空.pdf", b"", "空文件"),
    ("elf.jpg", b"\x7fELF\x02", "内容是程序")])
def test_programs_in_disguise_are_refused(store, tmp_path, name, content, piece):
    with pytest.raises(Refused, match=piece):
        attachments.add(store, "1" * 32, written(tmp_path / "in", name, content))
    assert attachments.of(store, "1" * 32) == [] and not attachments.folder(store).exists()


def test_a_very_large_file_is_refused_without_being_read(store, tmp_path):
    file = written(tmp_path / "in", "录像.mp4", b"x")
    with file.open("r+b") as stream:
        stream.truncate(300 * 1024 * 1024)  # holes: reading it would give 300 MB, the disk holds none of it
    with pytest.raises(Refused, match="有 300 MB，超过 100 MB"):
        attachments.add(store, "1" * 32, file)
    assert not attachments.folder(store).exists()


def test_names_are_made_harmless_and_the_bytes_kept_under_their_hash(store, tmp_path):
    number = attachments.add(store, "1" * 32, written(tmp_path / "in", '..\\..\\a?"b.pdf', b"%PDF-1.4"))
    (kept,) = attachments.of(store, "1" * 32)
    assert (kept.id, kept.name, kept.size) == (number, "a__b.pdf", 8)
    assert kept.path is not None and kept.path.parent.parent == attachments.folder(store) and len(kept.path.name) == 64
    attachments.take_out(store, number, tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == b"%PDF-1.4"
    kept.path.write_bytes(b"%PDF-1.5")
    with pytest.raises(Refused, match="不一致"):
        attachments.take_out(store, number, tmp_path / "out.pdf")


def test_a_store_copied_without_its_folder_opens_and_tells_what_is_missing(store, tmp_path):
    number = attachments.add(store, "1" * 32, written(tmp_path / "in", "表.pdf", b"%PDF"))
    assert attachments.missing(store) == []
    store.close()
    (tmp_path / "copy").mkdir()
    copy = tmp_path / "copy" / "office.db"
    copy.write_bytes((tmp_path / "store" / "office.db").read_bytes())
    alone = opening.open_store(str(copy))
    assert attachments.missing(alone) == ["表.pdf"] and attachments.of(alone, "1" * 32)[0].path is None
    with pytest.raises(Refused, match="没有随数据一起拷贝"):
        attachments.take_out(alone, number, tmp_path / "out.pdf")
    enrolment.save(alone, {"name": "王凯"})
    alone.close()


def test_undo_takes_an_attachment_back(store, tmp_path):
    attachments.add(store, "1" * 32, written(tmp_path / "in", "表.pdf", b"%PDF"))
    undo.undo(store)
    assert attachments.of(store, "1" * 32) == []


@pytest.fixture
def pictures(store, tmp_path):
    people = {"王凯": {}, "李明": {"member_number": "0012"}, "马兰": {"member_number": "15"}}
    ids = {name: enrolment.save(store, {"name": name, **more}) for name, more in people.items()}
    ids["丁一"] = enrolment.save(store, {"name": "丁一", "member_number": "0020"})
    enrolment.save(store, {"name": "丁一", "member_number": "0021"})
    folder = tmp_path / "photos"
    for name, content in {"王凯.jpg": JPG, "王凯(1).jpg": JPG + b"2", "0012.png": PNG, "0015马 兰.JPG": JPG + b"3", "丁一.jpg": JPG,
                          "0020丁一.jpg": PNG, "赵六.jpg": JPG, "说明.txt": b"text", "假.jpg": b"GIF89a", "Thumbs.db": b"x",
                          "大.jpg": JPG + bytes(11 * 1024 * 1024)}.items():
        written(folder, name, content)
    return folder, ids


def test_a_folder_of_pictures_by_name_or_number(store, pictures):
    folder, ids = pictures
    ready = photos.plan(store, folder)
    assert {p.path.name: (p.verdict, p.person) for p in ready} == {
        "王凯.jpg": ("new", "王凯"), "王凯(1).jpg": ("ambiguous", "王凯"), "0012.png": ("new", "李明"), "0015马 兰.JPG": ("new", "马兰"),
        "丁一.jpg": ("ambiguous", ""), "0020丁一.jpg": ("new", "丁一"), "赵六.jpg": ("nobody", ""), "说明.txt": ("refused", ""),
        "假.jpg": ("refused", ""), "大.jpg": ("refused", "")}
    assert not attachments.folder(store).exists()
    assert photos.apply(store, ready) == 4
    for name, content in (("王凯", JPG), ("李明", PNG), ("马兰", JPG + b"3"), ("丁一", PNG)):
        path = photos.of(store, ids[name])
        assert path is not None and path.read_bytes() == content
    again = photos.plan(store, folder)
    assert [p.verdict for p in again].count("same") == 4 and photos.apply(store, again) == 0
    undo.undo(store)
    assert photos.of(store, ids["王凯"]) is None and attachments.of(store, ids["王凯"]) == []


def test_a_cancelled_import_of_pictures_leaves_nothing(store, pictures):
    folder, ids = pictures

    def stop(done, total):
        if done == 3:
            raise Cancelled

    before = store.audit_rows()
    with pytest.raises(Cancelled):
        photos.apply(store, photos.plan(store, folder), stop)
    assert store.audit_rows() == before and attachments.kept(store) == set() and photos.of(store, ids["王凯"]) is None


def test_a_missing_folder_is_told(store, tmp_path):
    with pytest.raises(Refused, match="打不开"):
        photos.plan(store, tmp_path / "nowhere")

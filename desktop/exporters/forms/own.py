"""The office's own form files: where they lie, how a shipped one becomes one's own and back, and filling the one that counts."""
from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from desktop import resources, settings
from desktop.exporters.forms import filling
from desktop.exporters.forms.checking import names_in, unknown
from desktop.exporters.forms.form import Form
from desktop.exporters.forms.marks import Record
from desktop.fields.refused import Refused
from desktop.rules.rights import Right
from desktop.services import attachments
from desktop.services.atomic import replace_file
from desktop.services.progress import Progress
from desktop.services.store import Store


def folder(store: Store) -> Path:
    """Beside the store, with its other files; for a store on a server this PC's own folder."""
    return settings.read().folder if store.file is None else attachments.folder(store)


def place(store: Store, form: Form) -> Path:
    """Where the office's own file of this form lies, or would."""
    return folder(store) / form.file


def found(store: Store, form: Form) -> Path:
    """The file that counts: the office's own, otherwise the shipped one."""
    try:
        return resources.find(form.file, folder(store))
    except FileNotFoundError as error:
        raise Refused(str(error)) from None


def shipped(form: Form) -> Path:
    try:
        return resources.find(form.file)
    except FileNotFoundError as error:
        raise Refused(str(error)) from None


def is_own(store: Store, form: Form) -> bool:
    return place(store, form).is_file()


def copy(store: Store, form: Form, source: Path | None = None) -> Path:
    """The shipped form (or the file `source`) becomes the office's own; one that is there already is set aside first,
    so nothing is lost. Returns where it lies."""
    store.require(Right.SETTINGS)
    given, target = source or shipped(form), place(store, form)
    if source is not None and target.exists() and source.resolve() == target.resolve():
        raise Refused(f"“{source.name}”就是本单位现在用的表样，没有改动。在 WPS 里改好保存就行，不用再换。")
    if source is not None:
        template = filling.opened(source)
        if template.package.kind != form.kind:
            raise Refused(f"“{form.title}”的表样是 {form.kind} 文件，“{source.name}”是 {template.package.kind} 文件，没有换用。")
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = set_aside(target)
    try:
        replace_file(target, lambda path: shutil.copyfile(given, path))
    except Refused:
        if aside is not None:
            aside.replace(target)
        raise
    store.note(f"换用本单位表样：{form.title}")
    return target


def restore(store: Store, form: Form) -> Path | None:
    """Back to the shipped form. The office's own file stays beside it under another name, which is returned."""
    store.require(Right.SETTINGS)
    aside = set_aside(place(store, form))
    if aside is not None:
        store.note(f"恢复自带表样：{form.title}")
    return aside


def set_aside(path: Path) -> Path | None:
    """委员登记表.docx becomes 委员登记表（换下1）.docx; None when there is no such file."""
    if not path.is_file():
        return None
    number = 1
    while (aside := path.with_name(f"{path.stem}（换下{number}）{path.suffix}")).exists():
        number += 1
    try:
        path.replace(aside)
    except OSError:
        raise Refused(f"“{path.name}”正在 WPS 或其他程序里打开，没有改动。请关闭它后再试。") from None
    return aside


class Filler:
    """A form file prepared once: its fields are held against what the form knows before anything is printed."""

    def __init__(self, path: Path, form: Form) -> None:
        self.template = filling.opened(path)
        self.form = form
        for wrong in unknown(self.template, form):
            hint = f"是不是“{wrong.suggestion}”？" if wrong.suggestion else ""
            raise Refused(f"表样“{path.name}”{wrong.place}的“{wrong.name}”程序不认识，没有打印。{hint}请在“表样”页检查并改好后再打印。")
        self.other = {name: label for name in names_in(self.template)
                      if (label := form.known(name)) is not None and label != name}

    @cached_property
    def drawable(self) -> bool:
        """Whether its pages can be drawn without an office suite."""
        from desktop.exporters.forms import painting

        return self.template.package.kind == "docx" and not painting.obstacle(self.template.package)

    def write(self, records: Sequence[Record], out: Path, progress: Progress) -> None:
        filling.write(self.template, [self.renamed(r) for r in records] if self.other else records, out, progress)

    def renamed(self, record: Record) -> Record:
        """The record also under the names by which the form calls its fields."""
        more = {}
        for name, label in self.other.items():
            within, _, part = name.rpartition(".")
            if not within:
                more[name] = record.get(label)
            else:
                items = more.get(within, record.get(within)) or []
                more[within] = [{**item, part: item.get(label.rpartition(".")[2])} for item in items]
        return {**record, **more}


"""What is wrong with a form file: fields that nobody fills, fields that the shipped form has and this one lacks, open conditions."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from desktop.exporters.forms import filling, marks
from desktop.exporters.forms.filling import Template
from desktop.exporters.forms.form import Form
from desktop.exporters.forms.story import Fault, Found

NEAR = 50  # of 100; less alike is no suggestion
RESEMBLING = 0.5  # of the fields of both files; the shipped forms share less than two thirds with each other

NO_FIELD = "没有一个字段，打出来份份一样、没有内容；可用的字段列在“表样”页（或用 templates --fields 表样），写作 {{姓名}} 这样"


@dataclass(frozen=True)
class Unknown:
    """`suggestion` is the nearest field that there is, '' when none is near."""
    name: str
    place: str
    suggestion: str


@dataclass(frozen=True)
class Missing:
    """`place` is where the shipped form has it."""
    name: str
    place: str


@dataclass(frozen=True)
class Check:
    path: Path
    form: Form | None
    names: tuple[str, ...]
    unknown: tuple[Unknown, ...]
    missing: tuple[Missing, ...]
    faults: tuple[Fault, ...]

    @property
    def clean(self) -> bool:
        return not (self.unknown or self.missing or self.faults)

    def lines(self) -> list[str]:
        """Each finding as a sentence."""
        said = [f"{u.place}：不认识的字段“{u.name}”" + (f"，是不是“{u.suggestion}”" if u.suggestion else "") for u in self.unknown]
        said += [f"{f.place}：{f.reason}" for f in self.faults]
        return said + [f"缺少字段“{m.name}”（自带的表样在{m.place}）" for m in self.missing]


def check(path: Path, form: Form | None, shipped: Path | None = None, all_forms: Sequence[Form] = ()) -> Check:
    """Holds a file against the form that it is for; without one against every field that any form knows.

    `shipped` is the program's own file of the form. Raises Refused for a file that cannot be read.
    """
    template = filling.opened(path)
    names = tuple(names_in(template))
    missing: tuple[Missing, ...] = ()
    if form is not None and shipped is not None and path != shipped:
        have = {form.known(name) for name in names}
        wanted = {found.mark.whole: found.place for found in reversed([*found_in(filling.opened(shipped))]) if found.mark.kind == "value"}
        missing = tuple(Missing(name, place) for name, place in reversed(wanted.items()) if form.known(name) not in have)
    faults = tuple(fault for story in template.stories for fault in story.faults)
    if not names and not faults:
        faults = (Fault("整份文件", NO_FIELD),)
    return Check(path, form, names, tuple(unknown(template, *([form] if form else all_forms))), missing, (*faults, *undressed(template)))


def found_in(template: Template) -> Iterator[Found]:
    return (found for story in template.stories for found in story.found)


def names_in(template: Template) -> list[str]:
    return list(dict.fromkeys(found.mark.whole for found in found_in(template)))


def unknown(template: Template, *forms: Form) -> Iterator[Unknown]:
    """The fields that none of the forms knows, in the order of the page."""
    known = list(dict.fromkeys(name for form in forms for name in form.names()))
    for found in found_in(template):
        if not any(holds(form, found) for form in forms):
            yield Unknown(found.mark.whole, found.place, nearest(found.mark.whole, known))


def holds(form: Form, found: Found) -> bool:
    mark = found.mark
    if form.known(mark.whole) is not None:
        return True
    return mark.kind == "if" and any(slot.label == mark.whole for slot in form.slots)  # a list as such: {{如果 简历}}


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like it; part of a list is compared by its last word too."""
    choices = list(known)
    best = process.extractOne(name, choices, scorer=fuzz.ratio)
    return best[0] if best and best[1] >= NEAR else ""


def undressed(template: Template) -> Iterator[Fault]:
    """Dresses that there are not."""
    for found in found_in(template):
        dress = found.mark.dress
        if found.mark.kind == "value" and dress and dress not in marks.DRESSES and marks.size(dress) is None:
            yield Fault(found.place, f"“{found.mark.name}”后面的“{dress}”不认识，可写：{'、'.join(marks.DRESSES)}，照片写 25×35")


def meant(path: Path, forms: Sequence[Form]) -> Form | None:
    """The form that a file is for, told by its name: 委员登记表（改）.docx."""
    stems = [(Path(form.file).stem, form) for form in forms]
    alike = [(stem, form) for stem, form in stems if stem in path.stem]
    return max(alike, key=lambda each: len(each[0]))[1] if alike else None


def resembled(path: Path, forms: Sequence[tuple[Form, Path]]) -> Form | None:
    """The form whose shipped file holds most of the same fields, for a file of another name; None when none is near.

    Raises Refused for a file that cannot be read.
    """
    template = filling.opened(path)
    names = set(names_in(template))
    shares = []
    for form, shipped in forms:
        if form.kind == template.package.kind:
            wanted = set(names_in(filling.opened(shipped)))
            shares.append((len(names & wanted) / len(names | wanted), form))
    share, best = max(shares, key=lambda each: each[0], default=(0, None))
    return best if share >= RESEMBLING else None

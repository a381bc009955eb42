"""Every form of the office: the 表样 page and `xiewu templates` list these, and each is a paper."""
from __future__ import annotations

from desktop.exporters.forms import honours, members, nominations, people, units
from desktop.exporters.forms.form import Form
from desktop.exporters.proposals import forms as proposals
from desktop.fields.refused import Refused

FORMS: tuple[Form, ...] = (*members.FORMS, *nominations.FORMS, *honours.FORMS, *people.FORMS, *units.FORMS, *proposals.FORMS)


def form(key: str) -> Form:
    for each in FORMS:
        if key in (each.key, each.title):
            return each
    raise Refused(f"没有“{key}”这张表样，可用：{'、'.join(f'{f.key}（{f.title}）' for f in FORMS)}。")

"""The practice county 青溪县: invented people in a whole term's work, the same on every PC and on every day."""
from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from contextlib import contextmanager

from desktop.fields.refused import Refused
from desktop.models.base import identities
from desktop.rules.rights import local
from desktop.services import office, opening
from desktop.services.demo import (
    body,
    consultations,
    documents,
    events,
    groups,
    handlings,
    meetings,
    members,
    others,
    people,
    proposals,
    settings,
    spoken,
    units,
)
from desktop.services.demo.county import County, Share
from desktop.services.progress import Progress, silent
from desktop.services.store import Store

MADE_AT = dt.datetime(2026, 6, 30, 9, 0)
MADE_BY = "练习县"

SHARES: tuple[Share, ...] = (
    Share("县名、今天和选项", settings.settle),
    Share("届次和专委会", body.found),
    Share("人员", people.enter),
    Share("委员", members.enrol),
    Share("人事事项", events.recall),
    Share("公文", documents.issue),
    Share("协商、民主监督和工作安排", consultations.enter),
    Share("县领导、机关干部和其他人员", others.enter),
    Share("单位和参加单位", units.found),
    Share("乡镇、联络组和活动组", groups.found),
    Share("提案", proposals.put_forward),
    Share("提案交办和办理", handlings.hand_over),
    Share("会议、活动和考勤", meetings.enter),
    Share("议程和大会发言", spoken.enter),
    Share("协商议题和会议", consultations.tie),
)
"""In the order in which they are written; each is one operation. A share finds what it needs in the County."""


def create(address: str, progress: Progress = silent) -> Store:
    """A new store with the practice county in it; refused where a store is already."""
    store = opening.create(address)
    build(store, progress)
    return store


def build(store: Store, progress: Progress = silent) -> None:
    """Write the practice county into an empty store."""
    if not office.is_empty(store):
        raise Refused("练习县要放在一份空的数据里，这里已经登记了人员，没有改动。请换一个文件名。")
    county = County()
    with as_made(store):
        for done, share in enumerate(SHARES, 1):
            with identities(random.Random(f"{MADE_BY}/{share.title}")), store.operation(f"练习县：{share.title}") as session:
                share.write(session, county)
            progress(done, len(SHARES))
    store.refresh()


@contextmanager
def as_made(store: Store) -> Iterator[None]:
    """Within, the audit says the same moment, user and PC wherever the county is made."""
    usual = store.actor, store.host, store.clock
    store.actor, store.host, store.clock = local(MADE_BY), MADE_BY, lambda: MADE_AT
    try:
        yield
    finally:
        store.actor, store.host, store.clock = usual

"""What is typed into a record's form and not saved yet: kept for this user while typing, offered at the next start."""
from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from desktop.views.work import Work

KEY = "unsaved-"


@dataclass(frozen=True)
class Unsaved:
    """`texts` are what stands in the fields that were typed into, as it was typed; `record` is None for a new one."""
    page: str
    title: str
    texts: Mapping[str, str]
    record: str | None = None
    store: str = ""
    at: str = field(default_factory=lambda: dt.datetime.now().isoformat(timespec="minutes"))

    @property
    def words(self) -> str:
        """修改委员：王凯（8月3日 15:20）."""
        at = dt.datetime.fromisoformat(self.at)
        return f"{self.title}（{at.month}月{at.day}日 {at:%H:%M}）"


def keep(work: Work, page: str, title: str, record: str | None, texts: Mapping[str, str]) -> None:
    """Replaces what was kept of this page's form before."""
    work.remember(KEY + page, asdict(Unsaved(page, title, dict(texts), record, whose(work))))


def forget(work: Work, page: str) -> None:
    if work.remembered(KEY + page) is not None:
        work.remember(KEY + page, None)


def found(work: Work, pages: Collection[str]) -> list[Unsaved]:
    """What was left of these pages' forms in this store, the newest first; what cannot be read any more is nothing."""
    left = []
    for page in pages:
        kept = work.remembered(KEY + page)
        if isinstance(kept, dict) and kept.get("store") == whose(work):
            try:
                each = Unsaved(**kept)
                dt.datetime.fromisoformat(each.at)
            except (TypeError, ValueError):
                continue
            left.append(each)
    return sorted(left, key=lambda each: each.at, reverse=True)


def whose(work: Work) -> str:
    """The practice county's draft must not come up over the office's own records."""
    return str(work.store.file or work.store.engine.url.database or "")


def typed(kept: Unsaved) -> dict[str, Any]:
    return {name: text for name, text in kept.texts.items() if isinstance(text, str)}

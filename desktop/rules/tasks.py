"""任务: whether a task is done, due or late on a day."""
from __future__ import annotations

import datetime as dt

DONE, LATE, SOON, RUNNING = "已完成", "逾期", "临期", "进行中"


def state(due: dt.date | None, done: dt.date | None, today: dt.date, near: int) -> str:
    """`near`: days before the due day in which a task counts as 临期 (the office's setting)."""
    if done is not None and done <= today:
        return DONE
    if due is not None and due < today:
        return LATE
    if due is not None and (due - today).days <= near:
        return SOON
    return RUNNING

"""Facts: every table of the store. Importing this package makes them all known to `Base.metadata`."""
from desktop.models import (
    attendance,
    body,
    calendar,
    change,
    committee,
    consultation,
    document,
    handling,
    meeting,
    member,
    office,
    oversight,
    people,
    person,
    proposal,
    search,
    speech,
    task,
    unit,
)

__all__ = ["attendance", "body", "calendar", "change", "committee", "consultation", "document", "handling", "meeting", "member",
           "office", "oversight", "people", "person", "proposal", "search", "speech", "task", "unit"]

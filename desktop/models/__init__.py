"""Facts: every table of the store. Importing this package makes them all known to `Base.metadata`."""
from desktop.models import (
    attendance,
    body,
    change,
    committee,
    document,
    meeting,
    member,
    office,
    people,
    person,
    search,
    speech,
    unit,
)

__all__ = ["attendance", "body", "change", "committee", "document", "meeting", "member", "office", "people", "person",
           "search", "speech", "unit"]

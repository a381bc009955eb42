"""Facts: every table of the store. Importing this package makes them all known to `Base.metadata`."""
from desktop.models import (
    attendance,
    body,
    calendar,
    change,
    committee,
    document,
    handling,
    meeting,
    member,
    office,
    people,
    person,
    proposal,
    search,
    speech,
    unit,
)

__all__ = ["attendance", "body", "calendar", "change", "committee", "document", "handling", "meeting", "member", "office",
           "people", "person", "proposal", "search", "speech", "unit"]

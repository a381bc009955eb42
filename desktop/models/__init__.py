"""Facts: every table of the store. Importing this package makes them all known to `Base.metadata`."""
from desktop.models import body, change, committee, member, office, people, person, unit

__all__ = ["body", "change", "committee", "member", "office", "people", "person", "unit"]

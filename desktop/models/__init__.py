"""Facts: every table of the store. Importing this package makes them all known to `Base.metadata`."""
from desktop.models import body, change, committee, document, member, office, people, person, search, unit

__all__ = ["body", "change", "committee", "document", "member", "office", "people", "person", "search", "unit"]

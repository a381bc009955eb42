"""Facts: every table of the store. Importing this package makes them all known to `Base.metadata`."""
from desktop.models import change, committee, member, office, person

__all__ = ["change", "committee", "member", "office", "person"]

"""What was written is read back before it replaces what was there: exporters ask here, readers stand below."""
from __future__ import annotations

from desktop.importers.written import Unreadable, sheet

__all__ = ["Unreadable", "sheet"]

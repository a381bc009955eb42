"""公文 as a .docx: one document's pieces composed, placed and drawn by one pen."""
from __future__ import annotations

from desktop.exporters.gongwen.write import write

__all__ = ["write"]

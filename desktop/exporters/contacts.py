"""Whom to call about a letter: 附注 of notices and letters, as asked for or as the office has it in its settings."""
from __future__ import annotations

from desktop.exporters.registry import Request

LABEL = "联系人："


def contact(request: Request, usual: str | None) -> str:
    """联系人：方志远，电话 0340-0000000; '' where nobody is named."""
    said = (request.answers.get("contact") or usual or "").strip(" （）()。")
    return f"{LABEL}{said.removeprefix('联系人').lstrip('：: ')}" if said else ""

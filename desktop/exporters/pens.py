"""The pen for a format; what a pen needs is loaded when something is printed, not when the program starts."""
from __future__ import annotations

from pathlib import Path

from desktop.fields.refused import Refused
from desktop.fields.report import Report

FORMATS = ("xlsx", "docx", "pdf")


def write(report: Report, format: str, out: Path) -> None:
    """Writes `out` whole or not at all."""
    if format == "docx":
        from desktop.exporters import docx as pen
    elif format == "xlsx":
        from desktop.exporters import xlsx as pen
    elif format == "pdf":
        from desktop.exporters import pdf as pen
    else:
        raise Refused(f"“{report.title}”没有 {format} 格式，可用：{'、'.join(FORMATS)}。")
    pen.write(report, out)

"""The pen for a format; what a pen needs is loaded when something is printed, not when the program starts."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.exporters.drawing import turn
from desktop.exporters.gaps import watched
from desktop.exporters.registry import FromReport, Request
from desktop.fields.refused import Refused
from desktop.fields.report import Report
from desktop.services.store import Store

FORMATS = ("xlsx", "docx", "pdf", "csv")


def printing(collect: Callable[[Store, Request], Report]) -> FromReport:
    """How a paper is written that is one report in every format."""
    return FromReport(collect, write)


def write(report: Report, format: str, out: Path, encoding: str = "UTF-8") -> str:
    """Writes `out` whole or not at all. `encoding` is a csv's: UTF-8 or GB18030.

    Returns what the user should know of the file: characters that no font here has; usually nothing.
    """
    if format == "docx":
        from desktop.exporters import docx as pen
    elif format == "xlsx":
        from desktop.exporters import xlsx as pen
    elif format == "pdf":
        from desktop.exporters import pdf as pen
    elif format == "csv":
        from desktop.exporters import delimited

        delimited.write(report, out, encoding)
        return ""
    else:
        raise Refused(f"“{report.title}”没有 {format} 格式，可用：{'、'.join(FORMATS)}。")
    with turn(format), watched() as gaps:
        pen.write(report, out)
    return gaps.sentence

"""PDF from a finished docx or xlsx, by the office suite that the PC has: LibreOffice, or on Windows WPS or Word.

LibreOffice works beside a window that is open, with settings of its own. WPS and Word are asked through Windows. WPS for
Linux takes no such orders from another program: it is named, so that the clerk knows what to do.
"""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2

from desktop import temporary
from desktop.exporters.drawing import DRAWING
from desktop.exporters.package import read_back, unlike
from desktop.fields.refused import Refused
from desktop.services.atomic import replace_file
from desktop.services.progress import Progress, silent

LIBRE, WPS, WORD = "LibreOffice", "WPS", "Word"
WAIT = 180.0  # seconds for one file; a suite that starts for the first time takes twenty
LOOK = 0.2  # seconds between two looks whether it is done or no longer wanted
LINUX = ("/usr/bin/soffice", "/usr/local/bin/soffice", "/usr/lib/libreoffice/program/soffice", "/snap/bin/libreoffice",
         "/opt/libreoffice*/program/soffice", "/opt/apps/*libreoffice*/files/program/soffice")
LINUX_WPS = ("/usr/bin/wps", "/opt/kingsoft/wps-office/office6/wps", "/opt/apps/cn.wps.wps-office*/files/kingsoft/wps-office/office6/wps")
PROGRAMS = ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432", "LOCALAPPDATA")
WINDOWS = ((LIBRE, ("LibreOffice*/program/soffice.com",)),
           (WPS, ("Kingsoft/WPS Office/*/office6/wps.exe", "Kingsoft/WPS Office/office6/wps.exe", "WPS Office/*/office6/wps.exe")),
           (WORD, ("Microsoft Office/root/Office*/WINWORD.EXE", "Microsoft Office/Office*/WINWORD.EXE")))
# What Windows calls the programs, for text and for tables; a document opened to be read only, a PDF is 17 and 0.
ORDERS = {
    (WPS, ".docx"): ("KWPS.Application", "Documents", "$d.ExportAsFixedFormat($env:XIEWU_OUT, 17)"),
    (WPS, ".xlsx"): ("KET.Application", "Workbooks", "$d.ExportAsFixedFormat(0, $env:XIEWU_OUT)"),
    (WORD, ".docx"): ("Word.Application", "Documents", "$d.ExportAsFixedFormat($env:XIEWU_OUT, 17)"),
    (WORD, ".xlsx"): ("Excel.Application", "Workbooks", "$d.ExportAsFixedFormat(0, $env:XIEWU_OUT)"),
}
SCRIPT = ("$ErrorActionPreference = 'Stop'; $a = New-Object -ComObject {name}; "
          "try {{ $a.DisplayAlerts = 0; $d = $a.{many}.Open($env:XIEWU_IN, $false, $true); try {{ {export} }} "
          "finally {{ $d.Close($false) }} }} finally {{ $a.Quit() }}")


@dataclass(frozen=True)
class Suite:
    """`obeys`: it converts for another program."""
    name: str
    program: Path
    obeys: bool = True


def found() -> Suite | None:
    """The suite that converts here, else one that does not, else None."""
    return installed(tuple(os.environ.get(name, "") for name in ("XIEWU_OFFICE", "PATH", *PROGRAMS)))


@cache
def installed(_environment: tuple[str, ...]) -> Suite | None:
    suites = list(candidates())
    return next((suite for suite in suites if suite.obeys), suites[0] if suites else None)


def candidates() -> Iterator[Suite]:
    if own := os.environ.get("XIEWU_OFFICE"):  # the soffice that this PC's administrator wants to be used
        yield Suite(LIBRE, Path(own))
    elif sys.platform == "win32":
        for name, places in WINDOWS:
            for root in dict.fromkeys(filter(None, map(os.environ.get, PROGRAMS))):
                yield from (Suite(name, path) for place in places for path in sorted(Path(root).glob(place), reverse=True))
    else:
        if path := shutil.which("soffice") or shutil.which("libreoffice"):
            yield Suite(LIBRE, Path(path))
        yield from (Suite(LIBRE, path) for path in there(LINUX))
        yield from (Suite(WPS, path, obeys=False) for path in there(LINUX_WPS))


def there(patterns: Sequence[str]) -> Iterator[Path]:
    for pattern in patterns:
        yield from (path for path in sorted(Path("/").glob(pattern.lstrip("/")), reverse=True) if path.is_file())


def needed() -> Suite:
    """The suite that converts here. Raises Refused with what the clerk can do when there is none."""
    suite = found()
    if suite is None:
        raise Refused("这台电脑上没有找到 WPS 或 LibreOffice，不能把文档转成 PDF，没有生成文件。请改用 docx 格式，在有 WPS 的电脑上输出。")
    if not suite.obeys:
        raise Refused("这台电脑上只有 WPS，它不替别的程序转换 PDF，没有生成文件。请改用 docx 格式，用 WPS 打开后选“输出为PDF”；"
                      "装有 LibreOffice 时可以直接生成。")
    return suite


def to_pdf(source: Path, out: Path, progress: Progress = silent, wait: float = WAIT) -> None:
    """`out` is replaced only by a PDF that opens. Raises Refused with a sentence, Cancelled when `progress` does."""
    suite = needed()

    def draw(path: Path) -> None:
        folder = temporary.folder()
        try:
            path.write_bytes(converted(suite, source, folder, progress, wait).read_bytes())
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def check(path: Path) -> None:
        with DRAWING, read_back(source.name, pypdfium2.PdfiumError), pypdfium2.PdfDocument(path) as document:
            if not len(document):
                raise unlike(source.name)

    replace_file(out, draw, check)


def converted(suite: Suite, source: Path, folder: Path, progress: Progress, wait: float) -> Path:
    """The PDF in `folder`, which the caller takes away again; the source is copied there, in case it is open elsewhere."""
    own = folder / f"paper{source.suffix.lower()}"
    shutil.copyfile(source, own)
    made = folder / "paper.pdf"
    if suite.name == LIBRE:
        profile = (folder / "profile").as_uri()
        command = [str(suite.program), f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nologo", "--nodefault",
                   "--nolockcheck", "--convert-to", "pdf", "--outdir", str(folder), str(own)]
    elif orders := ORDERS.get((suite.name, own.suffix)):
        name, many, export = orders
        command = ["powershell", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-Command",
                   SCRIPT.format(name=name, many=many, export=export)]
    else:
        raise Refused(f"{suite.name} 不能把“{source.name}”转成 PDF，没有生成文件。")
    run(command, {**os.environ, "XIEWU_IN": str(own), "XIEWU_OUT": str(made)}, suite, source, progress, wait)
    if not made.is_file():
        raise Refused(f"{suite.name} 没有能把“{source.name}”转成 PDF，没有生成文件。请用它打开这份文档，看能否另存为 PDF。")
    return made


def run(command: Sequence[str], environment: dict[str, str], suite: Suite, source: Path, progress: Progress, wait: float) -> None:
    """Waits until the suite is done, no longer wanted, or too long about it; then it is ended with all that it started."""
    try:
        child = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL, start_new_session=os.name != "nt",
                                 creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0))
    except OSError:
        raise Refused(f"{suite.name}（{suite.program}）启动不了，“{source.name}”没有转成 PDF。请检查它是否完好。") from None
    ends = time.monotonic() + wait
    try:
        while child.poll() is None:
            progress(0, 1)
            if time.monotonic() > ends:
                raise Refused(f"{suite.name} 过了{wait:.0f}秒还没有把“{source.name}”转成 PDF，已停下，没有生成文件。请关闭其他程序后再试。")
            time.sleep(LOOK)
    finally:
        if child.poll() is None:
            end(child)
    progress(1, 1)


def end(child: subprocess.Popen[bytes]) -> None:
    if os.name == "nt":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(child.pid)], capture_output=True, check=False)
    else:
        import signal

        os.killpg(child.pid, signal.SIGKILL)  # soffice is a script that starts the program proper
    child.wait()

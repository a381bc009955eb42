"""Giving a file out of the window: where it is saved, that it was, and opening it or its folder."""
from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.fields.refused import Refused
from desktop.rules.files import free_name, name_of
from desktop.views.widgets.messages import ask, confirm, refusal
from desktop.views.work import Work

FOLDER = "print-folder"
WORDS = {"docx": "Word 文档（WPS 可改）", "xlsx": "Excel 表格", "pdf": "PDF（直接打印）",
         "csv": "CSV（其他系统导入）"}


def usual_folder(work: Work) -> Path:
    """Where the last file went, else the user's documents."""
    known = work.remembered(FOLDER)
    if isinstance(known, str) and Path(known).is_dir():
        return Path(known)
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def proposed(work: Work, title: str, format: str) -> Path:
    """A name in that folder that no file has."""
    folder = usual_folder(work)
    return folder / free_name(name_of(title), format, lambda name: (folder / name).exists())


def chosen_file(work: Work, title: str, format: str, parent: QWidget) -> Path | None:
    """Where the user wants it; a file that is there is only replaced when that was asked."""
    start = proposed(work, title, format)
    said, _ = QFileDialog.getSaveFileName(parent, f"{title}保存为", str(start), f"{WORDS.get(format, format)} (*.{format})")
    if not said:
        return None
    out = Path(said)
    if out.suffix.lower() != f".{format}":  # the file dialog has asked about the name without its ending only
        out = out.with_name(f"{out.name}.{format}")
        if out.exists() and not confirm(f"“{out.name}”已经有了", ["换掉后，原来的文件不能恢复。"], yes="换掉原来的文件", parent=parent):
            return None
    work.remember(FOLDER, str(out.parent))
    return out


def chosen_folder(work: Work, title: str, parent: QWidget) -> Path | None:
    said = QFileDialog.getExistingDirectory(parent, title, str(usual_folder(work)))
    if not said:
        return None
    work.remember(FOLDER, said)
    return Path(said)


def was_given(work: Work, out: Path, parent: QWidget, verb: str = "已生成", warning: str = "") -> None:
    """Says where it is, and what is not quite right with it, and opens it or its folder."""
    work.said.emit(f"{verb}：{out}", False)
    lines = [f"保存在 {out.parent}", *([warning] if warning else [])]
    chosen = ask(f"{verb} {out.name}", lines, ("知道了", "打开所在文件夹", "打开文件"), state="wait" if warning else "done", parent=parent)
    if chosen == "打开文件":
        open_file(out, parent)
    elif chosen == "打开所在文件夹":
        open_folder(out.parent, parent, out)


def was_refused(refused: Refused, again: Callable[[], object], elsewhere: Callable[[], object], parent: QWidget) -> None:
    """A file that is open elsewhere, a full disk, a folder that takes no file: mended, the same is tried again."""
    if not isinstance(refused.__cause__, OSError):
        refusal(str(refused), safe="", heading="没有生成文件", parent=parent).exec()
        return
    chosen = ask("没有生成文件", [str(refused)], ("取消", "换一个地方保存…", "再试一次"), state="late", parent=parent)
    if chosen == "再试一次":
        again()
    elif chosen == "换一个地方保存…":
        elsewhere()


def open_file(file: Path, parent: QWidget) -> None:
    if not file.exists():
        refusal(f"“{file.name}”已不在原来的文件夹里，可能被移动或删除了。", safe="", heading="没有打开", parent=parent).exec()
    elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
        refusal(f"这台电脑上没有能打开“{file.name}”的程序。文件已经保存好，在 {file.parent}。", safe="", heading="没有打开",
                parent=parent).exec()


def open_folder(folder: Path, parent: QWidget, file: Path | None = None) -> None:
    """On Windows with the file marked in it."""
    if os.name == "nt" and file is not None and file.exists():
        subprocess.Popen(["explorer", "/select,", str(file)])
    elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        refusal(f"文件夹没有打开，请自己到这里查看：{folder}", safe="", heading="没有打开", parent=parent).exec()

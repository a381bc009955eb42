"""What a user may do: the rights that services ask for."""
from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Right(Enum):
    READ = "查看"
    PRIVATE = "查看证件号码和电话"
    EDIT = "登记和修改"
    IMPORT = "导入"
    EXPORT = "打印和导出"
    UNDO = "撤销"
    SETTINGS = "修改设置"
    BACKUP = "备份和恢复"


@dataclass(frozen=True)
class Actor:
    """Who works, and with which rights."""
    name: str
    rights: frozenset[Right]

    def may(self, right: Right) -> bool:
        return right in self.rights


def local(name: str) -> Actor:
    """The user of a PC without accounts: all rights."""
    return Actor(name, frozenset(Right))

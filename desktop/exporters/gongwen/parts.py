"""The parts of a 公文 in the order in which they are read."""
from __future__ import annotations

from dataclasses import dataclass

from desktop.rules.gongwen.pieces import Piece


@dataclass(frozen=True)
class Parts:
    """The document's flow before 版记 is set into it."""
    before: list[Piece]  # head, title, recipients
    body: list[Piece]  # text, 附件说明, the lists of a 纪要
    end: list[Piece]  # 署名, date, 附注
    pages: list[Piece]  # 附件 on pages of their own

    @property
    def flow(self) -> list[Piece]:
        return self.before + self.body + self.end + self.pages

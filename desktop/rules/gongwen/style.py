"""How this office prints its 公文: which reading of the margins, whether a seal is set, which font names are written."""
from __future__ import annotations

from dataclasses import dataclass

from desktop.fields.refused import Refused

FACES = ("仿宋", "楷体", "黑体", "小标宋", "宋体")
READINGS = ("37/35", "34.58/32.58")


@dataclass(frozen=True)
class OfficeStyle:
    """The known disputes about GB/T 9704, decided once by the office.

    `margins`: "37/35" takes 天头 37 mm as the page margin (22 equal line boxes fill 225 mm);
    "34.58/32.58" takes it as the top of the ink (GB/T 33476.2-2016).
    `sealed` is what a document gets that does not say so itself.
    `latin` is the font of figures and Latin letters; empty means the Chinese font of the same run.
    """
    margins: str = READINGS[0]
    sealed: bool = True
    fangsong: str = "仿宋_GB2312"
    kaiti: str = "楷体_GB2312"
    heiti: str = "黑体"
    xiaobiaosong: str = "方正小标宋简体"
    songti: str = "宋体"
    latin: str = ""

    def __post_init__(self) -> None:
        if self.margins not in READINGS:
            raise Refused(f"页边距只有两种读法：{'、'.join(READINGS)}（毫米，上/下），没有“{self.margins}”。请到设置里另选。")

    def font(self, face: str) -> str:
        """The name written for one of FACES."""
        return {"仿宋": self.fangsong, "楷体": self.kaiti, "黑体": self.heiti,
                "小标宋": self.xiaobiaosong, "宋体": self.songti}[face]

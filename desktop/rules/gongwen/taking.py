"""How a paper that the program writes itself comes to its 发文字号."""
from __future__ import annotations

LATER, EACH, TOGETHER = "留空待编", "逐件取号", "整批一个号"
WAYS = (LATER, EACH, TOGETHER)

"""A rule of who attends, as a notice says it."""
from __future__ import annotations

import pytest

from desktop.rules.invitations import in_words


@pytest.mark.parametrize(("rule", "said"), [
    ("全体委员", "全体委员"), ("主席班子", "主席、副主席、秘书长"),
    ("专委会主任；乡镇联络员；机关干部", "各专委会主任、各乡镇政协联络员、机关干部"),
    ("专委会", "提案委全体委员"), ("专委会：经济委；界别：农业界", "经济委全体委员、农业界委员"), ("专委会党员", "提案委党员委员"),
    ("机关干部；身份：列席人员", "机关干部、有关人员"), ("人员：张三；职务：秘书长", "张三、秘书长"),
    ("经济委委员", "经济委委员"), (None, "")])
def test_a_rule_in_the_words_of_a_notice(rule: str | None, said: str) -> None:
    assert in_words(rule, "提案委") == said

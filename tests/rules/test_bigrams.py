"""Chinese text as pairs of characters: every part of a run is found, nothing across punctuation is."""
from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.bigrams import Phrase, asked, folded, indexed, runs

HAN = "县政协委员提案办理农业和村㛃𬭎䶮"
TEXTS = st.text(alphabet=HAN + "，。（） \n12X" + "ab", max_size=40)


def answers(text: str, query: str) -> bool:
    """What the databases do with tokens and phrases, said plainly."""
    tokens = indexed(text)

    def holds(phrase: Phrase) -> bool:
        if phrase.beginning:
            return any(t.startswith(phrase.tokens[0]) for t in tokens)
        size = len(phrase.tokens)
        return any(tuple(tokens[n:n + size]) == phrase.tokens for n in range(len(tokens)))

    phrases = asked(query)
    return bool(phrases) and all(holds(p) for p in phrases)


def test_the_tokens_of_a_text():
    assert indexed("县政协，协商") == ["县政", "政协", "协", "协商", "商"]
    assert indexed("zhangsan ZS") == ["zhangsan", "zs"]
    assert indexed("１３８x") == ["13", "38", "8", "x"]
    assert indexed("！。 ") == []


def test_the_phrases_of_a_query():
    assert asked("政协") == [Phrase(("政协",))]
    assert asked("政") == [Phrase(("政",), beginning=True)]
    assert asked("提案办 zs") == [Phrase(("提案", "案办")), Phrase(("zs",), beginning=True)]
    assert asked("（）") == []


@pytest.mark.parametrize(("text", "query", "found"), [
    ("县政协提案委", "政协", True), ("县政协，提案委", "协提", False), ("县政，政协", "县政协", False), ("王𬭎", "𬭎", True),
    ("王𬭎任主任", "王𬭎", True), ("zhangsan zs", "zs", True), ("zhangsan", "zhangs", True), ("zhangsan", "angsan", False),
    ("13900001234", "1234", True), ("13900001234", "900001", True), ("13900001234", "91", False), ("张三", "张 三", True),
])
def test_words_are_found_where_they_stand(text, query, found):
    assert answers(text, query) is found


@given(TEXTS, st.data())
def test_every_part_of_a_run_is_found(text, data):
    others = [other for _, other in runs(text) if other]
    if others:
        run = data.draw(st.sampled_from(others))
        first = data.draw(st.integers(0, len(run) - 1))
        last = data.draw(st.integers(first + 1, len(run)))
        assert answers(text, run[first:last])


@given(TEXTS, st.text(alphabet=HAN, min_size=2, max_size=4))
def test_nothing_is_found_that_is_not_there(text, query):
    assert answers(text, query) is (folded(query) in re.sub(r"\W", "|", folded(text)))

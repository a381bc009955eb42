"""The registry: every paper can be asked for by its key."""
from __future__ import annotations

import pytest

from desktop.exporters.papers import PAPERS, paper
from desktop.fields.refused import Refused


def test_keys_are_unique_and_found():
    assert len({p.key for p in PAPERS}) == len(PAPERS)
    assert all(paper(p.key) is p for p in PAPERS)


def test_the_usual_format_is_one_that_can_be_edited():
    assert all(p.formats[0] in ("docx", "xlsx") for p in PAPERS)


def test_an_unknown_key_is_refused_with_the_known_ones():
    with pytest.raises(Refused, match=r"没有“名册”这种材料，可用：.*member-roster（委员名册）"):
        paper("名册")

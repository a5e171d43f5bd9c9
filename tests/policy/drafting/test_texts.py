"""Invented policies of ten kinds of companies, read as a person would read them."""

import pytest

from .scoring import NAMES, score


@pytest.mark.parametrize("name", NAMES)
def test_nothing_denied_or_excluded_is_proposed_as_declared(name):
    assert score(name).wrongly_declared == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_text_is_found_almost_whole(name):
    scored = score(name)
    found = len(scored.expected) - len(scored.missed)
    assert found / len(scored.expected) >= 0.9, sorted(scored.missed)
    assert found / (found + len(scored.surplus)) >= 0.9, sorted(scored.surplus)
    assert len(scored.other_status) <= found * 0.1, sorted(scored.other_status)


def test_all_texts_together():
    every = [score(name) for name in NAMES]
    missed, surplus = (sum(len(getattr(one, side)) for one in every) for side in ("missed", "surplus"))
    found = sum(len(one.expected) for one in every) - missed
    assert (found / (found + missed) >= 0.95, found / (found + surplus) >= 0.95) == (True, True)

"""Column names of many kinds of systems: what each announces, and names in the same words that announce nothing."""

from pathlib import Path

import pytest
import yaml

from barlau.engine.decision.lexicon import Clarity, Lexicon
from barlau.recognizers import load

LEXICON = Lexicon(load())
NAMES = yaml.safe_load((Path(__file__).parents[1] / "data" / "column_names.yaml").read_text("utf-8"))


def _announced(name):
    return [match for match in LEXICON.matches(name) if match.against is None]


def _clarity(name, category):
    return next((match.clarity for match in _announced(name) if match.rule.category == category), None)


@pytest.mark.parametrize("category", NAMES["clear"])
def test_a_name_announces_its_category_before_any_other(category):
    missed = []
    for name in NAMES["clear"][category]:
        clear = [match.rule.category for match in _announced(name) if match.clarity is Clarity.CLEAR]
        if clear[:1] != [category]:
            missed.append((name, clear))
    assert missed == []


@pytest.mark.parametrize("category", NAMES["values"])
def test_a_vague_name_announces_its_category_beside_values_that_agree(category):
    assert [n for n in NAMES["values"][category] if _clarity(n, category) not in (Clarity.CLEAR, Clarity.WEAK)] == []


@pytest.mark.parametrize("category", NAMES["beside"])
def test_an_everyday_name_counts_beside_another_column_of_its_group(category):
    assert [n for n in NAMES["beside"][category] if _clarity(n, category) is None] == []


@pytest.mark.parametrize("theme", NAMES["harmless"])
def test_a_name_of_things_announces_nobody(theme):
    def speaks(match):
        waits = match.clarity is Clarity.NEARBY or (match.weak and match.rule.entity is not None)
        return not waits and not (match.rule.category or "org").startswith("org")

    found = {name: [m.rule.category for m in _announced(name) if speaks(m)] for name in NAMES["harmless"][theme]}
    assert {name: categories for name, categories in found.items() if categories} == {}

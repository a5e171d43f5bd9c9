"""Repairs as rules: one text and a column agree."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.identifiers import rules
from barlau.identifiers.rules import Rule

CHAIN = (
    Rule(r"\A([0-9])-([0-9])\z", r"\2\1"),
    Rule("[ab]+", "x", only="ab"),
    Rule("x", "yy", only="ab"),
    Rule(r"([0-9])y", r"\10", only="[0-9]"),
    Rule(r"y\z", ""),
)


@settings(max_examples=100)
@given(st.lists(st.text("0189-abxyЖ\n", max_size=8), max_size=40))
def test_column_agrees_with_the_text(texts):
    column = pa.array([*texts, None], pa.string())
    assert rules.rewrite_array(column, CHAIN).to_pylist() == [*(rules.rewrite(t, CHAIN) for t in texts), None]
    pattern = "[0-9]+(?:-[0-9])?"
    assert rules.matches_array(column, pattern).tolist() == [
        *(rules.matches(t, pattern) for t in texts),
        False,
    ]


def test_guard_is_asked_once_for_neighbours_that_share_it():
    shared = (Rule("a", "b", only="a"), Rule("b", "c", only="a"))
    assert rules.rewrite("a", shared) == "c"
    assert rules.rewrite_array(pa.array(["a"]), shared).to_pylist() == ["c"]
    chain = (Rule("a", "b", only="a"), Rule("b", "c", only="b"))
    assert rules.rewrite("a", chain) == "c"
    assert rules.rewrite_array(pa.array(["a"]), chain).to_pylist() == ["c"]


def test_group_followed_by_a_digit_is_read_alike():
    rule = (Rule(r"\A(a)\z", r"\10"),)
    assert rules.rewrite("a", rule) == "a0"
    assert rules.rewrite_array(pa.array(["a"]), rule).to_pylist() == ["a0"]


def test_end_is_the_end_and_not_a_line_feed_before_it():
    assert not rules.matches("1\n", "[0-9]")
    assert rules.matches_array(pa.array(["1\n", "1"]), "[0-9]").tolist() == [False, True]


@pytest.mark.parametrize(
    ("cell", "rest"),
    [
        pytest.param("ИИН: 1", "1", id="colon"),
        pytest.param("жсн/иин 1", "1", id="two-labels"),
        pytest.param("iin=1", "1", id="key-and-value"),
        pytest.param("ИИН1", "1", id="glued"),
        pytest.param("ИИНА 1", "ИИНА 1", id="longer-word"),
        pytest.param("1 ИИН", "1 ИИН", id="behind"),
    ],
)
def test_label_in_front_is_taken_off(cell, rest):
    assert rules.rewrite(cell, rules.label_rules("iin")) == rest


def test_label_that_has_to_be_separated_stays_when_glued():
    assert rules.rewrite("почта1", rules.label_rules("email", glued=False)) == "почта1"


def test_groups_that_took_no_part_are_empty():
    assert rules.groups("b", "(a)?(b)") == ("", "b")
    assert rules.groups("c", "(a)?(b)") is None

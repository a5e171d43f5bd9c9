"""How surprising a number of hits is: the figures of the fact sheet and of the textbooks."""

from math import exp, inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barlau.engine.decision.chance import logit, probability, surprise, wilson

PLAUSIBLE, CHECK_ONLY = 0.00091926, 0.0991736


@pytest.mark.parametrize(
    ("hits", "trials", "chance", "tail"),
    [
        pytest.param(2, 20, PLAUSIBLE, 0.00016, id="2 of 20 IINs"),
        pytest.param(3, 20, PLAUSIBLE, 9e-7, id="3 of 20 IINs"),
        pytest.param(5, 100, PLAUSIBLE, 5e-8, id="5 of 100 IINs"),
        pytest.param(10, 1000, PLAUSIBLE, 5e-8, id="10 of 1000 IINs"),
    ],
)
def test_the_bound_is_near_the_exact_tail_and_never_below_it(hits, trials, chance, tail):
    assert tail * 0.95 <= exp(-surprise(hits, trials, chance)) <= 12 * tail


@pytest.mark.parametrize(("hits", "trials"), [(2, 20), (5, 100), (99, 1000), (0, 10), (0, 0), (3, 0)])
def test_what_accident_gives_is_no_surprise(hits, trials):
    assert surprise(hits, trials, CHECK_ONLY) < 1


def test_certainty_has_its_limits():
    assert surprise(1, 10, 0.0) == inf
    assert surprise(10, 10, 1.0) == 0
    assert surprise(12, 10, 0.5) == surprise(10, 10, 0.5)


@given(st.integers(1, 1000), st.integers(0, 1000), st.floats(1e-6, 0.99))
def test_more_hits_are_never_less_surprising(trials, hits, chance):
    assert surprise(hits, trials, chance) <= surprise(hits + 1, trials, chance) + 1e-9


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662), (0, 0, 0, 1)],
)
def test_the_interval_is_that_of_wilson(hits, trials, low, high):
    assert wilson(hits, trials) == pytest.approx((low, high), abs=1e-4)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share(case):
    hits, trials = case
    low, high = wilson(hits, trials)
    assert 0 <= low <= hits / trials + 1e-12
    assert hits / trials - 1e-12 <= high <= 1


@given(st.floats(0.001, 0.999))
def test_odds_and_probability_are_inverse(share):
    assert probability(logit(share)) == pytest.approx(share)

"""Facts about a sample of distinct values: what else they could be."""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.engine.facts import facts

from . import synthetic

TODAY = date(2026, 11, 21)


def _facts(values, distinct=None):
    texts = [str(value) for value in values]
    return dict(facts(pa.array(texts, pa.string()), distinct or len(set(texts)), TODAY))


SERIALS = [str(100_000_000_000 + n) for n in range(100)]


@pytest.mark.parametrize(
    ("fact", "values"),
    [
        pytest.param("serial", SERIALS, id="consecutive numbers"),
        pytest.param("serial", range(1, 3000, 2), id="every second number"),
        pytest.param("serial", range(77_000_000_013, 77_000_006_513, 13), id="long ones by a step"),
        pytest.param("serial", [f"{n:06d}" for n in range(500)], id="with zeros in front"),
        pytest.param("serial", [77_000_000_000 + 13 * n for n in range(100)], id="counted by 13"),
        pytest.param("serial", [f"ТД00-{n:06d}" for n in range(100)], id="behind the same letters"),
        pytest.param("timestamp", synthetic.moments(200, "%Y%m%d%H%M"), id="yyyyMMddHHmm"),
        pytest.param("timestamp", synthetic.moments(200, "%y%m%d%H%M%S"), id="yyMMddHHmmss"),
        pytest.param("timestamp", synthetic.moments(200, "%Y%m%d%H%M%S"), id="yyyyMMddHHmmss"),
        pytest.param("timestamp", synthetic.moments(200, "%Y%m%d"), id="yyyyMMdd"),
        pytest.param("timestamp", [int(m) for m in synthetic.moments(200, "%y%m%d%H%M%S")], id="lost zeros"),
        pytest.param("epoch", synthetic.epochs(200), id="seconds"),
        pytest.param("epoch", synthetic.epochs(200, factor=1000), id="milliseconds"),
        pytest.param("gtin", synthetic.eans(200), id="UPC-A"),
        pytest.param("gtin", synthetic.eans(200, digits=13), id="EAN-13"),
        pytest.param("gtin", synthetic.eans(200, digits=8), id="EAN-8"),
        pytest.param("trailing_zeros", synthetic.amounts(200), id="whole hundreds"),
        pytest.param("age_like", range(18, 80), id="ages"),
        pytest.param("latitude", [f"{43 + n / 997:.6f}" for n in range(200)], id="latitude"),
        pytest.param("longitude", [f"{76 + n / 997:.6f}" for n in range(200)], id="longitude"),
        pytest.param("latitude", [f"{43 + n / 997:.6f}".replace(".", ",") for n in range(200)], id="decimal comma"),
        pytest.param("versions", [f"1.{n % 12}.{n % 10}.{n % 7}" for n in range(200)], id="versions"),
        pytest.param("birth_like", synthetic.births(200), id="day first"),
        pytest.param("birth_like", synthetic.births(200, form="%Y-%m-%d"), id="year first"),
        pytest.param("birth_like", [f"{n} жылғы 15 шілде" for n in range(1950, 2000)], id="in Kazakh"),
        pytest.param("recent", synthetic.moments(200, "%d.%m.%Y", first=date(2015, 1, 1), days=4000), id="recent"),
        pytest.param("future", ["01.01.2030", "31.12.2035"], id="future"),
        pytest.param("spaced", synthetic.names(50), id="words"),
    ],
)
def test_a_fact_holds_for_nearly_all_values(fact, values):
    assert _facts(values)[fact] >= 0.9


@pytest.mark.parametrize(
    ("fact", "values", "most"),
    [
        pytest.param("serial", synthetic.twelve_digits(500), 0, id="random numbers are not counted up"),
        pytest.param("serial", range(19), 0, id="a few neighbours"),
        pytest.param("serial", range(250_000, 900_000, 10_000), 0, id="round amounts"),
        pytest.param("serial", [f"https://x.kz/{n}" for n in range(100)], 0, id="links"),
        pytest.param("serial", synthetic.iins(500), 0, id="IINs are not counted up"),
        pytest.param("timestamp", synthetic.twelve_digits(2000), 0.05, id="random numbers are no moments"),
        pytest.param("timestamp", synthetic.iins(500), 0.3, id="IINs are no moments"),
        pytest.param("gtin", synthetic.twelve_digits(2000), 0.13, id="one random number in ten"),
        pytest.param("gtin", synthetic.iins(500), 0.15, id="one IIN in ten"),
        pytest.param("epoch", synthetic.twelve_digits(500), 0.1, id="random numbers are no seconds"),
        pytest.param("versions", [f"203.0.113.{n}" for n in range(200)], 0.0, id="addresses"),
        pytest.param(
            "birth_like", synthetic.moments(200, "%d.%m.%Y", first=date(2018, 1, 1), days=3000), 0, id="orders"
        ),
        pytest.param("latitude", [f"{n}.50" for n in range(100, 300)], 0, id="prices"),
        pytest.param("age_like", synthetic.amounts(100), 0, id="sums"),
    ],
)
def test_a_fact_does_not_hold_by_accident(fact, values, most):
    assert _facts(values).get(fact, 0) <= most


def test_a_share_is_of_all_values_not_of_those_that_are_numbers():
    values = [*synthetic.epochs(100), *synthetic.names(100)]
    assert _facts(values)["epoch"] == pytest.approx(100 / len({str(v) for v in values}), abs=0.02)


def test_serial_numbers_among_other_values_count_for_their_share_only():
    values = [*SERIALS, *(f"слово {n}" for n in range(300))]
    assert _facts(values).get("serial", 0) <= 0.25


POOL = [
    *synthetic.moments(20, "%y%m%d%H%M%S"),
    *synthetic.eans(20),
    *map(str, range(1, 30)),
    *synthetic.births(20),
    *(f"43.{n}" for n in range(20, 40)),
    *synthetic.names(10),
    *("", " ", "x", "٣", "-5", "1e5", "9" * 18, "9" * 19, "1.2.3.4"),
]


@settings(max_examples=30)
@given(st.lists(st.sampled_from(POOL), unique=True, max_size=60), st.randoms(use_true_random=False))
def test_shuffled_values_give_the_same_shares_between_0_and_1(values, rng):
    before = _facts(values, 60)
    assert all(0 < share <= 1 for share in before.values())
    shuffled = list(values)
    rng.shuffle(shuffled)
    assert _facts(shuffled, 60) == before


def test_facts_are_sorted_by_name():
    names = [name for name, _ in facts(pa.array(SERIALS), 100, TODAY)]
    assert names == sorted(names)


@pytest.mark.parametrize("values", [[], ["слово"], ["%"]], ids=["none", "a word", "a sign"])
def test_nothing_is_said_of_values_that_say_nothing(values):
    assert _facts(values) == {}

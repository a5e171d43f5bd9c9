import re

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from barlau.identifiers.cells import cells_of
from barlau.identifiers.generic import email
from barlau.recognizers.load import load

(PATTERN,) = (p.regex for r in load([]).recognizers if r.entity == "EMAIL_ADDRESS" for p in r.patterns)
PARTS = ["a", "Z", "9", ".", "-", "_", "+", "%", "@", " ", "=", "user", "mail.kz", "@mail.kz", "қ", "t" * 24, "\0"]


@pytest.mark.parametrize(
    ("value", "address"),
    [
        pytest.param("mailto:User@Example.kz", "user@example.kz", id="link"),
        pytest.param("эл. почта: user@example.kz", "user@example.kz", id="label"),
        pytest.param("user@xn--80ak6aa92e.xn--80ao21a", "user@xn--80ak6aa92e.xn--80ao21a", id="punycode"),
        pytest.param("почта1@example.kz", "почта1@example.kz", id="label-that-is-the-name"),
        pytest.param("User@ПРИМЕР.ҚАЗ", "user@пример.қаз", id="kazakh-domain"),
    ],
)
def test_normal_form(value, address):
    assert email.validate(value) == address


@pytest.mark.parametrize(
    "value",
    [
        "user@localhost",
        "@example.kz",
        "user@.kz",
        "user.@example.kz",
        "a b@example.kz",
        "user@example.1",
        "u***@a.kz",
    ],
)
def test_other_texts_are_rejected(value):
    assert not email.is_valid(value)


def test_role_addresses_are_told_from_persons():
    assert email.parse("INFO@example.kz").role
    assert not email.parse("serik@example.kz").role


@given(st.lists(st.lists(st.sampled_from(PARTS), min_size=1, max_size=7).map("".join), max_size=20))
@example(["a@b.kz", "a@b@c.kz", "a..b@c.kz", "a@b..kz", "a@.kz", "@b.kz", "a@b_c.kz", "a@b.k", "a@b.k1"])
def test_whole_cells_are_those_of_the_pattern(texts):
    expected = [text.isascii() and bool(re.fullmatch(PATTERN, text)) for text in texts]
    buffer, start, length = cells_of(pa.array(["", *texts])[1:])
    assert email.whole_cells(buffer, start, length).tolist() == expected

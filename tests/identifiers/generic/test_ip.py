import ipaddress

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.identifiers.generic import ip

SETTINGS = settings(max_examples=100)
GROUPS = st.lists(st.sampled_from(["0", "1", "2001", "db8", "ffff", "", "10000", "g"]), min_size=1, max_size=9)


@SETTINGS
@given(st.ip_addresses() | st.ip_addresses(v=6))
def test_every_address_is_valid_in_its_normal_form(address):
    assert ip.validate(str(address).upper()) == str(address)


@SETTINGS
@given(st.lists(GROUPS.map(":".join) | st.text("0123456789.:af", max_size=20), min_size=1, max_size=40))
def test_pattern_agrees_with_the_standard_library(texts):
    def expected(text):
        try:
            ipaddress.ip_address(text)
        except ValueError:
            return text.isdigit() and 8 <= len(text) <= 10 and 1 << 24 <= int(text) < 1 << 32
        return True

    plain = [text for text in texts if "%" not in text and not text.endswith((".0", ",0", ".00"))]
    found = ip.is_valid_array(pa.array(plain, pa.string())).to_pylist()
    assert found == [expected(text) for text in plain] == [ip.is_valid(text) for text in plain]


@pytest.mark.parametrize(
    ("number", "address"),
    [(3221225994, "192.0.2.10"), (1 << 24, "1.0.0.0"), ((1 << 32) - 1, "255.255.255.255")],
)
def test_number_of_32_bits(number, address):
    assert ip.validate(number) == address


@pytest.mark.parametrize("number", [0, (1 << 24) - 1, 1 << 32, 9_999_999_999])
def test_number_outside_the_range_is_rejected(number):
    assert not ip.is_valid(number)


@pytest.mark.parametrize(
    ("value", "is_global"),
    [
        ("10.0.0.1", False),
        ("192.0.2.10", False),
        ("127.0.0.1", False),
        ("2001:db8::1", False),
        ("8.8.8.8", True),
    ],
)
def test_special_ranges_are_told_from_global_addresses(value, is_global):
    assert ip.parse(value).is_global == is_global


def test_port_is_taken_off():
    assert ip.validate("192.0.2.10:8443") == "192.0.2.10"

import pytest

from barlau.identifiers.generic import email


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

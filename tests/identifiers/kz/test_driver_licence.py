import pytest

from barlau.identifiers.kz import driver_licence


@pytest.mark.parametrize(
    ("value", "number"),
    [("АА № 000000", "AA000000"), ("ВУ AB-123456", "AB123456"), ("0000000001", "0000000001")],
    ids=["cyrillic", "label", "ten-digits"],
)
def test_both_forms_are_kept(value, number):
    assert driver_licence.validate(value) == number


@pytest.mark.parametrize("value", ["A000000", "AAA000000", "000000001", "AA0000000"])
def test_other_lengths_are_rejected(value):
    assert not driver_licence.is_valid(value)

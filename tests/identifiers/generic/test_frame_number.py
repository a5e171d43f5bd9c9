import pytest

from barlau.identifiers.generic import frame_number


@pytest.mark.parametrize(
    ("value", "number"),
    [
        pytest.param("SXM100123456", "SXM10-0123456", id="dash-lost-seven-digits"),
        pytest.param("GX100 6012345", "GX100-6012345", id="space"),
        pytest.param("ACA20 - 123456", "ACA20-123456", id="six-digits"),
        pytest.param("номер кузова АСА20-0123456", "ACA20-0123456", id="label-and-cyrillic"),
    ],
)
def test_repairs(value, number):
    assert frame_number.validate(value) == number


@pytest.mark.parametrize("value", ["б/н", "жоқ", "отсутствует", "ACA20-01234567", "12345678", "XTA21099000000001"])
def test_absent_markers_and_other_numbers_are_rejected(value):
    assert not frame_number.is_valid(value)

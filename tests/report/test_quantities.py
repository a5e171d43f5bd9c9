import pytest

from barlau.report.quantities import number, percent, plural, share


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("100", "100%"),
        ("0", "0%"),
        ("99.99", ">99.9%"),
        ("0.003", "<0.01%"),
        ("0.4", "0.4%"),
        ("0.25", "0.25%"),
        ("97", "97%"),
        ("97.25", "97.2%"),
        ("about half", "about half"),
    ],
)
def test_percent_never_rounds_to_all_or_nothing(value, expected):
    assert percent(value, "en") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1.0", "100%"), ("0.9999", ">99.9%"), ("0.29", "29%"), ("0.002996", "0.3%"), ("x", "x")],
)
def test_share_is_a_part_of_one(value, expected):
    assert share(value, "en") == expected


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        ("0", "en", "0"),
        ("1234567", "en", "1,234,567"),
        ("1234567.5", "ru", "1\u00a0234\u00a0567,5"),
        ("0.004", "kk", "0,004"),
        ("-0.004", "en", "-0.004"),
        ("1e-09", "en", "<0.0001"),
        ("-12", "en", "-12"),
        ("many", "ru", "many"),
    ],
)
def test_numbers(value, language, expected):
    assert number(value, language) == expected


@pytest.mark.parametrize(("language", "form"), [("en", "other"), ("ru", "many"), ("kk", "other")])
def test_what_is_no_number_takes_the_general_plural(language, form):
    assert plural("?", language) == form

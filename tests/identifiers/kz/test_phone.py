import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.errors import InvalidComponent, InvalidFormat, InvalidLength
from barlau.identifiers.kz import phone

SETTINGS = settings(max_examples=50)
NATIONAL = st.integers(0, 10**10 - 1).map("{:010}".format) | st.integers(7 * 10**9, 8 * 10**9 - 1).map(str)
FORMS = {
    "d": lambda d: d,
    "8d": lambda d: "8" + d,
    "7d": lambda d: "7" + d,
    "+7d": lambda d: "+7" + d,
    "+7 (ddd) ddd-dd-dd": lambda d: f"+7 ({d[:3]}) {d[3:6]}-{d[6:8]}-{d[8:]}",
    "8(dddd)dddddd": lambda d: f"8({d[:4]}){d[4:]}",
    "8 ddd ddd dd dd": lambda d: f"8 {d[:3]} {d[3:6]} {d[6:8]} {d[8:]}",
    "8-10-7-ddd-ddd-dd-dd": lambda d: f"8-10-7-{d[:3]}-{d[3:6]}-{d[6:8]}-{d[8:]}",
    "ddd-ddd-dd-dd": lambda d: f"{d[:3]}-{d[3:6]}-{d[6:8]}-{d[8:]}",
    "+8d": lambda d: "+8" + d,
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_kernel_agrees_with_the_scalar_in_every_written_form(run_kernel, form):
    @SETTINGS
    @given(st.lists(NATIONAL.map(form), min_size=1, max_size=40))
    def agree(cells):
        assert run_kernel(phone.check_cells, cells) == [phone.is_valid(cell) for cell in cells]

    agree()


@SETTINGS
@given(st.lists(st.integers(-1, 10**12) | NATIONAL.map(lambda d: int("7" + d)), min_size=1, max_size=60))
def test_integer_kernel_accepts_kazakhstan_and_russian_mobile(run_integers, numbers):
    def expected(number):
        if not phone.is_valid(number):
            return False
        found = phone.parse(number)
        return found.country == "KZ" or (found.country, found.kind) == ("RU", "mobile")

    assert run_integers(phone.check_integers, numbers) == [expected(number) for number in numbers]


@pytest.mark.parametrize(
    ("value", "country", "kind"),
    [
        ("+7 701 000 00 00", "KZ", "mobile"),
        ("+7 7172 00 00 13", "KZ", "fixed_line"),
        ("+7 751 000 00 17", "KZ", "voip"),
        ("8 800 080 0019", "KZ_or_RU", "toll_free"),
        ("+7 912 345-67-89", "RU", "mobile"),
        ("8 (812) 123-45-67", "RU", "fixed_line"),
    ],
)
def test_country_and_kind_follow_from_the_prefix(value, country, kind):
    found = phone.parse(value)
    assert (found.country, found.kind) == (country, kind)


def test_repeated_digit_is_a_placeholder():
    assert phone.parse("+7 777 777 77 77").placeholder
    assert not phone.parse("+7 777 777 77 78").placeholder


@pytest.mark.parametrize(
    ("value", "error"),
    [
        pytest.param("+7 703 000 00 20", InvalidComponent, id="unassigned-prefix"),
        pytest.param("+7 701 000 00", InvalidLength, id="too-short"),
        pytest.param("+7 7O1 000 00 26", InvalidFormat, id="letter-o"),
        pytest.param("870700000.03", InvalidFormat, id="amount-of-money"),
        pytest.param(-77060000012, InvalidFormat, id="negative-number"),
    ],
)
def test_reason_of_the_rejection(value, error):
    with pytest.raises(error):
        phone.validate(value)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("тел. 8 (705) 000-00-02; факс +7 727 333 10 33", ["+77050000002", "+77273331033"], id="two"),
        pytest.param("ИИН 110715399990", [], id="twelve-digits-are-no-phone"),
        pytest.param("карта 4111 1111 1111 1111", [], id="card"),
        pytest.param("звонить87070000003вечером", ["+77070000003"], id="cyrillic-letters-may-touch"),
        pytest.param("id7a87070000003", [], id="latin-letters-may-not-touch"),
        pytest.param("", [], id="empty"),
    ],
)
def test_find_in_text(text, found):
    assert phone.find(text) == found

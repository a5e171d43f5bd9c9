import pytest

from barlau.errors import InvalidFormat, InvalidLength
from barlau.identifiers.kz import sik


@pytest.mark.parametrize("letter", "ILOQ")
def test_letters_that_are_never_used_are_rejected(letter):
    assert sik.is_valid("AB12CD34EF56GH7A")
    assert not sik.is_valid(f"AB12CD34EF56GH7{letter}")


def test_lower_case_is_another_format():
    with pytest.raises(InvalidFormat):
        sik.validate("ab12cd34ef56gh78")


def test_fifteen_characters_are_too_few():
    with pytest.raises(InvalidLength):
        sik.validate("AB12CD34EF56GH7")


def test_label_is_taken_off():
    assert sik.validate("СИК: AB12CD34EF56GH78") == "AB12CD34EF56GH78"

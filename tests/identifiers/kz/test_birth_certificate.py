import pytest

from barlau.errors import InvalidFormat, InvalidLength
from barlau.identifiers.kz import birth_certificate


def test_number_behind_a_label_is_found():
    assert birth_certificate.validate("свидетельство о рождении № " + "1" * 7) == "1" * 7


@pytest.mark.parametrize(
    ("value", "error"),
    [
        pytest.param("1" * (7 - 1), InvalidLength, id="short"),
        pytest.param("1" * (7 + 1), InvalidLength, id="long"),
        pytest.param("A" + "1" * (7 - 1), InvalidFormat, id="letter"),
    ],
)
def test_reason_of_the_rejection(value, error):
    with pytest.raises(error):
        birth_certificate.validate(value)

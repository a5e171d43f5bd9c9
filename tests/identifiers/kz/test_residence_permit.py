import pytest

from barlau.errors import InvalidFormat, InvalidLength
from barlau.identifiers.kz import residence_permit


def test_number_behind_a_label_is_found():
    assert residence_permit.validate("ВНЖ № " + "1" * 9) == "1" * 9


@pytest.mark.parametrize(
    ("value", "error"),
    [
        pytest.param("1" * (9 - 1), InvalidLength, id="short"),
        pytest.param("1" * (9 + 1), InvalidLength, id="long"),
        pytest.param("A" + "1" * (9 - 1), InvalidFormat, id="letter"),
    ],
)
def test_reason_of_the_rejection(value, error):
    with pytest.raises(error):
        residence_permit.validate(value)

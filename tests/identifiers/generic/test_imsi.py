import pytest

from barlau.errors import InvalidComponent, InvalidLength
from barlau.identifiers.generic import imsi


@pytest.mark.parametrize(
    ("value", "error"),
    [("250010000000001", InvalidComponent), ("40101000000000", InvalidLength)],
    ids=["other-country", "fourteen-digits"],
)
def test_reason_of_the_rejection(value, error):
    with pytest.raises(error):
        imsi.validate(value)


def test_label_is_taken_off():
    assert imsi.validate("IMSI: 401010000000001") == "401010000000001"

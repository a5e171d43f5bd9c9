import pytest

from barlau.errors import InvalidComponent, InvalidFormat
from barlau.identifiers.generic import client_id


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("GA1.2.1234567890.1700000000", "ga_client_id"),
        ("fb.1.1700000000000.1234567890", "facebook_fbp"),
        ("38400000-8CF0-11BD-B23E-10B96E40000D", "advertising_id"),
    ],
)
def test_kind_by_form(value, kind):
    assert client_id.parse(value).kind == kind


@pytest.mark.parametrize(
    ("value", "error"),
    [
        pytest.param("00000000-0000-0000-0000-000000000000", InvalidComponent, id="opted-out"),
        pytest.param("1234567890.0700000000", InvalidFormat, id="no-unix-seconds-of-our-time"),
        pytest.param("38400000-8cf0-11bd-b23e", InvalidFormat, id="part-of-a-uuid"),
    ],
)
def test_reason_of_the_rejection(value, error):
    with pytest.raises(error):
        client_id.validate(value)

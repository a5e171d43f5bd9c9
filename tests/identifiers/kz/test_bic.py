import pytest

from barlau.errors import InvalidFormat, InvalidLength
from barlau.identifiers.kz import bic
from barlau.identifiers.tables import mapping


def test_every_bank_of_kazakhstan_in_the_table_is_valid_and_listed():
    codes = [code for code in mapping("banks", "codes").values() if code[4:6] == "KZ"]
    assert len(codes) > 30
    assert all(bic.parse(code).listed for code in codes)


def test_unknown_bank_has_the_shape_but_is_not_listed():
    assert not bic.parse("BLIZKZKI").listed


@pytest.mark.parametrize(("value", "code"), [("CASPKZKAXXX", "CASPKZKA"), ("CASPKZKA001", "CASPKZKA001")])
def test_only_the_head_office_loses_its_branch(value, code):
    assert bic.validate(value) == code


@pytest.mark.parametrize(
    ("value", "error"),
    [("CASPKZK", InvalidLength), ("CASPRUMM", InvalidFormat), ("CASPKZKA0", InvalidLength)],
)
def test_reason_of_the_rejection(value, error):
    with pytest.raises(error):
        bic.validate(value)

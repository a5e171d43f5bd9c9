import pytest

from barlau.errors import InvalidComponent, InvalidFormat, InvalidLength
from barlau.identifiers.kz import passport


@pytest.mark.parametrize(
    "value",
    [
        "n12345678",
        "№ 12345678",
        "паспорт №12345678",
        "Паспорт: N12345678",
        "N12345678, выдан МВД РК 01.01.2020",
    ],
)
def test_repairs(value):
    assert passport.validate(value) == "N12345678"


@pytest.mark.parametrize(
    ("value", "error"),
    [
        pytest.param("N1234567", InvalidLength, id="seven-digits"),
        pytest.param("Н12345678", InvalidFormat, id="cyrillic-letter-looks-like-h"),
        pytest.param("12345678", InvalidFormat, id="no-letter"),
        pytest.param("N00000000", InvalidComponent, id="zeros"),
    ],
)
def test_reason_of_the_rejection(value, error):
    with pytest.raises(error):
        passport.validate(value)


@pytest.mark.parametrize("cells", [["N12345678", "N00000000"], ["N 12345678", "N 00000000"]])
def test_kernel_agrees_with_the_scalar(run_kernel, cells):
    assert run_kernel(passport.check_cells, cells) == [passport.is_valid(cell) for cell in cells] == [True, False]

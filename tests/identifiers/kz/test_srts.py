import pytest

from barlau.identifiers.kz import srts


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("AB 00012345", id="space"),
        pytest.param("AB № 00012345", id="number-sign"),
        pytest.param("АВ00012345", id="cyrillic"),
        pytest.param("техпаспорт AB00012345", id="label"),
    ],
)
def test_repairs(value):
    assert srts.validate(value) == "AB00012345"


def test_russian_certificate_has_another_shape():
    assert not srts.is_valid("99ХХ 999999")


def test_kernel_takes_every_cell_of_the_shape(run_kernel):
    assert run_kernel(srts.check_cells, ["AB00012345", "AA00000000"]) == [True, True]

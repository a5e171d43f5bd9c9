import pytest

from barlau.identifiers.generic import mac


@pytest.mark.parametrize("value", ["00-00-5E-00-53-01", "0000.5E00.5301", "MAC: 00:00:5e:00:53:01", "00005E005301"])
def test_all_forms_have_one_normal_form(value):
    assert mac.validate(value) == "00005e005301"


@pytest.mark.parametrize("value", ["00:00-5e:00-53:01", "00:00:5e:00:53", "00:00:5e:00:53:0g", "0000:5e00:5301"])
def test_mixed_separators_and_other_lengths_are_rejected(value):
    assert not mac.is_valid(value)


def test_kernel_takes_every_cell_of_the_shape(run_kernel):
    assert run_kernel(mac.check_cells, ["00:00:5e:00:53:01"]) == [True]

from barlau.identifiers.kz import postal_code


def test_regions_of_old_codes_are_01_to_16(run_kernel):
    cells = [f"{region:02}0046" for region in range(100)]
    expected = [1 <= region <= 16 for region in range(100)]
    assert run_kernel(postal_code.check_cells, cells) == expected
    assert [postal_code.is_valid(cell) for cell in cells] == expected


def test_new_codes_pass_by_their_shape(run_kernel):
    assert run_kernel(postal_code.check_cells, ["A15E3H2", "Z05T3F5"]) == [True, True]


def test_integer_that_lost_its_zero_is_repaired():
    assert postal_code.validate(50046) == "050046"
    assert postal_code.validate(100000) == "100000"


def test_label_is_taken_off():
    assert postal_code.validate("индекс: а15е3н2") == "A15E3H2"

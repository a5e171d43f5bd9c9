from barlau.identifiers.kz import kato
from barlau.identifiers.tables import mapping


def test_regions_are_those_of_the_table(run_kernel):
    cells = [f"{region:02}1010000" for region in range(100)]
    expected = [f"{region:02}" in mapping("regions", "kato") for region in range(100)]
    assert run_kernel(kato.check_cells, cells) == expected
    assert [kato.is_valid(cell) for cell in cells] == expected
    assert sum(expected) == 21


def test_region_abolished_in_2018_is_still_read():
    assert kato.parse("511010000").region == "South Kazakhstan"

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.errors import InvalidComponent, InvalidFormat
from barlau.identifiers.generic import geo_point

SETTINGS = settings(max_examples=50)


@SETTINGS
@given(st.floats(-90, 90).map("{:.5f}".format), st.floats(-180, 180).map("{:.5f}".format))
def test_all_written_forms_name_one_point(latitude, longitude):
    if float(latitude) == float(longitude) == 0:
        return
    point = f"{latitude},{longitude}"
    forms = (
        f"{latitude}, {longitude}",
        f"{latitude} {longitude}",
        f"({latitude}; {longitude})",
        f"POINT({longitude} {latitude})",
        f"SRID=4326;POINT ({longitude} {latitude})",
        f"{latitude.replace('.', ',')}; {longitude.replace('.', ',')}",
    )
    assert {geo_point.validate(form) for form in forms} == {point}


@pytest.mark.parametrize(
    ("value", "error"),
    [
        pytest.param("90.1, 0.5", InvalidComponent, id="beyond-the-pole"),
        pytest.param("0.5, 180.1", InvalidComponent, id="beyond-the-date-line"),
        pytest.param("0.000, 0.000", InvalidComponent, id="null-island"),
        pytest.param("43, 76", InvalidFormat, id="whole-numbers"),
    ],
)
def test_reason_of_the_rejection(value, error):
    with pytest.raises(error):
        geo_point.validate(value)


def test_precision_is_that_of_the_coarser_coordinate():
    assert geo_point.parse("43.2, 76.889709").decimals == 1


def test_box_of_kazakhstan():
    assert geo_point.parse("51.169392, 71.449074").in_kazakhstan
    assert not geo_point.parse("55.755864, 37.617698").in_kazakhstan

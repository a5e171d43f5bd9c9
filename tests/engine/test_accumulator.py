"""Every Arrow type that sources hand over, counted in one column."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest

from . import synthetic
from .columns import profiled, tallies

IINS = synthetic.iins(60, years=(1945, 1999))
NAMES = ["identity", "a", None, "б/н", "Абай"]


def _sum(pairs):
    return sum(share for _, share in pairs)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(IINS, id="text"),
        pytest.param(pa.array(IINS).dictionary_encode(), id="dictionary"),
        pytest.param([int(n) for n in IINS], id="integer"),
        pytest.param([float(n) for n in IINS], id="float"),
        pytest.param([n.encode() for n in IINS], id="bytes"),
    ],
)
def test_iins_are_counted_in_every_way_of_storage(values):
    profile = profiled(values)
    assert (profile.rows, profile.nulls, profile.absent, profile.distinct) == (60, 0, 0, 60)
    tally = tallies(profile)["KZ_IIN"]
    assert (tally.cells, tally.inside, tally.distinct) == (60, 0, 60)
    assert dict(profile.forms)["integer"] == pytest.approx(1)


@pytest.mark.parametrize("dtype", [pa.int64(), pa.float64()], ids=str)
def test_iins_of_the_young_are_counted_without_their_zeros(dtype):
    young = synthetic.young_iins(60)
    profile = profiled(pa.array([int(n) for n in young]).cast(dtype))
    assert tallies(profile)["KZ_IIN"].cells == 60


@pytest.mark.parametrize(
    ("values", "form"),
    [
        pytest.param([True, False, True, None], "flag", id="bool"),
        pytest.param([date(1990, 7, 15), date(1988, 1, 2), None, date(2001, 3, 4)], "date", id="date"),
        pytest.param(
            [datetime(2024, 1, 2, 3, 4, 5), None, datetime(2024, 1, 2, 3, 4, 6, 7)], "datetime", id="timestamp"
        ),
        pytest.param([1.5, 2.25, None], "number", id="float"),
        pytest.param([Decimal("1.50"), Decimal("2.25"), None], "number", id="decimal"),
        pytest.param([b"\xff\xfe\x00", b"\xff\xd8\xff", None], "binary", id="binary"),
    ],
)
def test_other_types_have_a_form_and_no_identifiers(values, form):
    profile = profiled(pa.array(values))
    assert profile.rows == len(values)
    assert profile.nulls == values.count(None)
    assert dict(profile.forms) == {form: pytest.approx(1)}
    assert profile.distinct == len(set(values) - {None})


def test_a_timestamp_with_a_zone_has_the_form_of_a_moment():
    moments = pa.array([datetime(2024, 1, 2, 3, 4, 5)] * 2, pa.timestamp("us", "UTC"))
    assert dict(profiled(moments).forms) == {"datetime": pytest.approx(1)}


@pytest.mark.parametrize("dtype", [pa.date32(), pa.string()], ids=str)
def test_birth_dates_are_judged_on_the_sample(dtype):
    days = [date(1950 + n % 50, 1 + n % 12, 1 + n % 28) for n in range(300)]
    profile = profiled(pa.array([d.isoformat() for d in days]).cast(dtype))
    assert tallies(profile)["BIRTH_DATE"].cells == 300
    assert dict(profile.facts)["birth_like"] > 0.9


@pytest.mark.parametrize(
    "dtype", [pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.binary(), pa.date32(), pa.timestamp("us")], ids=str
)
@pytest.mark.parametrize("count", [0, 3])
def test_a_column_without_values_is_counted_and_nothing_more(dtype, count):
    profile = profiled(pa.nulls(count, dtype))
    assert (profile.rows, profile.nulls, profile.absent, profile.distinct) == (count, count, 0, 0)
    assert (profile.tallies, profile.forms, profile.facts, profile.sampled) == ((), (), (), 0)
    assert profile.mean_length == 0


def test_a_dictionary_of_nulls_has_no_values():
    profile = profiled(pa.array([None, None], pa.string()).dictionary_encode())
    assert (profile.rows, profile.nulls, profile.distinct) == (2, 2, 0)


def test_a_null_inside_the_dictionary_is_a_null():
    words = pa.DictionaryArray.from_arrays(pa.array([0, 1, 1, None], pa.int32()), pa.array(["a", None]))
    profile = profiled(words)
    assert (profile.rows, profile.nulls, profile.distinct) == (4, 3, 1)


def test_words_of_a_dictionary_that_no_row_uses_are_not_there():
    words = pa.DictionaryArray.from_arrays(pa.array([1, 1], pa.int32()), pa.array([IINS[0], "a", IINS[1]]))
    profile = profiled(words)
    assert profile.distinct == 1
    assert "KZ_IIN" not in tallies(profile)


@pytest.mark.parametrize("repeated", [1, 7], ids=["each once", "each seven times"])
def test_a_dictionary_is_counted_like_its_cells(repeated):
    texts = [*IINS, "-", None, "комментарий: ИИН " + IINS[0], "", *NAMES] * repeated
    plain = profiled(texts)
    words = profiled(pa.array(texts, pa.string()).dictionary_encode())
    assert replace(words, column=plain.column) == plain


def test_empty_cells_and_markers_are_absent_not_null():
    profile = profiled(["a", "", "-", "н/д", None, "жоқ", "b"])
    assert (profile.rows, profile.nulls, profile.absent, profile.distinct) == (7, 1, 4, 2)


def test_markers_weigh_as_many_rows_as_they_fill():
    words = pa.array(["-", "-", "-", "a", None]).dictionary_encode()
    assert profiled(words).absent == 3


def test_shares_of_forms_are_of_rows_not_of_distinct_values():
    forms = dict(profiled(["1990-01-01"] * 3 + ["слово"]).forms)
    assert forms == {"date": pytest.approx(0.75), "word": pytest.approx(0.25)}
    assert _sum(forms.items()) == pytest.approx(1)


def test_cells_are_counted_by_row_and_hits_by_distinct_value():
    tally = tallies(profiled([IINS[0]] * 10 + [IINS[1]] * 5 + ["ИИН " + IINS[2]] * 4))["KZ_IIN"]
    assert (tally.cells, tally.inside, tally.distinct) == (15, 4, 3)


def test_mean_length_is_of_bytes_of_the_values():
    assert profiled(["аб", "abcd", None]).mean_length == 4.0


def test_text_that_came_as_bytes_is_read_and_other_bytes_are_not():
    assert tallies(profiled(pa.array([n.encode() for n in IINS])))["KZ_IIN"].cells == 60
    mixed = profiled(pa.array([IINS[0].encode(), b"\xff\xfe"]))
    assert (mixed.rows, mixed.distinct) == (2, 2)


@pytest.mark.parametrize("special", [float("nan"), float("inf"), -float("inf")], ids=str)
def test_iins_stored_as_floats_are_found_beside_a_number_that_is_none(special):
    profile = profiled([float(n) for n in IINS] + [special])
    assert tallies(profile)["KZ_IIN"].cells == 60


def test_iins_stored_as_floats_are_found_beside_a_fraction():
    assert tallies(profiled([float(n) for n in IINS] + [0.5]))["KZ_IIN"].cells == 60


def test_a_float_beyond_the_whole_numbers_of_a_double_is_no_integer():
    profile = profiled([2.0**60, 2.0**61])
    assert (profile.rows, profile.distinct) == (2, 2)


def test_negative_numbers_have_a_form_and_no_hits():
    profile = profiled([-int(n) for n in IINS])
    assert profile.tallies == ()
    assert dict(profile.forms) == {"integer": pytest.approx(1)}


def test_words_of_a_list_are_counted_as_whole_cells():
    tally = tallies(profiled(["мужской", "женский", "женский", "-"]))["SEX"]
    assert (tally.cells, tally.distinct) == (3, 2)

import datetime
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barlau.nested.paths import key_path, leaf_name
from barlau.sources.arrow import chunks, flatten, repaired, valid_utf8

BIG = 2**64 - 1
MONTH = pa.MonthDayNano([1, 0, 0])


@pytest.mark.parametrize(
    ("array", "kind", "values"),
    [
        (pa.array([1, BIG], pa.uint64()), pa.string(), ["1", str(BIG)]),
        (pa.array([7], pa.uint64()), pa.int64(), [7]),
        (pa.array([7], pa.int8()), pa.int64(), [7]),
        (pa.array([Decimal("12.50")]), pa.string(), ["12.50"]),
        (pa.array([Decimal(10**17)]), pa.int64(), [10**17]),
        (pa.array([Decimal(10**20)]), pa.string(), [str(10**20)]),
        (pa.array([1.5], pa.float16()), pa.float64(), [1.5]),
        (pa.array(["a", None], pa.string_view()), pa.string(), ["a", None]),
        (pa.array(["a"], pa.large_string()), pa.string(), ["a"]),
        (pa.array([b"a"], pa.binary(1)), pa.binary(), [b"a"]),
        (pa.array([datetime.date(1990, 5, 1)], pa.date64()), pa.date32(), [datetime.date(1990, 5, 1)]),
        (pa.array([datetime.time(9, 30)]), pa.string(), ["09:30:00.000000"]),
        (pa.array([1, 1]).dictionary_encode(), pa.int64(), [1, 1]),
        (pa.array([None, None]), pa.string(), [None, None]),
        (pa.RunEndEncodedArray.from_arrays([2, 3], ["a", "b"]), pa.string(), ["a", "a", "b"]),
        (pa.array([MONTH]), pa.string(), ["MonthDayNano(months=1, days=0, nanoseconds=0)"]),
    ],
    ids=lambda value: str(value.type) if isinstance(value, pa.Array) else "",
)
def test_flat_types_become_accepted_kinds_without_loss(array, kind, values):
    ((path, found),) = flatten(array)
    assert (path, found.type, found.to_pylist()) == ("", kind, values)


def test_dictionaries_of_text_stay_dictionaries():
    words = pa.array(["a", "b"], pa.large_string())
    array = pa.DictionaryArray.from_arrays(pa.array([0, 1, 0], pa.int8()), words)
    ((_, found),) = flatten(array)
    assert found.type == pa.dictionary(pa.int32(), pa.string())
    assert found.to_pylist() == ["a", "b", "a"]


def test_nested_values_become_paths():
    array = pa.array([{"iin": "1", "tel": [{"n": 1}, {"n": 2}]}, None, {"iin": None, "tel": []}])
    found = {c.column.path: (c.column.name, c.values.to_pylist()) for c in chunks("client", array)}
    assert found == {
        "$.client.iin": ("client.iin", ["1", None, None]),
        "$.client.tel[*].n": ("client.tel.n", [1, 2]),
    }


def test_slices_and_maps_are_flattened_from_their_own_rows():
    array = pa.array([[("a", 1)], [("b", 2)], None], pa.map_(pa.string(), pa.int8())).slice(1)
    assert [(p, a.to_pylist()) for p, a in flatten(array)] == [("[*].key", ["b"]), ("[*].value", [2])]


def test_keys_that_are_no_words_are_quoted():
    assert key_path("$", 'e "mail"') == '$["e \\"mail\\""]'
    assert leaf_name("$.phones[*]") == "phones"


def test_invalid_text_is_repaired_and_counted():
    broken = pa.array([b"ok", b"\xff", None, "жж".encode()], pa.binary()).view(pa.string())
    found, bad = repaired(broken)
    assert (found.to_pylist(), bad) == (["ok", "\ufffd", None, "жж"], 1)
    split = pa.array([b"\xd0", b"\xb6"], pa.binary()).view(pa.string())
    assert repaired(split)[1] == 2
    dictionary = pa.DictionaryArray.from_arrays(pa.array([0, 0], pa.int32()), broken.slice(1, 1))
    assert repaired(dictionary)[0].to_pylist() == ["\ufffd", "\ufffd"]


@given(st.binary(max_size=40))
def test_validity_agrees_with_the_decoder(data):
    try:
        data.decode()
        expected = True
    except UnicodeDecodeError:
        expected = False
    assert valid_utf8(data) is expected

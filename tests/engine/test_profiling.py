"""A profile does not depend on how its rows arrived, and holds none of their values."""

import random
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.engine.accumulator import Accumulator
from barlau.engine.profiling import column_profile, profile
from barlau.model.reading import Chunk, Column, DataObject, ObjectKind

from . import synthetic
from .columns import ArrayReading, matcher, profiled, read, tallies

ROWS = 400
TEXT = "заметка менеджера без номеров, нужна для длины ячейки, чтобы её искали как текст; "


def _mixed_texts():
    """Identifiers, words, markers and long notes in one column."""
    rng = random.Random(30)
    iins, phones = synthetic.iins(100), synthetic.phones(100, form="8 ({0}) {1}")
    kinds = (
        lambda: rng.choice(iins),
        lambda: rng.choice(phones),
        lambda: TEXT + "ИИН " + rng.choice(iins),
        lambda: rng.choice(["-", "", "н/д", None]),
        lambda: rng.choice(["Алматы", "Астана", "123ab02", "7010000001"]),
    )
    return [rng.choice(kinds)() for _ in range(ROWS)]


def _notes():
    """Long texts and, among them, short cells of every sort."""
    rng = random.Random(33)
    short = ["-", "н/д", "123ab02", "kmhd841c0au000001", "7010000001", "2024-01-31", *synthetic.iins(5)]
    return [rng.choice([TEXT, TEXT + "тел. " + phone, rng.choice(short)]) for phone in synthetic.phones(ROWS)]


def _numbers():
    rng = random.Random(31)
    iins = [int(n) for n in synthetic.iins(200)]
    return [rng.choice([rng.choice(iins), rng.randrange(10**12), None]) for _ in range(ROWS)]


COLUMNS = {
    "texts": pa.array(_mixed_texts(), pa.string()),
    "notes": pa.array(_notes()),
    "distinct": pa.array([f"{n:07d}a" for n in range(5 * ROWS)]),
    "words": pa.array(_mixed_texts(), pa.string()).dictionary_encode(),
    "integers": pa.array(_numbers(), pa.int64()),
    "floats": pa.array([None if n is None else float(n) for n in _numbers()]),
    "fractions": pa.array([n / 4 for n in range(ROWS)]),
    "days": pa.array([date(1950, 1, 1) + timedelta(37 * n) for n in range(ROWS)]),
    "flags": pa.array([n % 3 == 0 if n % 5 else None for n in range(ROWS)]),
    "bytes": pa.array([n.encode() for n in synthetic.iins(ROWS)]),
    "blobs": pa.array([bytes([255, n % 256, n // 256]) for n in range(ROWS)]),
    "nulls": pa.nulls(ROWS, pa.string()),
}
WHOLE = [float(n) for n in synthetic.iins(30)]
TWO_MINDED = {
    "one fraction": [*WHOLE, 0.5, *WHOLE],
    "not a number": [*WHOLE, float("nan"), *WHOLE],
    "one too large": [*WHOLE, 2.0**60, *WHOLE],
    "halves": [0.5, 1.0, 1.5, 2.0] * 10,
    "text and bytes": [*(n.encode() for n in synthetic.iins(30)), b"\xff\xfe", b"text", b"\xff\xd8"],
}


@cache
def _whole(name):
    """The profile of a column that came in one chunk."""
    return profiled(COLUMNS[name])


CUTS = st.lists(st.integers(0, ROWS), max_size=5)


@pytest.mark.parametrize("name", COLUMNS)
@settings(max_examples=4)
@given(CUTS)
def test_any_cut_into_chunks_gives_the_same_profile(name, cuts):
    assert profiled(COLUMNS[name], cuts=cuts) == _whole(name)


@pytest.mark.parametrize("name", TWO_MINDED)
@pytest.mark.parametrize("cuts", [[1], [30], [31], [30, 31]], ids=str)
def test_a_cut_between_values_of_different_sorts_changes_nothing(name, cuts):
    values = pa.array(TWO_MINDED[name])
    assert profiled(values, cuts=cuts) == profiled(values)


@pytest.mark.parametrize("name", COLUMNS)
@settings(max_examples=3)
@given(CUTS, st.randoms(use_true_random=False))
def test_any_merge_of_parts_gives_the_same_profile(name, cuts, rng):
    values = COLUMNS[name]
    column = Column("c", None, str(values.type))
    edges = sorted({0, len(values), *cuts})
    parts = []
    for start, end in pairwise(edges):
        parts.append(Accumulator(column, matcher()))
        parts[-1].add(values.slice(start, end - start))
    rng.shuffle(parts)
    while len(parts) > 1:
        parts[0].merge(parts.pop())
    assert column_profile(parts[0], len(values), matcher()) == _whole(name)


@pytest.mark.parametrize("name", COLUMNS)
def test_shuffled_rows_give_the_same_profile(name):
    values = COLUMNS[name]
    order = np.random.default_rng(32).permutation(len(values))
    assert profiled(values.take(pa.array(order))) == _whole(name)


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_any_number_of_threads_gives_the_same_object(threads):
    even = {name: values.slice(0, ROWS) for name, values in COLUMNS.items()}
    cuts = range(0, ROWS, 50)
    assert read(even, cuts=cuts, threads=threads) == read(even, cuts=cuts)


@pytest.mark.parametrize("threads", [1, 3])
def test_columns_stay_in_the_order_of_their_first_chunk(threads):
    names = [f"c{n}" for n in range(12)]
    done = read({name: ["a", "b"] for name in names}, threads=threads, cuts=[1])
    assert [c.column.name for c in done.columns] == names


@pytest.mark.parametrize("threads", [1, 3])
def test_rows_without_a_nested_path_count_as_null(threads):
    nested = Column("doc", "$.client.iin", "string")
    done = read({"id": list(range(10)), nested: synthetic.iins(4)}, threads=threads)
    by_path = {c.column.path: c for c in done.columns}
    assert (by_path["$.client.iin"].rows, by_path["$.client.iin"].nulls) == (10, 6)
    assert tallies(by_path["$.client.iin"])["KZ_IIN"].cells == 4
    assert (by_path[None].rows, by_path[None].nulls) == (10, 0)


def test_a_path_that_occurs_several_times_in_a_row_has_more_values_than_rows():
    tags = Column("doc", "$.tags[*]", "string")
    column = read({tags: ["a", "b", None, "c"]}, rows=2).columns[0]
    assert (column.rows, column.nulls) == (4, 1)


@pytest.mark.parametrize("threads", [1, 3])
def test_an_object_without_chunks_has_no_columns(threads):
    item = DataObject("test", "t", ObjectKind.TABLE)
    assert profile(item, ArrayReading([], 0), matcher(), threads=threads).columns == ()


class _Broken(ArrayReading):
    def chunks(self):
        yield from super().chunks()
        raise ConnectionError


@pytest.mark.parametrize("threads", [1, 3])
def test_what_the_reading_raises_is_raised(threads):
    item = DataObject("test", "t", ObjectKind.TABLE)
    with pytest.raises(ConnectionError):
        profile(item, _Broken([], 0), matcher(), threads=threads)


class _Wrong:
    """A chunk whose values no type fits."""

    column = Column("c", None, "list")
    values = pa.array([[1], [2]])


def test_a_failure_in_a_thread_reaches_the_caller_and_does_not_hang():
    item = DataObject("test", "t", ObjectKind.TABLE)
    with pytest.raises(pa.lib.ArrowException):
        profile(item, ArrayReading([_Wrong()] * 50, 2), matcher(), threads=3)


def test_progress_tells_the_rows_of_the_furthest_column():
    seen = []
    one, two = Column("a", None, "string"), Column("b", None, "string")
    chunks = [Chunk(c, pa.array(["x"] * n)) for c, n in ((one, 3), (two, 3), (one, 2), (two, 2))]
    item = DataObject("test", "t", ObjectKind.TABLE)
    profile(item, ArrayReading(chunks, 5), matcher(), progress=seen.append)
    assert seen == [3, 3, 5, 5]


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(synthetic.iins(50), id="iin"),
        pytest.param([int(n) for n in synthetic.iins(50)], id="integers"),
        pytest.param([float(n) for n in synthetic.iins(50)], id="floats"),
        pytest.param(synthetic.names(50), id="names"),
        pytest.param(synthetic.births(50), id="births"),
        pytest.param([TEXT + n for n in synthetic.phones(50)], id="texts"),
        pytest.param(["Мужской", "Женский"], id="list words"),
        pytest.param([b"\xffsecret"], id="binary"),
    ],
)
def test_no_value_is_left_in_a_profile(values):
    shown = repr(profiled(values))
    pieces = {piece for value in values for piece in str(value).replace(".0", "").split() if len(piece) > 3}
    assert pieces
    assert [piece for piece in sorted(pieces) if piece in shown] == []

"""Columns handed to the engine without a file: a reading over Arrow arrays, its profile, the decision."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
import pyarrow as pa

from barlau.engine.decision.decide import Decider
from barlau.engine.entities import Tries
from barlau.engine.matcher import Matcher
from barlau.engine.profiling import profile
from barlau.model.reading import Chunk, Column, Coverage, DataObject, ObjectKind, ReadStatus, SamplingMethod
from barlau.recognizers import load

PACK = load()
ENTITIES = [recognizer.entity for recognizer in PACK.recognizers]
FULL, RANDOM, TOP = SamplingMethod.FULL, SamplingMethod.RANDOM, SamplingMethod.TOP


@cache
def matcher():
    """One for all tests: it holds no state."""
    return Matcher(PACK)


@cache
def decider():
    """One for all tests: it holds nothing of an object."""
    return Decider(PACK)


def tries():
    """A counter that has counted nothing."""
    return Tries(np.zeros(len(PACK.recognizers), np.int64))


class ArrayReading:
    """Chunks made beforehand, as a source gives them."""

    def __init__(self, chunks, rows, method=FULL):
        self._chunks, self._rows, self._method = chunks, rows, method

    def chunks(self):
        yield from self._chunks

    def coverage(self):
        return Coverage(ReadStatus.SCANNED, rows_read=self._rows, rows_total=self._rows, method=self._method)

    def close(self):
        pass


def array(values):
    """The Arrow array of a type that sources may hand over."""
    if isinstance(values, pa.Array):
        return values
    kind = pa.string() if all(v is None or isinstance(v, str) for v in values) else None
    return pa.array(values, kind)


def read(columns, *, table="t", method=FULL, cuts=(), threads=1, rows=None):
    """The profile of a table; each column is cut at the given rows."""
    chunks = []
    for name, values in columns.items():
        whole = array(values)
        column = name if isinstance(name, Column) else Column(name, None, str(whole.type))
        inner = sorted(min(cut, len(whole)) for cut in cuts)
        edges = [0, *inner, len(whole)]
        chunks += [Chunk(column, whole.slice(a, b - a)) for a, b in pairwise(edges)]
    longest = max(len(array(v)) for v in columns.values())
    item = DataObject("test", table, ObjectKind.TABLE)
    reading = ArrayReading(chunks, longest if rows is None else rows, method)
    return profile(item, reading, matcher(), threads=threads)


def profiled(values, **options):
    """The profile of one column."""
    return read({"c": values}, **options).columns[0]


def decided(columns: Mapping[str, Sequence[object]], *, table: str = "t", **options):
    """What each column holds, by name."""
    results = decider().decide(read(columns, table=table, **options))
    return {result.column.name: result for result in results}


def column(name, values, **options):
    """What one column holds."""
    return decided({name: values}, **options)[name]


def tallies(column_profile):
    """Counts by entity."""
    return {tally.entity: tally for tally in column_profile.tallies}


def hits(values):
    """(entity, whole, row) of everything the matcher finds, and the rows that are absent."""
    array_ = array(values)
    engine = matcher()
    found, absent = engine.strings(array_, Tries(np.zeros(len(engine.entities), np.int64)))
    named = {(engine.entities[hit.entity].recognizer.entity, hit.whole, int(row)) for hit in found for row in hit.rows}
    return named, set(np.flatnonzero(absent).tolist())

"""Are the digests of a column those of identifiers that stand in clear elsewhere? Those are hashed and looked up.

Values and digests live and die in this process; counts leave it. A digest is known by its first 64 bits: among a
million tried in a hundred million, one false match is expected in 180,000 runs (n·m / 2⁶⁴).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from barlau.engine.digests import Keys, keys_of
from barlau.engine.questions.spellings import spellings
from barlau.errors import ReadError
from barlau.model.question import Known, Reversed, Unhash, Unhashed
from barlau.model.reading import Reason, Sampling

if TYPE_CHECKING:
    from barlau.engine.questions.opening import Open, Progress
    from barlau.model.reading import Column, Coverage

MAX_DIGESTS = 50_000_000
"""Distinct digests of one function in one column: 400 MB, and as much again while they are sorted."""
WAITING = 4_000_000
"""Digests that are taken in before doubles are thrown out."""


@dataclass(slots=True)
class Samples:
    """Found values by their column and their digests by function; kept from one table of digests to the next."""

    spelled: dict[Known, list[pa.StringArray]] = field(default_factory=dict)
    digests: dict[tuple[Known, str], NDArray[np.uint64]] = field(default_factory=dict)
    """One row a value, one column a spelling."""


def unhash(question: Unhash, opened: Open, samples: Samples, progress: Progress = lambda _: None) -> Unhashed:
    """Answer one question. Columns that cannot be read are told in the answer."""
    try:
        found, coverage = _digests(question, opened, progress)
    except ReadError as error:
        return Unhashed(question.id, reason=error.reason)
    if not any(map(len, found.values())):
        return Unhashed(question.id, coverage.rows_read)
    missing: Reason | None = None
    reversals: list[Reversed] = []
    for known in question.known:
        try:
            spelled = _spelled(known, question.values, opened, samples, progress)
        except ReadError as error:
            missing = missing or error.reason
            continue
        for function, keys in found.items():
            reversals.append(_reversed(known, function, keys, spelled, samples))
            progress(coverage.rows_read)
    return Unhashed(
        question.id,
        coverage.rows_read,
        sum(map(len, found.values())),
        tuple(reversals),
        sampled=coverage.reason is Reason.SAMPLED,
        reason=missing if coverage.reason is Reason.SAMPLED else coverage.reason or missing,
    )


def _digests(question: Unhash, opened: Open, progress: Progress) -> tuple[dict[str, Keys], Coverage]:
    """The distinct digests of a column by function, ascending."""
    found: dict[str, Keys] = {}
    waiting: dict[str, list[Keys]] = {}
    reading = opened(question.table, question.hashes, (question.column,))
    seen = 0
    try:
        for chunk in reading.chunks():
            seen += len(chunk.values)
            progress(seen)
            if not _is(chunk.column, question.column):
                continue
            for function, keys in keys_of(chunk.values):
                parts = waiting.setdefault(function, [])
                parts.append(keys)
                if sum(map(len, parts)) >= WAITING:
                    found[function], waiting[function] = _merged(found.get(function), parts), []
        coverage = reading.coverage()
    finally:
        reading.close()
    return {function: _merged(found.get(function), parts) for function, parts in waiting.items()}, coverage


def _is(column: Column, wanted: Column) -> bool:
    return (column.name, column.path) == (wanted.name, wanted.path)


def _merged(known: Keys | None, parts: Sequence[Keys]) -> Keys:
    merged = np.unique(np.concatenate([*([] if known is None else [known]), *parts]))
    if len(merged) > MAX_DIGESTS:
        raise ReadError(Reason.MEMORY_LIMIT)
    return merged


def _spelled(
    known: Known, sampling: Sampling, opened: Open, samples: Samples, progress: Progress
) -> list[pa.StringArray]:
    """A sample of the values of a column, in every spelling."""
    if known not in samples.spelled:
        parts: list[pa.Array] = []
        reading = opened(known.table, sampling, (known.column,))
        try:
            for chunk in reading.chunks():
                progress(len(chunk.values))
                if _is(chunk.column, known.column):
                    cells = chunk.values
                    parts.append(cells.dictionary_decode() if pa.types.is_dictionary(cells.type) else cells)
        finally:
            reading.close()
        values = pa.concat_arrays(parts) if parts else pa.array([], pa.string())
        samples.spelled[known] = spellings(known.category, values)
    return samples.spelled[known]


def _reversed(known: Known, function: str, keys: Keys, spelled: list[pa.StringArray], samples: Samples) -> Reversed:
    if (known, function) not in samples.digests:
        samples.digests[known, function] = _hashed(spelled, function)
    digests = samples.digests[known, function]
    place = np.searchsorted(keys, digests)
    place[place == len(keys)] = 0
    matched = int((keys[place] == digests).any(axis=1).sum()) if len(digests) else 0
    return Reversed(known, function, len(digests), matched)


def _hashed(spelled: list[pa.StringArray], function: str) -> NDArray[np.uint64]:
    """The keys of the digests. No library hashes arrays with all six functions; the sample bounds the loop (0.5 µs)."""
    new = partial(hashlib.new, function, usedforsecurity=False)
    columns = [
        np.frombuffer(b"".join([new(text.encode()).digest()[:8] for text in texts.to_pylist()]), ">u8")
        for texts in spelled
    ]
    return np.stack(columns, axis=1).astype(np.uint64) if columns else np.zeros((0, 1), np.uint64)

"""From the chunks of one object to its profile. Runs in the child process; nothing but counts comes out."""

from __future__ import annotations

import queue
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pyarrow as pa

from barlau.engine.accumulator import Accumulator
from barlau.engine.facts import facts
from barlau.engine.forms import shares
from barlau.model.profile import ColumnProfile, ObjectProfile, Tally

if TYPE_CHECKING:
    from barlau.engine.matcher import Matcher
    from barlau.model.reading import Chunk, Column, DataObject, Reading

JUDGED = 512  # distinct values that lists and grammars judge (±4 %): in hash order, so drawn at random
AHEAD = 8  # chunks read but not yet scanned: bounds memory
Columns = dict["Column", Accumulator]


def profile(
    item: DataObject,
    reading: Reading,
    matcher: Matcher,
    *,
    threads: int = 1,
    progress: Callable[[int], None] | None = None,
) -> ObjectProfile:
    """Read one object to its end. Raises what the reading raises."""
    chunks = reading.chunks() if progress is None else _reported(reading.chunks(), progress)
    columns = _scan(chunks, matcher) if threads < 2 else _scan_in_threads(chunks, matcher, threads)
    coverage = reading.coverage()
    done = tuple(column_profile(accumulator, coverage.rows_read, matcher) for accumulator in columns.values())
    return ObjectProfile(item, coverage, done)


def _reported(chunks: Iterator[Chunk], progress: Callable[[int], None]) -> Iterator[Chunk]:
    """Say after each chunk how many rows have been seen in the column that is furthest."""
    rows: Counter[Column] = Counter()
    furthest = 0
    for chunk in chunks:
        yield chunk
        rows[chunk.column] += len(chunk.values)
        furthest = max(furthest, rows[chunk.column])
        progress(furthest)


def _scan(chunks: Iterator[Chunk], matcher: Matcher) -> Columns:
    columns: Columns = {}
    for chunk in chunks:
        if chunk.column not in columns:
            columns[chunk.column] = Accumulator(chunk.column, matcher)
        columns[chunk.column].add(chunk.values)
    return columns


def _scan_in_threads(chunks: Iterator[Chunk], matcher: Matcher, threads: int) -> Columns:
    """The caller's thread decodes, the others scan; each has accumulators of its own, added up at the end."""
    waiting: queue.Queue[Chunk | None] = queue.Queue(AHEAD)
    order: dict[Column, None] = {}
    results: list[Columns] = []
    failures: list[BaseException] = []

    def work() -> None:
        try:
            results.append(_scan(iter(waiting.get, None), matcher))
        except BaseException as error:  # noqa: BLE001  (raised again in the caller's thread)
            failures.append(error)
            for _ in iter(waiting.get, None):
                pass

    workers = [threading.Thread(target=work, daemon=True) for _ in range(threads)]
    for worker in workers:
        worker.start()
    try:
        for chunk in chunks:
            order.setdefault(chunk.column)
            waiting.put(chunk)
    finally:
        for _ in workers:
            waiting.put(None)
        for worker in workers:
            worker.join()
    if failures:
        raise failures[0]
    return _merged(order, results)


def _merged(order: dict[Column, None], results: list[Columns]) -> Columns:
    merged: Columns = {}
    for column in order:
        parts = [columns[column] for columns in results if column in columns]
        for other in parts[1:]:
            parts[0].merge(other)
        merged[column] = parts[0]
    return merged


def column_profile(accumulator: Accumulator, rows_read: int, matcher: Matcher) -> ColumnProfile:
    """Sum up one column; rows in which a nested path does not occur count as null."""
    sample = accumulator.sample
    texts = sample.texts()
    values = accumulator.rows - accumulator.nulls
    rows = max(rows_read, accumulator.rows)
    return ColumnProfile(
        column=accumulator.column,
        rows=rows,
        nulls=rows - values,
        absent=accumulator.absent,
        distinct=sample.distinct,
        tallies=tuple(_tallies(accumulator, texts, values - accumulator.absent, matcher)),
        forms=shares(texts, sample.counts),
        facts=facts(texts, sample.distinct),
        sampled=len(texts),
        judged=min(len(texts), JUDGED),
        mean_length=round(accumulator.bytes / values, 1) if values else 0.0,
    )


def _tallies(accumulator: Accumulator, texts: pa.StringArray, values: int, matcher: Matcher) -> Iterator[Tally]:
    for index, entity in enumerate(matcher.entities):
        whole, inside = int(accumulator.whole[index]), int(accumulator.inside[index])
        sketch = accumulator.sketches.get(index)
        distinct = sketch.distinct if sketch else 0
        judged = matcher.judge(entity, texts[:JUDGED])
        if judged is not None and judged.any():
            counts = accumulator.sample.counts[:JUDGED]
            share = float(counts[judged].sum() / counts.sum())
            whole = max(whole, round(share * values))
            inside = min(inside, values - whole)
            distinct = max(distinct, round(float(judged.mean()) * accumulator.sample.distinct))
        if whole or inside:
            tried = int(accumulator.tried[index])
            yield Tally(entity.recognizer.entity, whole, inside, min(distinct, whole + inside), tried)

"""From the chunks of one object to its profile. Runs in the child process; nothing but counts comes out."""

from __future__ import annotations

import queue
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa

from barlau.engine import unpack
from barlau.engine.accumulator import Accumulator
from barlau.engine.facts import facts
from barlau.engine.forms import shares
from barlau.model.profile import ColumnProfile, ObjectProfile, Tally
from barlau.model.reading import ReadStatus

if TYPE_CHECKING:
    from barlau.engine.matcher import Matcher
    from barlau.model.reading import Chunk, Column, Coverage, DataObject, Reading

JUDGED = 512  # distinct values that lists and grammars judge (±4 %): in hash order, so drawn at random
AHEAD = 2  # chunks for each thread that are read but not yet scanned: bounds memory
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
    every = _unpacked(columns)
    coverage = _with_reasons(reading.coverage(), every.values())
    done = tuple(column_profile(accumulator, coverage.rows_read, matcher) for accumulator in every.values())
    return ObjectProfile(item, coverage, done)


def _unpacked(columns: Columns) -> Columns:
    """The columns, each followed by those found inside its cells; a path that was there already is one with it."""
    every: Columns = {}
    for accumulator in columns.values():
        inner = list(unpack.columns(accumulator))
        for each in (accumulator, *inner):
            if each.column in every:
                every[each.column].merge(each)
            else:
                every[each.column] = each
    return every


def _with_reasons(coverage: Coverage, accumulators: Iterable[Accumulator]) -> Coverage:
    """A cell that was not unpacked in full makes the object partial."""
    reasons = {reason for a in accumulators if a.unpacked is not None for reason in a.unpacked.reasons}
    if not reasons or coverage.status is not ReadStatus.SCANNED:
        return coverage
    return replace(coverage, status=ReadStatus.PARTIAL, reason=min(reasons))


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
        _add(columns, chunk, matcher)
    return columns


def _add(columns: Columns, chunk: Chunk, matcher: Matcher) -> None:
    if chunk.column not in columns:
        columns[chunk.column] = Accumulator(chunk.column, matcher)
    columns[chunk.column].add(chunk.values)


def _scan_in_threads(chunks: Iterator[Chunk], matcher: Matcher, threads: int) -> Columns:
    """The caller's thread decodes, and scans what the others are too busy for: one more thread than processors costs
    both. Each has accumulators of its own, added up at the end."""
    waiting: queue.Queue[Chunk | None] = queue.Queue(AHEAD * (threads - 1))
    order: dict[Column, None] = {}
    own: Columns = {}
    results = [own]
    failures: list[BaseException] = []

    def work() -> None:
        try:
            results.append(_scan(iter(waiting.get, None), matcher))
        except BaseException as error:  # noqa: BLE001  (raised again in the caller's thread)
            failures.append(error)
            for _ in iter(waiting.get, None):
                pass

    workers = [threading.Thread(target=work, daemon=True) for _ in range(threads - 1)]
    for worker in workers:
        worker.start()
    try:
        for chunk in chunks:
            order.setdefault(chunk.column)
            try:
                waiting.put_nowait(chunk)
            except queue.Full:
                _add(own, chunk, matcher)
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
        facts=tuple(sorted((dict(facts(texts, sample.distinct)) | dict(_of_rows(accumulator, values))).items())),
        sampled=len(texts),
        judged=min(len(texts), JUDGED),
        mean_length=round(accumulator.bytes / values, 1) if values else 0.0,
    )


def _of_rows(accumulator: Accumulator, values: int) -> Iterator[tuple[str, float]]:
    """The share of cells that were Base64 (the other facts are about the texts behind it) or digests as bytes."""
    if accumulator.unpacked is not None and accumulator.unpacked.encoded:
        yield "base64", round(accumulator.unpacked.encoded / values, 6)
    if accumulator.digests:
        yield "digest", round(accumulator.digests / values, 6)


def _tallies(accumulator: Accumulator, texts: pa.StringArray, values: int, matcher: Matcher) -> Iterator[Tally]:
    judgement = matcher.judge(texts[:JUDGED])
    for index, entity in enumerate(matcher.entities):
        whole, inside = int(accumulator.whole[index]), int(accumulator.inside[index])
        sketch = accumulator.sketches.get(index)
        distinct = sketch.distinct if sketch else 0
        judged = judgement.get(index)
        if judged is not None and judged.any():
            counts = accumulator.sample.counts[:JUDGED]
            share = float(counts[judged].sum() / counts.sum())
            whole = max(whole, round(share * values))
            inside = min(inside, values - whole)
            distinct = max(distinct, round(float(judged.mean()) * accumulator.sample.distinct))
        if whole or inside:
            tried = int(accumulator.tried[index])
            yield Tally(entity.recognizer.entity, whole, inside, min(distinct, whole + inside), tried)

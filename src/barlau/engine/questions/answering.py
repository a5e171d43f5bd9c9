"""Reads a table once and answers all questions about it; the tables they look rows up in are read before."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from barlau.engine.questions.evaluating import Evaluator
from barlau.engine.questions.lookup import KeyTable
from barlau.engine.questions.opening import Open, Progress
from barlau.engine.questions.rows import Rows, batches, columns_of
from barlau.engine.questions.unhashing import Samples, unhash
from barlau.errors import ReadError
from barlau.model.question import Answer, Cell, Count, Counted, Lookup, Question, TableRef, Unhash, cells_of
from barlau.model.reading import Reason, Sampling

if TYPE_CHECKING:
    from barlau.model.reading import Coverage, Reading


def answer(
    table: TableRef,
    questions: Sequence[Question],
    opened: Open,
    sampling: Sampling,
    *,
    absent: Iterable[str] = (),
    samples: Samples | None = None,
    progress: Progress = lambda _: None,
) -> list[Answer]:
    """Answer questions that are all about one table.

    `opened` opens it and the tables of the lookups. What cannot be read is told in the answers. `samples` keeps the
    values that were hashed for the next call.
    """
    counts = [question for question in questions if isinstance(question, Count)]
    answers: list[Answer] = [*_counted(table, counts, opened, sampling, absent, progress)] if counts else []
    kept = samples or Samples()
    return answers + [unhash(q, opened, kept, progress) for q in questions if isinstance(q, Unhash)]


def _counted(
    table: TableRef,
    questions: Sequence[Count],
    opened: Open,
    sampling: Sampling,
    absent: Iterable[str],
    progress: Progress,
) -> list[Counted]:
    markers = pa.array(sorted(absent), pa.string())
    lookups = _Lookups(opened, Evaluator(markers), progress)
    counters = [_Counter(question, Evaluator(markers, lookups.tables(question)), lookups) for question in questions]
    cells = tuple(dict.fromkeys(cell for counter in counters for cell in counter.cells))
    coverage: Coverage | None = None
    failure: Reason | None = None
    try:
        coverage = _read(opened(table, sampling, columns_of(cells)), cells, counters, progress)
    except ReadError as error:
        failure = error.reason
    return [counter.answer(coverage, failure) for counter in counters]


def _read(reading: Reading, cells: Sequence[Cell], counters: Sequence[_Counter], progress: Progress) -> Coverage:
    seen = 0
    try:
        for rows in batches(reading, cells):
            for counter in counters:
                counter.add(rows)
            seen += _length(rows)
            progress(seen)
        return reading.coverage()
    finally:
        reading.close()


def _length(rows: Rows) -> int:
    return len(next(iter(rows.values())))


class _Lookups:
    """The tables that rows are looked up in, each read once."""

    def __init__(self, opened: Open, evaluator: Evaluator, progress: Progress) -> None:
        self._opened, self._evaluator, self._progress = opened, evaluator, progress
        self._seed = secrets.randbits(63)
        self._read: dict[Lookup, tuple[KeyTable, Reason | None]] = {}

    def tables(self, question: Count) -> list[KeyTable]:
        """Those of a question, in its order."""
        for lookup in question.lookups:
            if lookup not in self._read:
                table = KeyTable(self._seed, with_days=lookup.day is not None)
                self._read[lookup] = table, self._fill(table, lookup)
        return [self._read[lookup][0] for lookup in question.lookups]

    def reason(self, question: Count) -> Reason | None:
        """Why one of them is not complete."""
        return next((reason for lookup in question.lookups if (reason := self._read[lookup][1])), None)

    def _fill(self, table: KeyTable, lookup: Lookup) -> Reason | None:
        cells = cells_of(lookup.key, lookup.where, lookup.day)
        try:
            reading = self._opened(lookup.table, Sampling(), columns_of(cells))
            try:
                seen = 0
                for rows in batches(reading, cells):
                    table.add(*self._kept(lookup, rows))
                    seen += _length(rows)
                    self._progress(seen)
                coverage = reading.coverage()
            finally:
                reading.close()
        except ReadError as error:
            return error.reason
        return coverage.reason if coverage.status == "partial" else None

    def _kept(self, lookup: Lookup, rows: Rows) -> tuple[pa.Array, pa.Array | None]:
        keys = self._evaluator.value(lookup.key, rows)
        days = None if lookup.day is None else self._evaluator.value(lookup.day, rows)
        if lookup.where is not None:
            chosen = self._evaluator.value(lookup.where, rows)
            keys, days = keys.filter(chosen), None if days is None else days.filter(chosen)
        return keys, days


class _Counter:
    """The running answer to one question."""

    def __init__(self, question: Count, evaluator: Evaluator, lookups: _Lookups) -> None:
        self._question, self._evaluator = question, evaluator
        self._missing = lookups.reason(question)
        self.cells = cells_of(question.checked, question.broken, question.day, question.labels)
        self._checked = self._broken = self._unknown = 0
        self._first: int | None = None
        self._last: int | None = None
        self._labels: Counter[str] = Counter()

    def add(self, rows: Rows) -> None:
        """Count some rows."""
        question, value = self._question, self._evaluator.value
        chosen = pc.fill_null(value(question.checked, rows), False)  # noqa: FBT003  (Arrow has no keyword)
        self._checked += _true(chosen)
        told = value(question.broken, rows).filter(chosen)
        self._broken += _true(told)
        self._unknown += told.null_count
        if question.day is not None:
            self._span(value(question.day, rows).filter(chosen).filter(told))
        if question.labels is not None:
            labels = pc.value_counts(value(question.labels, rows).filter(chosen).drop_null())
            self._labels.update({entry["values"]: entry["counts"] for entry in labels.to_pylist()})

    def _span(self, days: pa.Array) -> None:
        years = pc.min_max(pc.year(days)).as_py()
        if years["min"] is not None:
            self._first = min(years["min"], self._first or years["min"])
            self._last = max(years["max"], self._last or years["max"])

    def answer(self, coverage: Coverage | None, failure: Reason | None) -> Counted:
        """The counts; what was read before a failure counts."""
        partial = coverage.reason if coverage is not None and coverage.status == "partial" else None
        reason = failure or partial
        return Counted(
            self._question.id,
            coverage.rows_read if coverage else self._checked,
            self._checked,
            self._broken,
            self._unknown,
            None if self._first is None or self._last is None else (self._first, self._last),
            tuple(sorted(self._labels.items())),
            sampled=coverage is not None and coverage.reason is Reason.SAMPLED,
            reason=reason or self._missing,
            lookup_incomplete=self._missing is not None,
        )


def _true(mask: pa.Array) -> int:
    return int(pc.sum(mask).as_py() or 0)

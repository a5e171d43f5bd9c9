"""SQLite, read through ADBC into Arrow.

200,000 rows of 12 columns cost 0.40 of the processor time that `sqlite3`'s tuples turned into Arrow take,
the pass that looks for cells of unexpected types included.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from adbc_driver_manager import dbapi

from barlau.errors import ReadError, TargetError
from barlau.model.reading import Coverage, DataObject, ObjectKind, ReadStatus, Reason
from barlau.sources.adbc import AdbcSession
from barlau.sources.database import MAX_CELL, drawn, listed, picked, select, table_chunks
from barlau.sources.marks import file_mark
from barlau.sources.reading import BATCH_ROWS, StreamReading
from barlau.sources.selection import narrowed
from barlau.sources.sqlite_catalogue import (
    SENTINELS,
    Affinity,
    SqliteTable,
    examination,
    expression,
    read_as,
    tables,
)
from barlau.sources.sqlite_file import DatabaseFile
from barlau.sources.tree import shown
from barlau.sources.url import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from barlau.model.reading import Chunk, Column, Reading, Sampling, Target
    from barlau.sources.reading import Progress

BATCH_BYTES = 64 << 20  # at most, if all rows were as long as the longest
MIN_BATCH_ROWS = 64
EXAMINED_AT_ONCE = 500  # columns; a result may have 2,000
DRAWN = 2  # times as many row numbers as rows wanted
SPARSE = 8  # in so many times as many numbers; in fewer, it is as cheap to count the rows

PRAGMAS = ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON", "busy_timeout = 5000")

# SQLite's messages are never translated.
_REASONS = (
    ("locked", Reason.LOCKED),
    ("no such table", Reason.VANISHED),
    ("no such column", Reason.SCHEMA_CHANGED),
    ("no such module", Reason.UNSUPPORTED_FORMAT),
    ("unsafe use of", Reason.ACTIVE_CONTENT_BLOCKED),
    ("too big", Reason.TOO_LARGE),
    ("out of memory", Reason.MEMORY_LIMIT),
)


def open_source(target: Target) -> SqliteSource:
    """Open a file by its path or its URL. Raises `TargetError` if there is none."""
    is_url = "://" in target.spec
    url = parse(target.spec) if is_url else None
    name = target.name or (url.name if url else shown(target.spec))
    path = Path(url.database if url else target.spec)
    if not path.exists():
        raise TargetError(name, "there is no such file", remedy="check the path")
    if url and url.options:
        raise TargetError(name, f"has an option that is not known: {min(url.options)}", remedy="leave it out")
    return SqliteSource(path, name, target)


class SqliteSource:
    """The tables of one database file. A file that cannot be read is the one object found."""

    def __init__(self, path: Path, name: str, target: Target) -> None:
        self._path, self._name, self._target = path, name, target
        self._file: DatabaseFile | None = None
        self._tables: dict[str, SqliteTable] | None = None

    def objects(self) -> Iterator[tuple[DataObject, Coverage | None]]:
        """Yield every table and view but SQLite's own."""
        try:
            found = self._catalogue()
        except ReadError as error:
            item = DataObject(self._name, shown(self._path.name), ObjectKind.FILE, {"table": ""})
            yield item, Coverage(ReadStatus.NOT_SCANNED, error.reason)
            return
        yield from listed(self._name, found.values(), self._target)

    def mark(self, item: DataObject, key: bytes) -> str | None:  # noqa: ARG002  (SQLite counts no changes of one table)
        """The mark of the whole file with its log."""
        return file_mark([str(self._path), *(f"{self._path}{suffix}" for suffix in ("-wal", "-journal"))], key)

    def read(self, item: DataObject, sampling: Sampling, columns: Sequence[Column] = ()) -> Reading:
        """Open a table. Raises `ReadError`."""
        table = self._catalogue().get(item.locator["table"])
        if table is None:
            raise ReadError(Reason.VANISHED)
        if table.unread:
            raise ReadError(table.unread)
        table = narrowed(table, columns)
        reading = _TableReading(self._opened(), table)

        def body(progress: Progress) -> Iterator[Chunk]:
            return reading.chunks(progress, sampling)

        return StreamReading(body, sampling, reading)

    def close(self) -> None:
        """Remove what was copied."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _opened(self) -> DatabaseFile:
        if self._file is None:
            self._file = DatabaseFile(self._path)
        return self._file

    def _catalogue(self) -> dict[str, SqliteTable]:
        if self._tables is None:
            session = _Session(self._opened())
            try:
                self._tables = {table.locator["table"]: table for table in tables(session.rows)}
            finally:
                session.close()
        return self._tables


class _Session(AdbcSession):
    """One connection to the file."""

    def __init__(self, file: DatabaseFile) -> None:
        from adbc_driver_sqlite import dbapi as driver

        try:
            connection = driver.connect(file.uri, autocommit=True)
        except dbapi.Error:
            raise ReadError(Reason.PERMISSION_DENIED) from None
        super().__init__(connection, {})
        try:
            for pragma in PRAGMAS:
                self.run(f"PRAGMA {pragma}")
        except ReadError:
            self.close()
            raise

    def reason(self, error: dbapi.Error) -> Reason:
        """Why a statement failed."""
        return self.broken_off(str(error))

    def broken_off(self, message: str) -> Reason:
        """Why a stream ended early."""
        return next((reason for sign, reason in _REASONS if sign in message), Reason.CORRUPT)


@dataclass(frozen=True, slots=True)
class _Sample:
    """Which rows to read: all of them, by their numbers, or by their positions."""

    rows_total: int | None = None
    where: str = ""
    positions: npt.NDArray[np.int64] | None = None


class _TableReading:
    """The reading of one table, in one transaction."""

    def __init__(self, file: DatabaseFile, table: SqliteTable) -> None:
        self._file, self._table = file, table
        self._session = _Session(file)

    def chunks(self, progress: Progress, sampling: Sampling) -> Iterator[Chunk]:
        """Yield the values."""
        self._session.run("BEGIN")
        sample = _Sample() if sampling.rows is None else self._sample(sampling, sampling.rows)
        progress.sampled = sample.rows_total is not None
        schema, batches = self._stream(sample.where)
        if sample.positions is not None:
            batches = picked(batches, sample.positions)
        yield from table_chunks(progress, self._table.columns, schema, batches)
        progress.rows_total = sample.rows_total if progress.sampled else progress.rows_read

    def _stream(self, where: str) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
        columns = self._table.columns
        affinities, longest = self._examined(where)
        chosen = [
            expression(column, affinity, bounded=length > MAX_CELL)
            for column, affinity, length in zip(columns, affinities, longest, strict=True)
        ]
        first = "SELECT " + ", ".join(SENTINELS[affinity] for affinity in affinities)
        rows = BATCH_BYTES // max(sum(min(length, MAX_CELL) for length in longest), 1)
        schema, batches = self._session.stream(
            f"{first} UNION ALL {select(chosen, self._table.sql, where)}",
            **{"adbc.sqlite.query.batch_rows": str(min(max(rows, MIN_BATCH_ROWS), BATCH_ROWS))},
        )
        return schema, _without_first_row(batches, affinities)

    def _examined(self, where: str) -> tuple[list[Affinity], list[int]]:
        """For each column the type to read it in and the bytes of its longest text."""
        columns, source = self._table.columns, self._table.sql
        found: list[tuple[Affinity, int]] = []
        for start in range(0, len(columns), EXAMINED_AT_ONCE):
            some = columns[start : start + EXAMINED_AT_ONCE]
            aggregates = [f"{examination(column)} AS c{i}" for i, column in enumerate(some)]
            values = self._session.rows(select(aggregates, source, where))[0].values()
            found += [read_as(column, value or 0) for column, value in zip(some, values, strict=True)]
        return [affinity for affinity, _ in found], [length for _, length in found]

    def _sample(self, sampling: Sampling, wanted: int) -> _Sample:
        rowid, source = self._table.rowid, self._table.sql
        if rowid and (numbers := self._drawn_blindly(sampling, wanted)):
            return numbers
        rows = self._session.rows(select(["count(*) AS rows"], source))[0]["rows"]
        if rows <= wanted:
            return _Sample()
        positions = drawn(sampling, rows)
        if not rowid:
            return _Sample(rows, positions=positions)
        _, batches = self._session.stream(select([rowid], source, "ORDER BY 1"))
        numbers_there = [n for batch in picked(batches, positions) for n in batch.column(0).to_pylist()]
        return _Sample(rows, _numbered(rowid, numbers_there))

    def _drawn_blindly(self, sampling: Sampling, wanted: int) -> _Sample | None:
        """Rows by random numbers in the range of row numbers, if enough exist. Nothing else is read."""
        rowid, source = self._table.rowid, self._table.sql
        ends = self._session.rows(select([f"min({rowid}) AS low", f"max({rowid}) AS high"], source))[0]
        numbers = (ends["high"] or 0) - (ends["low"] or 0) + 1
        if wanted == 0 or numbers < SPARSE * wanted:
            return None
        random = np.random.default_rng(sampling.seed)
        tried = np.unique(random.integers(ends["low"], ends["high"], DRAWN * wanted, endpoint=True))
        there = select([f"{rowid} AS n"], source, _numbered(rowid, tried.tolist()))
        found = [row["n"] for row in self._session.rows(there)]
        if len(found) < wanted:
            return None
        chosen = random.permutation(np.array(found, np.int64))[:wanted]
        return _Sample(round(numbers * len(found) / len(tried)), _numbered(rowid, chosen.tolist()))

    def changed(self) -> bool:
        """Whether the file changed although it should not."""
        return self._file.changed()

    def close(self) -> None:
        """Disconnect; may be called more than once."""
        self._session.close()


def _numbered(rowid: str, numbers: Sequence[int]) -> str:
    array = f"json_each('[{','.join(map(str, numbers))}]')"
    return f"WHERE {rowid} IN ({select(['value'], array)})"


def _without_first_row(batches: Iterator[pa.RecordBatch], affinities: Sequence[Affinity]) -> Iterator[pa.RecordBatch]:
    """Leave out the row that fixed the types; ADBC takes text with a blob in the first batch for blobs."""
    skipped = 1
    for batch in batches:
        columns = [
            column.view(pa.string()) if affinity is Affinity.TEXT else column
            for column, affinity in zip(batch.columns, affinities, strict=True)
        ]
        rows = pa.RecordBatch.from_arrays(columns, names=batch.schema.names).slice(skipped)
        if rows.num_rows:
            yield rows
        skipped = 0

"""DuckDB database files, opened read-only and shut in: no other file, no network, no extension, no setting."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from barlau.errors import ReadError, TargetError
from barlau.model.reading import Coverage, DataObject, ObjectKind, ReadStatus, Reason
from barlau.sources.database import MAX_CELL, Table, TableColumn, listed, quoted, select, table_chunks
from barlau.sources.marks import file_mark
from barlau.sources.reading import BATCH_ROWS, StreamReading
from barlau.sources.selection import narrowed
from barlau.sources.tree import shown
from barlau.sources.url import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from barlau.model.reading import Chunk, Column, Reading, Sampling, Target
    from barlau.sources.reading import Progress

# https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview
CONFIG = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",  # a table name never means a variable of ours
    "memory_limit": "1GB",
    "threads": "1",  # the engine has its own, and a sample needs one order
    "temp_directory": "",
    "lock_configuration": "true",
}
BATCH_BYTES = 64 << 20  # at most, if all rows were as long as the longest
VECTOR_ROWS = 2048  # DuckDB makes batches of whole vectors
MAX_SEED = 1 << 31

# Everything else is read as text.
_NATIVE = frozenset(
    {"BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"}
    | {"FLOAT", "DOUBLE"}
)
_NATIVE_PREFIXES = ("DECIMAL(", "ENUM(", "STRUCT(", "MAP(")
_LENGTHS = {"VARCHAR": "strlen", "BLOB": "octet_length"}
_FIRST_AND_LAST = {  # infinity would overflow on the way
    "DATE": ("0001-01-01", "9999-12-31"),
    "TIMESTAMP": ("0001-01-01", "9999-12-31 23:59:59.999999"),
    "TIMESTAMP WITH TIME ZONE": ("0001-01-01 00:00:00+00", "9999-12-31 23:59:59.999999+00"),
}

_REASONS = (
    ("set lock on file", Reason.LOCKED),
    ("encrypt", Reason.ENCRYPTED),
    ("version number", Reason.UNSUPPORTED_FORMAT),
    ("permission denied", Reason.PERMISSION_DENIED),
    ("out of memory", Reason.MEMORY_LIMIT),
    ("does not exist", Reason.VANISHED),
)


def open_source(target: Target) -> DuckdbSource:
    """Open a file by its path or its URL. Raises `TargetError` if there is none."""
    url = parse(target.spec) if "://" in target.spec else None
    name = target.name or (url.name if url else shown(target.spec))
    path = Path(url.database if url else target.spec)
    if not path.is_file():
        raise TargetError(name, "there is no such file", remedy="check the path")
    if url and url.options:
        raise TargetError(name, f"has an option that is not known: {min(url.options)}", remedy="leave it out")
    return DuckdbSource(path, name, target)


class DuckdbSource:
    """The tables of one database file. A file that cannot be read is the one object found."""

    def __init__(self, path: Path, name: str, target: Target) -> None:
        self._path, self._name, self._target = path, name, target
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._tables: dict[tuple[str, str], Table] | None = None

    def objects(self) -> Iterator[tuple[DataObject, Coverage | None]]:
        """Yield every table and view of every schema."""
        try:
            found = self._catalogue()
        except ReadError as error:
            item = DataObject(self._name, shown(self._path.name), ObjectKind.FILE, {"schema": "", "table": ""})
            yield item, Coverage(ReadStatus.NOT_SCANNED, error.reason)
            return
        yield from listed(self._name, found.values(), self._target)

    def mark(self, item: DataObject, key: bytes) -> str | None:  # noqa: ARG002  (DuckDB counts no changes of one table)
        """The mark of the whole file with its log."""
        return file_mark([str(self._path), f"{self._path}.wal"], key)

    def read(self, item: DataObject, sampling: Sampling, columns: Sequence[Column] = ()) -> Reading:
        """Open a table. Raises `ReadError`."""
        table = self._catalogue().get((item.locator["schema"], item.locator["table"]))
        if table is None:
            raise ReadError(Reason.VANISHED)
        if table.unread:
            raise ReadError(table.unread)
        table = narrowed(table, columns)
        reading = _TableReading(self._opened().cursor(), table)

        def body(progress: Progress) -> Iterator[Chunk]:
            return reading.chunks(progress, sampling)

        return StreamReading(body, sampling, reading)

    def close(self) -> None:
        """Close the database."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _opened(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            try:
                self._connection = duckdb.connect(str(self._path.absolute()), read_only=True, config=CONFIG)
            except duckdb.Error as error:
                raise ReadError(_reason(error)) from None
        return self._connection

    def _catalogue(self) -> dict[tuple[str, str], Table]:
        if self._tables is None:
            try:
                self._tables = {_key(table): table for table in _tables(self._opened())}
            except duckdb.Error as error:
                raise ReadError(_reason(error)) from None
        return self._tables


def _key(table: Table) -> tuple[str, str]:
    return table.locator["schema"], table.locator["table"]


def _tables(connection: duckdb.DuckDBPyConnection) -> Iterator[Table]:
    own = "NOT internal AND database_name = current_database()"
    columns: dict[tuple[str, str], list[TableColumn]] = {}
    found = select(["schema_name", "table_name", "column_name", "data_type"], "duckdb_columns()")
    for schema, table, column, kind in connection.execute(f"{found} WHERE {own} ORDER BY column_index").fetchall():
        columns.setdefault((schema, table), []).append(_column(column, kind))
    for kind in ("table", "view"):
        names = select(["schema_name", f"{kind}_name"], f"duckdb_{kind}s()", "WHERE", own)
        for schema, name in connection.execute(names).fetchall():
            readable = tuple(columns.get((schema, name), ()))
            unread = Reason.VIEW_NOT_SCANNED if kind == "view" else None
            yield Table(f"{schema}.{name}", {"schema": schema, "table": name}, readable, unread)


def _column(name: str, kind: str) -> TableColumn:
    sql = quoted(name)
    if kind in _LENGTHS:
        start = f"CASE WHEN {_LENGTHS[kind]}({sql}) > {MAX_CELL} THEN"
        return TableColumn(name, kind, sql, f"{start} array_slice({sql}, 1, {MAX_CELL + 1}) ELSE {sql} END")
    if kind in _FIRST_AND_LAST:
        first, last = _FIRST_AND_LAST[kind]
        below, above = f"WHEN {sql} < '{first}' THEN '{first}'", f"WHEN {sql} > '{last}' THEN '{last}'"
        sql = f"CASE {below} {above} ELSE {sql} END"
    elif kind not in _NATIVE and not kind.startswith(_NATIVE_PREFIXES) and not kind.endswith("]"):
        sql = f"CAST({sql} AS VARCHAR)"
    return TableColumn(name, kind, sql, sql)


@dataclass(slots=True)
class _TableReading:
    """The reading of one table."""

    cursor: duckdb.DuckDBPyConnection
    table: Table

    def chunks(self, progress: Progress, sampling: Sampling) -> Iterator[Chunk]:
        """Yield the values."""
        try:
            yield from self._chunks(progress, sampling)
        except (duckdb.Error, pa.ArrowException, OSError) as error:
            raise ReadError(_reason(error)) from None

    def _chunks(self, progress: Progress, sampling: Sampling) -> Iterator[Chunk]:
        columns = self.table.columns
        source = ".".join(map(quoted, _key(self.table)))
        measured = [f"coalesce({_LENGTHS[c.type]}({quoted(c.name)}), 0)" for c in columns if c.type in _LENGTHS]
        aggregates = ["count(*)", f"max({' + '.join(measured) or '0'})"]
        total, longest = self.cursor.execute(select(aggregates, source)).fetchall()[0]
        sample = ""
        if sampling.rows is not None and total > sampling.rows:
            progress.sampled = True
            sample = f"USING SAMPLE reservoir({sampling.rows} ROWS) REPEATABLE ({sampling.seed % MAX_SEED})"
        chosen = [c.bounded if (longest or 0) > MAX_CELL else c.expression for c in columns]
        rows = BATCH_BYTES // max(min(longest or 0, len(columns) * MAX_CELL), 1)
        query = self.cursor.sql(select(chosen, source, sample))
        reader = query.to_arrow_reader(min(max(rows, VECTOR_ROWS), BATCH_ROWS))
        yield from table_chunks(progress, columns, reader.schema, reader)
        progress.rows_total = total

    def changed(self) -> bool:
        """Never: DuckDB keeps others from writing while the file is open."""
        return False

    def close(self) -> None:
        """Close the cursor; may be called more than once."""
        self.cursor.close()


def _reason(error: Exception) -> Reason:
    message = str(error).lower()
    return next((reason for sign, reason in _REASONS if sign in message), Reason.CORRUPT)

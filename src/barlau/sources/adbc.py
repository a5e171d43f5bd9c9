"""A connection through ADBC: results as Arrow, errors as reasons and never as text."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from adbc_driver_manager import dbapi

from barlau.errors import ReadError
from barlau.sources.arrow import repaired

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from barlau.model.reading import Reason

    Rows = Callable[[str], list[dict[str, Any]]]
    """Runs a query whose result is small; what a row holds depends on the SQL."""


class AdbcSession:
    """One connection, in autocommit mode. Its methods raise `ReadError`."""

    def __init__(self, connection: dbapi.Connection, options: dict[str, str]) -> None:
        self._connection = connection
        self._cursor = connection.cursor()
        self._cursor.adbc_statement.set_options(**options)

    def reason(self, error: dbapi.Error) -> Reason:
        """Why a statement failed."""
        raise NotImplementedError

    def broken_off(self, message: str) -> Reason:
        """Why a stream ended early: Arrow's streams carry no error code, only text."""
        raise NotImplementedError

    def run(self, sql: str) -> None:
        """Run a command that has no result."""
        try:
            self._cursor.execute(sql)
        except dbapi.Error as error:
            raise ReadError(self.reason(error)) from None

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """The rows of a small result."""
        try:
            self._cursor.execute(sql)
            table = self._cursor.fetch_arrow_table()
        except dbapi.Error as error:
            raise ReadError(self.reason(error)) from None
        except (OSError, pa.ArrowException) as error:
            raise ReadError(self.broken_off(str(error))) from None
        columns = [
            [value for chunk in column.chunks for value in repaired(chunk)[0].to_pylist()] for column in table.columns
        ]
        return [dict(zip(table.column_names, row, strict=True)) for row in zip(*columns, strict=True)]

    def stream(self, sql: str, **options: str) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
        """The schema of a large result, and its batches."""
        self._cursor.adbc_statement.set_options(**options)
        self.run(sql)
        reader = self._cursor.fetch_record_batch()
        try:
            return reader.schema, self._batches(reader)
        except (OSError, pa.ArrowException) as error:
            raise ReadError(self.broken_off(str(error))) from None

    def _batches(self, reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
        try:
            yield from reader
        except (OSError, pa.ArrowException) as error:
            raise ReadError(self.broken_off(str(error))) from None

    def close(self) -> None:
        """Break off whatever runs, and disconnect."""
        # Without the cancellation, closing a stream reads the rest of the table.
        with suppress(dbapi.Error):
            self._cursor.adbc_cancel()
        with suppress(dbapi.Error, OSError):
            self._cursor.close()
        with suppress(dbapi.Error, OSError):
            self._connection.close()

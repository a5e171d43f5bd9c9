"""What the database sources share: tables and columns, what is left out, batches turned into chunks."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from barlau.model.reading import Coverage, DataObject, ObjectKind, ReadStatus, Reason
from barlau.sources.arrow import chunks, repaired

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import numpy.typing as npt

    from barlau.model.reading import Chunk, Sampling, Target
    from barlau.sources.reading import Progress

MAX_CELL = 1 << 20  # characters or bytes; of longer cells the server sends one more, and so we know


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table."""

    name: str
    type: str
    """The database's own name of the type."""
    expression: str
    """The SQL that reads it in a type that survives the way into Arrow."""
    bounded: str
    """The same, one unit more than `MAX_CELL` at most."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table in the catalogue of a database."""

    name: str
    """As shown: `schema.table`, or `table`."""
    locator: Mapping[str, str]
    columns: tuple[TableColumn, ...] = ()
    unread: Reason | None = None
    """Why it will not be read at all."""
    hidden_columns: bool = False
    """Whether it has columns that the user may not read."""


def quoted(name: str, quote: str = '"') -> str:
    """A name from the catalogue as an SQL identifier."""
    return quote + name.replace(quote, quote * 2) + quote


def select(columns: Iterable[str], source: str, *rest: str) -> str:
    """A query of expressions, none of which comes from anywhere but this package and the catalogue."""
    return " ".join(filter(None, ("SELECT", ", ".join(columns), "FROM", source, *rest)))


def listed(source: str, tables: Iterable[Table], target: Target) -> Iterator[tuple[DataObject, Coverage | None]]:
    """Each table as an object, in the order of names, with the reason why it is not read, if there is one."""
    found = sorted(tables, key=lambda table: (table.name, *table.locator.values()))
    times = Counter(table.name for table in found)
    for table in found:
        # Schema "a.b", table "c" and schema "a", table "b.c" must not hide one another.
        name = table.name if times[table.name] == 1 else ".".join(map(quoted, table.locator.values()))
        yield DataObject(source, name, ObjectKind.TABLE, table.locator), _left_out(table, target)


def _left_out(table: Table, target: Target) -> Coverage | None:
    included = not target.include or any(fnmatchcase(table.name, rule) for rule in target.include)
    if not included or any(fnmatchcase(table.name, rule) for rule in target.exclude):
        return Coverage(ReadStatus.EXCLUDED, Reason.EXCLUDED_BY_RULE)
    if table.unread is Reason.VIEW_NOT_SCANNED:
        return Coverage(ReadStatus.EXCLUDED, table.unread)
    return Coverage(ReadStatus.NOT_SCANNED, table.unread) if table.unread else None


def table_chunks(
    progress: Progress, columns: Sequence[TableColumn], schema: pa.Schema, batches: Iterator[pa.RecordBatch]
) -> Iterator[Chunk]:
    """Turn batches, whose columns are `columns`, into chunks; an empty table yields each column once."""
    for batch in batches:
        progress.rows_read += batch.num_rows
        yield from _batch_chunks(progress, columns, batch)
    if progress.rows_read == 0:
        nothing = [pa.array([], field.type) for field in schema]
        yield from _batch_chunks(progress, columns, pa.record_batch(nothing, schema=schema))


def _batch_chunks(progress: Progress, columns: Sequence[TableColumn], batch: pa.RecordBatch) -> Iterator[Chunk]:
    for column, values in zip(columns, batch.columns, strict=True):
        text, bad = repaired(values)
        progress.replaced += bad
        if _is_cut(text):
            progress.stopped(Reason.TOO_LARGE)
        yield from chunks(column.name, text, type_name="" if pa.types.is_nested(text.type) else column.type)


def _is_cut(array: pa.Array) -> bool:
    """Whether a cell has the one unit more than `MAX_CELL` that shows it is longer."""
    is_text = pa.types.is_string(array.type)
    if not (is_text or pa.types.is_binary(array.type)) or array.nbytes <= MAX_CELL:
        return False
    if (pc.max(pc.binary_length(array)).as_py() or 0) <= MAX_CELL:
        return False
    return not is_text or (pc.max(pc.utf8_length(array)).as_py() or 0) > MAX_CELL


def sample_share(rows: int, total: int) -> float:
    """The share of `total` rows at which a random choice of each row gives at least `rows` of them.

    Four standard deviations above: it falls short once in 30,000 times.
    """
    return min(1.0, (rows + 4 * math.sqrt(rows) + 10) / max(total, 1))


def drawn(sampling: Sampling, total: int) -> npt.NDArray[np.int64]:
    """Positions of so many rows out of `total`, each with the same chance, in order."""
    random = np.random.default_rng(sampling.seed)
    return np.sort(random.choice(total, min(sampling.rows or 0, total), replace=False)).astype(np.int64)


def picked(batches: Iterable[pa.RecordBatch], positions: npt.NDArray[np.int64]) -> Iterator[pa.RecordBatch]:
    """Of a stream, the rows at sorted positions."""
    start = 0
    for batch in batches:
        first, end = np.searchsorted(positions, (start, start + batch.num_rows))
        if first < end:
            yield batch.take(pa.array(positions[first:end] - start))
        start += batch.num_rows

"""Excel and OpenDocument workbooks; every sheet, hidden or not, is an object.

calamine holds one sheet in memory, and one cell at the far corner can make it abort the process: read
workbooks that nobody vouches for in a child process.
"""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from barlau.errors import ReadError
from barlau.model.reading import Chunk, Column, Reason
from barlau.sources import selection
from barlau.sources.dialect import MAX_PREAMBLE, PREAMBLE, SAMPLE_ROWS
from barlau.sources.formats import OLE
from barlau.sources.header import locate, unique_names
from barlau.sources.reading import BATCH_ROWS, StreamReading
from barlau.sources.regular_file import RegularFile
from barlau.sources.sampling import Reservoir

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from python_calamine import CalamineWorkbook

    from barlau.model.reading import Reading, Sampling
    from barlau.sources.reading import Progress

Cell = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta

TYPE = "cell"
_TARGETS = {
    str: pa.string(),
    bool: pa.bool_(),
    datetime.date: pa.date32(),
    datetime.datetime: pa.timestamp("us"),
}
EXACT = 2.0**53  # whole numbers beyond are rounded in a float64


def sheets(path: str) -> tuple[str, ...]:
    """The names of all sheets of a workbook. Raises `ReadError` (CORRUPT, ENCRYPTED)."""
    file = RegularFile(path)
    try:
        return tuple(_workbook(file).sheet_names)
    finally:
        file.close()


def read(file: RegularFile, sheet: str, sampling: Sampling, columns: Sequence[Column] = ()) -> Reading:
    """Read one sheet."""
    return StreamReading(partial(_chunks, file, sheet, sampling, columns), sampling, file)


def _workbook(file: RegularFile) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_filelike(file.stream)
    except PasswordError:
        raise ReadError(Reason.ENCRYPTED) from None
    except (CalamineError, OSError):
        # Only an encrypted .xlsx is wrapped in the container of the older format.
        modern = not file.path.lower().endswith(".xls")
        encrypted = modern and file.head(len(OLE)) == OLE
        raise ReadError(Reason.ENCRYPTED if encrypted else Reason.CORRUPT) from None


def _chunks(
    file: RegularFile, sheet: str, sampling: Sampling, chosen: Sequence[Column], progress: Progress
) -> Iterator[Chunk]:
    rows = _rows(file, sheet)
    if not rows:
        return
    top, names = _header(rows)
    above = [_text(cell) for row in rows[:top] for cell in row if cell != ""]
    if above and not chosen:
        yield Chunk(Column(PREAMBLE, None, TYPE), pa.array(above, pa.string()))
    body = rows[top + 1 :] if names else rows[top:]
    columns = list(zip(*body, strict=True)) or [()] * len(rows[0])
    table = pa.table(list(map(column_array, columns)), list(names or unique_names((), len(columns))))
    table = table.select(selection.names(table.column_names, chosen))
    if sampling.rows is not None:
        table = _sampled(table, sampling, progress)
    progress.rows_read = len(table)
    yield from _table_chunks(table)


def _rows(file: RegularFile, sheet: str) -> list[list[Cell]]:
    """The rows of a sheet that are not empty."""
    from python_calamine import CalamineError

    workbook = _workbook(file)
    try:
        found = workbook.get_sheet_by_name(sheet).to_python()
    except CalamineError:
        raise ReadError(Reason.CORRUPT) from None
    finally:
        workbook.close()
    return [row for row in found if any(cell != "" for cell in row)]


def _sampled(table: pa.Table, sampling: Sampling, progress: Progress) -> pa.Table:
    reservoir = Reservoir(sampling)
    reservoir.add(table)
    rows = reservoir.rows()
    progress.rows_total = len(table)
    progress.sampled = len(rows) < len(table)
    return rows


def _table_chunks(table: pa.Table) -> Iterator[Chunk]:
    for start in range(0, max(len(table), 1), BATCH_ROWS):
        piece = table.slice(start, BATCH_ROWS)
        for name, values in zip(piece.column_names, piece.columns, strict=True):
            yield Chunk(Column(name, None, TYPE), values.combine_chunks())


def _header(rows: Sequence[Sequence[Cell]]) -> tuple[int, tuple[str, ...]]:
    """The row at which the table starts, and the names in it if it is a header."""
    text = [[_text(cell) for cell in row] for row in rows[:SAMPLE_ROWS]]
    top, named = locate(text, range(min(len(text), MAX_PREAMBLE + 1)))
    return top, unique_names(text[top], len(text[top])) if named else ()


def column_array(cells: Sequence[Cell]) -> pa.Array:
    """The cells of a column as the type that they share, else as text.

    Excel has no integers: a column of nothing but whole numbers becomes one of int64, so that identifiers
    which lost their leading zeros can be told.
    """
    values = [None if cell == "" else cell for cell in cells]
    kinds = set(map(type, values)) - {type(None)}
    if kinds and kinds <= {int, float}:
        return _numbers(pa.array(list(map(_float, values)), pa.float64()))
    for kind, target in _TARGETS.items():
        if kinds == {kind}:
            return pa.array(values, target)
    return pa.array([None if value is None else _text(value) for value in values], pa.string())


def _numbers(values: pa.Array) -> pa.Array:
    whole = pc.and_(pc.equal(pc.floor(values), values), pc.less(pc.abs(values), EXACT))
    return values.cast(pa.int64()) if pc.all(whole).as_py() else values


def _float(value: Cell | None) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ")
    return str(cell)

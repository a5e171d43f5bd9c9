"""Delimited text (CSV, TSV) and plain text: every column as strings, since inference would eat leading zeros.

Rows that do not fit are counted, and what they hold is read all the same: missing cells are null, surplus
ones are joined to the last.
"""

from __future__ import annotations

import csv as stdlib_csv
from functools import partial
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.csv as arrow_csv

from barlau.errors import ReadError
from barlau.model.reading import Chunk, Column, Reason
from barlau.sources import dialect as dialects
from barlau.sources import selection
from barlau.sources.escapes import unescape
from barlau.sources.reading import BATCH_ROWS, StreamReading
from barlau.sources.records import Block, RowBlocks
from barlau.sources.sampling import BLOCKS, Reservoir, chosen, places
from barlau.sources.text_file import TextFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from barlau.model.reading import Reading, Sampling
    from barlau.sources.dialect import Dialect
    from barlau.sources.reading import Progress
    from barlau.sources.regular_file import RegularFile

TYPE = "text"
NULLS = ["", "\\N", "NULL"]  # \N: what PostgreSQL and MySQL write
PROSE = (".txt", ".log")
MAX_COLUMNS = 50_000
LARGE_BYTES = 64 << 20  # from here on a sample is taken from random places instead of a full read
PIECE_BYTES = 1 << 16


def read(file: RegularFile, sampling: Sampling, columns: Sequence[Column] = ()) -> Reading:
    """Read a delimited text file, compressed with gzip or not."""
    return StreamReading(partial(_chunks, file, sampling, columns), sampling, file)


def _chunks(file: RegularFile, sampling: Sampling, columns: Sequence[Column], progress: Progress) -> Iterator[Chunk]:
    text = TextFile(file)
    blocks = RowBlocks(text.stream)
    sample = blocks.peek(dialects.SAMPLE_BYTES)
    dialect = dialects.detect(sample, prose=file.path.removesuffix(".gz").lower().endswith(PROSE))
    if len(dialect.names) > MAX_COLUMNS:
        raise ReadError(Reason.TOO_MANY_ENTRIES)
    if dialect.escaped:
        blocks.unescape()
    blocks.skip(dialect.start)
    blocks.separator = dialect.separator.encode()
    if dialect.preamble and not columns:
        yield Chunk(Column(dialects.PREAMBLE, None, TYPE), pa.array(dialect.preamble, pa.string()))
    parser = Parser(dialect, progress, columns)
    yield from _column_chunks(parser.table([]))
    if sampling.rows is None:
        for table in parser.tables(blocks):
            progress.rows_read += len(table)
            yield from _column_chunks(table)
    else:
        yield from _column_chunks(_sampled(text, blocks, parser, sampling, progress))
    progress.replaced = text.stream.replaced
    progress.rows_bad += blocks.stray_quotes


def _sampled(text: TextFile, blocks: RowBlocks, parser: Parser, sampling: Sampling, progress: Progress) -> pa.Table:
    pieces = _random_pieces(text, parser, sampling)
    if pieces is not None:
        progress.rows_bad, progress.sampled, progress.rows_read = 0, True, len(pieces)
        return pieces
    reservoir = Reservoir(sampling)
    reservoir.add(parser.table([]))
    for table in parser.tables(blocks):
        reservoir.add(table)
    rows = reservoir.rows()
    progress.rows_read, progress.rows_total = len(rows), reservoir.seen
    progress.sampled = len(rows) < reservoir.seen
    return rows


def _random_pieces(text: TextFile, parser: Parser, sampling: Sampling) -> pa.Table | None:
    """Rows from random places of a large file; None if it has to be read in full."""
    file, wanted = text.file, -(-(sampling.rows or 0) // BLOCKS)
    length = max(PIECE_BYTES, 2 * wanted * parser.dialect.row_bytes)
    if text.compressed or file.size < LARGE_BYTES or 2 * length * BLOCKS > file.size:
        return None
    tables = []
    for offset in places(file.size, length, sampling):
        piece = file.at(text.start + offset // 2 * 2, length).decode(text.codec, "replace").encode()
        lines = piece[piece.find(b"\n") + 1 : piece.rfind(b"\n") + 1]
        if parser.dialect.escaped:
            lines = unescape(lines)
        tables.append(parser.parse(memoryview(lines), quoted=b'"' in lines).slice(0, wanted))
    drawn = pa.concat_tables(tables)
    return drawn.take(chosen(len(drawn), sampling))


def _column_chunks(table: pa.Table) -> Iterator[Chunk]:
    for start in range(0, max(len(table), 1), BATCH_ROWS):
        piece = table.slice(start, BATCH_ROWS)
        for name, column in zip(piece.column_names, piece.columns, strict=True):
            yield Chunk(Column(name, None, TYPE), column.combine_chunks())


class Parser:
    """Turns blocks of rows into tables."""

    def __init__(self, dialect: Dialect, progress: Progress, chosen: Sequence[Column] = ()) -> None:
        self.dialect = dialect
        self._progress = progress
        self._kept = selection.names(dialect.names, chosen)
        self._misfits: list[str] = []
        self._convert = arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(dialect.names, pa.string()),
            include_columns=self._kept,
            strings_can_be_null=True,
            null_values=NULLS,
            check_utf8=False,  # the blocks are valid already
        )

    def tables(self, blocks: RowBlocks) -> Iterator[pa.Table]:
        """Parse block after block."""
        for block in blocks:
            yield self._all_rows(block)

    def _all_rows(self, block: Block) -> pa.Table:
        self._misfits = []
        table = self.parse(block.data, quoted=block.quoted)
        if not self._misfits:
            return table
        rows = [row for text in self._misfits for row in self._fitted(text)]
        return pa.concat_tables([table, self.table(rows)])

    def table(self, rows: Sequence[Sequence[str | None]]) -> pa.Table:
        """Rows that were cut into cells elsewhere."""
        columns = list(zip(*rows, strict=True)) or [()] * len(self.dialect.names)
        whole = pa.table([pa.array(column, pa.string()) for column in columns], list(self.dialect.names))
        return whole.select(self._kept)

    def parse(self, data: memoryview, *, quoted: bool) -> pa.Table:
        """The rows that fit. Raises `ReadError(CORRUPT)`."""
        names = list(self.dialect.names)
        try:
            return arrow_csv.read_csv(
                pa.BufferReader(pa.py_buffer(data)),
                read_options=arrow_csv.ReadOptions(column_names=names, use_threads=False, block_size=len(data) + 1),
                parse_options=arrow_csv.ParseOptions(
                    delimiter=self.dialect.separator,
                    quote_char='"' if quoted else False,
                    newlines_in_values=quoted,
                    invalid_row_handler=self._misfit,
                ),
                convert_options=self._convert,
            )
        except pa.ArrowException:
            if not bytes(data).strip():
                return self.table([])
            raise ReadError(Reason.CORRUPT, at=f"row {self._progress.rows_read + 1}") from None

    def _misfit(self, row: arrow_csv.InvalidRow) -> str:
        self._misfits.append(row.text)
        return "skip"

    def _fitted(self, text: str) -> Iterator[list[str | None]]:
        """A row with too few or too many cells; one of several lines comes from a quote left open."""
        separator, width = self.dialect.separator, len(self.dialect.names)
        lines = text.splitlines() if "\n" in text or "\r" in text else [text]
        for line in filter(None, lines):
            cells: list[str | None] = [*_cells(line, separator, quoted=len(lines) == 1)]
            if len(cells) != width:
                self._progress.rows_bad += 1
            if len(cells) > width:
                cells[width - 1 :] = [separator.join(cell or "" for cell in cells[width - 1 :])]
            yield cells + [None] * (width - len(cells))


def _cells(line: str, separator: str, *, quoted: bool) -> list[str]:
    if quoted and '"' in line:
        try:
            return next(stdlib_csv.reader([line], delimiter=separator))
        except stdlib_csv.Error:  # a cell of more than 128 KiB
            pass
    return line.split(separator)

"""JSON Lines, and JSON files: an array, a single value or several of them.

`pyarrow.json` is fast and dies on four bytes of hostile input; polars drops the first of two equal keys. The
standard library does neither, at a third of the speed of polars.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pyarrow as pa

from barlau.errors import ReadError
from barlau.model.reading import Reason
from barlau.nested.json_text import decode, is_too_deep
from barlau.sources.arrow import MAX_DEPTH
from barlau.sources.json_columns import Columns, Picked
from barlau.sources.json_values import Values, decode_lines
from barlau.sources.reading import BATCH_ROWS, StreamReading
from barlau.sources.records import RowBlocks
from barlau.sources.sampling import BLOCKS, Reservoir, chosen, places
from barlau.sources.text_file import TextFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from barlau.model.reading import Chunk, Column, Reading, Sampling
    from barlau.nested.json_text import Json
    from barlau.sources.reading import Progress
    from barlau.sources.regular_file import RegularFile

LARGE_BYTES = 64 << 20  # from here on a sample is taken from random places instead of a full read
PIECE_BYTES = 1 << 16
HEAD_LINES = 500


def read(file: RegularFile, sampling: Sampling, chosen: Sequence[Column] = (), *, lines: bool) -> Reading:
    """Read JSON Lines (`lines`, unless it is a document after all) or one JSON document, compressed or not."""
    columns = Picked(chosen) if chosen else Columns()
    return StreamReading(partial(_chunks, file, sampling, columns, lines=lines), sampling, file)


def _chunks(
    file: RegularFile, sampling: Sampling, columns: Columns | Picked, progress: Progress, *, lines: bool
) -> Iterator[Chunk]:
    text = TextFile(file)
    body = _lines if lines and not _is_document(text.head) else _document
    yield from body(text, sampling, columns, progress)


def _is_document(head: str) -> bool:
    """Whether a text that starts so is one JSON document: an array in one line, or no line is a whole object."""
    lines = head.strip().splitlines()
    if not lines or lines[0][0] not in "[{":
        return False
    if len(lines) == 1 or lines[0] == "[":
        return lines[0][0] == "["
    found = lines[:HEAD_LINES]
    return not any(is_too_deep(line, MAX_DEPTH) for line in found) and not any(map(_is_nested, decode(found)[0]))


def _is_nested(value: Json) -> bool:
    return isinstance(value, dict | list) and bool(value)


def _lines(text: TextFile, sampling: Sampling, columns: Columns | Picked, progress: Progress) -> Iterator[Chunk]:
    for batch in _line_batches(text, sampling, progress):
        values = decode_lines(batch, progress)
        progress.rows_read += len(values)
        yield from columns.chunks(values)
    progress.replaced = text.stream.replaced
    if progress.rows_bad and not progress.rows_read:
        raise ReadError(progress.reason or Reason.CORRUPT)


def _line_batches(text: TextFile, sampling: Sampling, progress: Progress) -> Iterator[list[str]]:
    if sampling.rows is None:
        yield from _all_lines(text)
        return
    lines = _random_pieces(text, sampling)
    if lines is None:
        reservoir = Reservoir(sampling)
        reservoir.add(_line_table([]))
        for batch in _all_lines(text):
            reservoir.add(_line_table(batch))
        lines = reservoir.rows()["line"].to_pylist()
        progress.rows_total = reservoir.seen
    progress.sampled = progress.rows_total is None or len(lines) < progress.rows_total
    yield lines


def _line_table(lines: list[str]) -> pa.Table:
    return pa.table({"line": pa.array(lines, pa.string())})


def _all_lines(text: TextFile) -> Iterator[list[str]]:
    for block in RowBlocks(text.stream, quotes=False):
        lines = _filled(bytes(block.data).decode())
        for start in range(0, len(lines), BATCH_ROWS):
            yield lines[start : start + BATCH_ROWS]


def _filled(text: str) -> list[str]:
    return [line for line in text.split("\n") if line and not line.isspace()]


def _random_pieces(text: TextFile, sampling: Sampling) -> list[str] | None:
    """Lines from random places of a large file; None if it has to be read in full."""
    file, wanted = text.file, -(-(sampling.rows or 0) // BLOCKS)
    if text.compressed or file.size < LARGE_BYTES:
        return None
    head = file.head(PIECE_BYTES)
    length = max(PIECE_BYTES, 2 * wanted * len(head) // max(head.count(b"\n"), 1))
    if 2 * length * BLOCKS > file.size:
        file.stream.seek(text.start)
        return None
    lines: list[str] = []
    for offset in places(file.size, length, sampling):
        piece = file.at(text.start + offset // 2 * 2, length).decode(text.codec, "replace")
        lines += _filled(piece.partition("\n")[2].rpartition("\n")[0])[:wanted]
    return [lines[index] for index in chosen(len(lines), sampling)]


def _document(text: TextFile, sampling: Sampling, columns: Columns | Picked, progress: Progress) -> Iterator[Chunk]:
    if sampling.rows is None:
        for batch in Values(text.stream):
            progress.rows_read += len(batch)
            yield from columns.chunks(batch)
    else:
        values = _random_values(Values(text.stream), sampling, progress)
        progress.rows_read = len(values)
        yield from columns.chunks(values)
    progress.replaced = text.stream.replaced


def _random_values(values: Values, sampling: Sampling, progress: Progress) -> list[Json]:
    """A sample of the rows of a document, which has to be parsed in full."""
    reservoir = Reservoir(sampling)
    kept: dict[int, Json] = {}
    reservoir.add(pa.table({"row": pa.array([], pa.int64())}))
    for batch in values:
        first = reservoir.seen
        reservoir.add(pa.table({"row": pa.array(range(first, first + len(batch)), pa.int64())}))
        kept.update(enumerate(batch, first))
        if len(kept) > 4 * max(reservoir.size, BATCH_ROWS):
            kept = {row: kept[row] for row in reservoir.rows()["row"].to_pylist()}
    progress.rows_total = reservoir.seen
    drawn = reservoir.rows()["row"].to_pylist()
    progress.sampled = len(drawn) < reservoir.seen
    return [kept[row] for row in drawn]

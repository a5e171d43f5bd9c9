"""Data frames of pandas, polars, pyarrow, or anything that speaks the Arrow C stream interface."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import pyarrow as pa

from barlau.errors import ReadError, TargetError
from barlau.model.reading import Chunk, DataObject, ObjectKind, Reason
from barlau.sources import arrow, selection
from barlau.sources.reading import BATCH_ROWS, StreamReading
from barlau.sources.sampling import Reservoir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from barlau.model.reading import Column, Coverage, Reading, Sampling, Source
    from barlau.sources.reading import Progress


@runtime_checkable
class ArrowStream(Protocol):
    """The Arrow PyCapsule interface: polars, pyarrow, DuckDB relations and others have it."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """A stream of record batches."""
        ...


def open_frame(frame: object, name: str) -> Source:
    """A source with one object, the frame. Raises `TargetError` for what is no frame."""
    if _is_pandas(frame) or isinstance(frame, ArrowStream | pa.RecordBatch):
        return FrameSource(frame, name)
    raise TargetError(name, "is no data frame", remedy="give a pandas, polars or pyarrow table")


def _is_pandas(frame: object) -> bool:
    kind = type(frame)
    return kind.__name__ == "DataFrame" and kind.__module__.partition(".")[0] == "pandas"


class FrameSource:
    """A `Source` of one data frame. A frame that is a stream can be read once."""

    def __init__(self, frame: object, name: str) -> None:
        self._frame, self.name = frame, name

    def objects(self) -> Iterator[tuple[DataObject, Coverage | None]]:
        """Yield the frame."""
        yield DataObject(self.name, self.name, ObjectKind.TABLE), None

    def read(
        self,
        item: DataObject,  # noqa: ARG002  (there is only one)
        sampling: Sampling,
        columns: Sequence[Column] = (),
    ) -> Reading:
        """Read the frame."""
        return StreamReading(partial(_chunks, self._frame, sampling, columns), sampling)

    def close(self) -> None:
        """The frame is the caller's."""


def _chunks(frame: object, sampling: Sampling, chosen: Sequence[Column], progress: Progress) -> Iterator[Chunk]:
    schema, batches = _batches(frame)
    if chosen:
        kept = [schema.get_field_index(name) for name in selection.names(schema.names, chosen)]
        schema = pa.schema([schema.field(index) for index in kept])
        batches = (batch.select(kept) for batch in batches)
    yield from _batch_chunks(pa.RecordBatch.from_pylist([], schema), progress)
    if sampling.rows is not None:
        batches = _sampled(schema, batches, sampling, progress)
    for batch in batches:
        for start in range(0, len(batch), BATCH_ROWS):
            piece = batch.slice(start, BATCH_ROWS)
            progress.rows_read += len(piece)
            yield from _batch_chunks(piece, progress)


def _batches(frame: object) -> tuple[pa.Schema, Iterable[pa.RecordBatch]]:
    try:
        if isinstance(frame, pa.RecordBatch):
            return frame.schema, (frame,)
        if _is_pandas(frame):
            table = _from_pandas(frame)
            return table.schema, table.to_batches()
        reader = pa.RecordBatchReader.from_stream(frame)
    except pa.ArrowException:
        raise ReadError(Reason.UNSUPPORTED_FORMAT) from None
    return reader.schema, reader


def _from_pandas(frame: Any) -> pa.Table:
    """Every column, a named index too; a column of mixed objects becomes text."""
    data = frame if _has_plain_index(frame) else frame.reset_index()
    names = [str(name) for name in data.columns]
    columns = [_from_series(data.iloc[:, position]) for position in range(len(names))]
    return pa.table(columns, names)


def _has_plain_index(frame: Any) -> bool:
    return type(frame.index).__name__ == "RangeIndex" and frame.index.name is None


def _from_series(series: Any) -> pa.Array | pa.ChunkedArray:
    try:
        return pa.array(series, from_pandas=True)
    except (pa.ArrowException, OverflowError, UnicodeError):
        null = series.isna()
        text = [None if missing else str(value) for value, missing in zip(series, null, strict=True)]
        return pa.array([t if t is None else t.encode("utf-8", "replace").decode() for t in text], pa.string())


def _sampled(
    schema: pa.Schema, batches: Iterable[pa.RecordBatch], sampling: Sampling, progress: Progress
) -> list[pa.RecordBatch]:
    reservoir = Reservoir(sampling)
    reservoir.add(schema.empty_table())
    for batch in batches:
        reservoir.add(pa.Table.from_batches([batch]))
    rows = reservoir.rows()
    progress.rows_total = reservoir.seen
    progress.sampled = len(rows) < reservoir.seen
    found: list[pa.RecordBatch] = rows.to_batches()
    return found


def _batch_chunks(batch: pa.RecordBatch, progress: Progress) -> Iterator[Chunk]:
    for name, values in zip(batch.schema.names, batch.columns, strict=True):
        for chunk in arrow.chunks(name, values):
            text, bad = arrow.repaired(chunk.values)
            progress.replaced += bad
            yield Chunk(chunk.column, text) if bad else chunk

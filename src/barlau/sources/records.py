"""A stream of delimited text cut into blocks of whole rows.

`pyarrow.csv` loses a byte where a quoted line break meets the edge of one of its own blocks (Arrow GH-51368),
and one unclosed quote makes it swallow the rest of the file. So the edges are found here, and each block is
parsed alone; a quote that stays open for too long is taken for a character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from barlau.errors import ReadError
from barlau.model.reading import Reason
from barlau.sources.escapes import Unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from barlau.sources.escapes import Stream

BLOCK_BYTES = 4 << 20  # as fast as 1 MiB to parse, with longer chunks; 8 MiB is slower
PEEKED_LINES = 10
MAX_ROW_BYTES = 64 << 20
MAX_QUOTED_BYTES = 1 << 20
MAX_QUOTED_LINES = 1000

Spans = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]
"""Where quoted cells begin and end (the positions of their quotes)."""


@dataclass(frozen=True, slots=True)
class Block:
    """Whole rows. The memory is used again for the next block."""

    data: memoryview
    quoted: bool
    """Whether quotes have a meaning in it."""


class RowBlocks:
    """Iterate over the rows of a stream, a block at a time."""

    def __init__(self, stream: Stream, block_bytes: int = BLOCK_BYTES, *, quotes: bool = True) -> None:
        self.separator = b","
        self.stray_quotes = 0
        """Quotes that were never closed."""
        self._stream, self._quotes = stream, quotes
        self._buffer = bytearray(block_bytes)
        self._start = self._end = 0
        self._ended = False
        self._failure: ReadError | None = None
        self._newline = b"\n"

    def peek(self, size: int) -> bytes:
        """The first whole lines, about `size` bytes of them or a few long ones; call it before anything else."""
        self._fill()
        head = self._buffer[: min(self._end, size)]
        self._newline = b"\r" if b"\r" in head and b"\n" not in head else b"\n"
        end = 0
        for _ in range(PEEKED_LINES):
            end = self._buffer.find(self._newline, end, self._end) + 1 or self._end
        found = bytes(self._buffer[: max(end, len(head))])
        whole = found.rfind(self._newline) + 1
        complete = self._ended and len(found) == self._end
        return found if complete or not whole else found[:whole]

    def unescape(self) -> None:
        """Take backslashes for escapes; call it before anything is skipped or read."""
        self._stream = Unescaped(self._stream, bytes(self._buffer[: self._end]))
        self._end, self._ended = 0, False
        self._fill()

    def skip(self, size: int) -> None:
        """Leave out the first bytes (a header that was peeked at)."""
        self._start += size

    def __iter__(self) -> Iterator[Block]:
        while True:
            if self._start < self._end:
                yield from self._whole_rows()
            if self._ended and self._start >= self._end:
                if self._failure is not None:
                    raise self._failure
                return
            self._fill()

    def _fill(self) -> None:
        """Move the rest to the front and read until the buffer is full; a longer row enlarges it."""
        rest = self._end - self._start
        if rest > MAX_ROW_BYTES:
            raise ReadError(Reason.TOO_LARGE)
        grown = bytearray(2 * len(self._buffer)) if rest > len(self._buffer) // 2 else self._buffer
        grown[:rest] = self._buffer[self._start : self._end]
        self._buffer, self._start, self._end = grown, 0, rest
        with memoryview(grown) as view:
            while self._end < len(grown) and not self._ended:
                self._end += self._read(view[self._end :])

    def _read(self, view: memoryview) -> int:
        """What comes before a failure is still read; the failure is raised behind it."""
        try:
            size = self._stream.read_into(view)
        except ReadError as error:
            self._failure, size = error, 0
        self._ended = size == 0
        return size

    def _whole_rows(self) -> Iterator[Block]:
        while self._start < self._end:
            quoted = self._quotes and self._buffer.find(b'"', self._start, self._end) >= 0
            spans = self._quoted_cells() if quoted else None
            cut, stray = self._cut(spans)
            if cut > self._start:
                start, self._start = self._start, cut
                yield Block(memoryview(self._buffer)[start:cut], quoted)
            if stray:
                self.stray_quotes += 1
                start, self._start = self._start, self._line_end(self._start)
                yield Block(memoryview(self._buffer)[start : self._start], quoted=False)
            else:
                return

    def _line_end(self, start: int) -> int:
        return self._buffer.find(self._newline, start, self._end) + 1 or self._end

    def _line_start(self, position: int) -> int:
        return max(self._buffer.rfind(self._newline, self._start, position) + 1, self._start)

    def _cut(self, spans: Spans | None) -> tuple[int, bool]:
        """Where the last whole row ends, and whether a quote that is never closed follows there."""
        if spans is not None:
            starts, ends = spans
            stray = self._never_closed(starts, ends)
            if stray is not None:
                return self._row_start(int(starts[stray]), starts[:stray], ends[:stray]), True
        if self._ended:
            return self._end, False
        if spans is None:
            return self._line_start(self._end), False
        return self._row_start(self._end, *spans), False

    def _row_start(self, position: int, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> int:
        """The start of the row that holds a position: after the last line break outside of quotes."""
        while True:
            position = self._line_start(position)
            inside = int(np.searchsorted(starts, position)) - 1
            if inside < 0 or ends[inside] < position or position <= self._start:
                return position
            position = int(starts[inside])

    def _never_closed(self, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> int | None:
        """The first quoted cell that is too long to be one."""
        for index in np.flatnonzero(ends - starts >= MAX_QUOTED_LINES):
            begin, end = int(starts[index]), int(ends[index])
            open_at_end = end >= self._end
            lines = self._buffer.count(self._newline, begin, end)
            if end - begin > MAX_QUOTED_BYTES or lines > MAX_QUOTED_LINES:
                return int(index)
            if open_at_end and self._ended and lines:
                return int(index)
        if len(ends) and ends[-1] >= self._end and self._ended:
            return len(ends) - 1 if self._buffer.count(self._newline, int(starts[-1]), self._end) else None
        return None

    def _quoted_cells(self) -> Spans:
        """All quoted cells of the buffer; one that is still open ends at the end of the buffer."""
        view = np.frombuffer(self._buffer, np.uint8, self._end - self._start, self._start)
        quotes = np.flatnonzero(view == ord('"'))
        opening, closing = quotes[0::2], quotes[1::2]
        edge = np.zeros(256, bool)
        edge[[*self.separator, *b'\r\n"']] = True
        before = edge[view[np.maximum(opening - 1, 0)]] | (opening == 0)
        after = edge[view[np.minimum(closing + 1, len(view) - 1)]] | (closing == len(view) - 1)
        if before.all() and after.all():
            ends = np.append(closing, len(view)) if len(opening) > len(closing) else closing
            return opening + self._start, ends + self._start
        return self._quoted_cells_one_by_one()

    def _quoted_cells_one_by_one(self) -> Spans:
        """The same, slower, for text with quotes in the middle of cells (`5" pipe`), which open nothing."""
        cell = re.compile(rb'(?<![^%b\r\n])"(?:[^"]++|"")*+("?)' % re.escape(self.separator))
        with memoryview(self._buffer)[self._start : self._end] as view:
            found = [(m.start(), m.end() - 1 if m[1] else m.end()) for m in cell.finditer(view)]
        pairs = np.array(found, np.int64).reshape(-1, 2) + self._start
        return pairs[:, 0], pairs[:, 1]

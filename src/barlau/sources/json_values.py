"""The values of JSON lines and of JSON documents that are too long to be parsed at once."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING

from barlau.errors import ReadError
from barlau.model.reading import Reason
from barlau.nested.json_text import careful_decoder, decode, is_too_deep
from barlau.sources.arrow import MAX_DEPTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from barlau.nested.json_text import Json
    from barlau.sources.encoding import Utf8Stream
    from barlau.sources.reading import Progress

READ_BYTES = 1 << 20
BATCH_BYTES = 4 << 20  # of text; as objects it takes about ten times the memory
MAX_VALUE_BYTES = 64 << 20
_BLANKS = " \t\r\n"


def decode_lines(lines: Sequence[str], progress: Progress) -> list[Json]:
    """The values of JSON lines; a line that is none is counted in `progress` and left out."""
    shallow = [line for line in lines if not is_too_deep(line, MAX_DEPTH)]
    if len(shallow) < len(lines):
        progress.stopped(Reason.TOO_DEEP)
    values, bad = decode(shallow)
    progress.rows_bad += len(lines) - len(shallow) + len(bad)
    return values


class Values:
    """Batches of the values in a JSON document: the items of its array, or values one after another.

    Raises `ReadError` (TRUNCATED, CORRUPT, TOO_DEEP, TOO_LARGE) behind the last whole value.
    """

    def __init__(self, stream: Utf8Stream) -> None:
        self._stream = stream
        self._utf8 = codecs.getincrementaldecoder("utf-8")()
        self._text = ""
        self._position = 0
        self._ended = False
        self._failure: ReadError | None = None

    def __iter__(self) -> Iterator[list[Json]]:
        batch: list[Json] = []
        size = 0
        failure: ReadError | None = None
        try:
            for value, length in self._values():
                batch.append(value)
                size += length
                if size >= BATCH_BYTES:
                    yield batch
                    batch, size = [], 0
        except ReadError as error:
            failure = error
        if batch:
            yield batch
        failure = self._failure or failure
        if failure is not None:
            raise failure

    def _values(self) -> Iterator[tuple[Json, int]]:
        in_array = False
        while character := self._next_character():
            if character == ("]" if in_array else "["):
                in_array = not in_array
                self._position += 1
                continue
            value, end = self._value()
            yield value, end - self._position
            self._position = end
            if in_array and self._next_character() == ",":
                self._position += 1
        if in_array:
            raise ReadError(Reason.TRUNCATED)

    def _next_character(self) -> str:
        """The next character that is no blank; empty at the end."""
        while True:
            rest = len(self._text)
            while self._position < rest and self._text[self._position] in _BLANKS:
                self._position += 1
            if self._position < rest or self._ended:
                return self._text[self._position : self._position + 1]
            self._read_more()

    def _value(self) -> tuple[Json, int]:
        while True:
            try:
                value, end = careful_decoder.raw_decode(self._text, self._position)
            except json.JSONDecodeError as error:
                if self._ended:
                    cut_off = error.pos >= len(self._text) or error.msg.startswith("Unterminated")
                    raise ReadError(Reason.TRUNCATED if cut_off else Reason.CORRUPT) from None
            except RecursionError:
                raise ReadError(Reason.TOO_DEEP) from None
            else:
                if end < len(self._text) or self._ended:  # a number may go on behind the edge
                    break
            self._read_more()
        if is_too_deep(self._text[self._position : end], MAX_DEPTH):
            raise ReadError(Reason.TOO_DEEP)
        return value, end

    def _read_more(self) -> None:
        """Drop what was parsed, and read as much again as is left, so that a long value costs no square."""
        left = self._text[self._position :]
        if len(left) > MAX_VALUE_BYTES:
            raise ReadError(Reason.TOO_LARGE)
        buffer = bytearray(max(READ_BYTES, len(left)))
        try:
            size = self._stream.read_into(memoryview(buffer))
        except ReadError as error:
            self._failure, size = error, 0
        self._ended = size == 0
        self._text, self._position = left + self._utf8.decode(buffer[:size]), 0

"""A text file of any encoding, compressed with gzip or not, as one stream of UTF-8."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from barlau.errors import ReadError
from barlau.model.reading import Reason
from barlau.sources.encoding import Readable, Utf8Stream, detect
from barlau.sources.regular_file import reason_of

if TYPE_CHECKING:
    from barlau.sources.regular_file import RegularFile

GZIP_MAGIC = b"\x1f\x8b"
HEAD_BYTES = 1 << 16
SAMPLE_BYTES = 1 << 12
SAMPLES = 16
MAX_RATIO = 1_000  # deflate itself reaches 1,032, on nothing but zeros
RATIO_FROM = 256 << 20
GZIP_HEADER = 16 + zlib.MAX_WBITS  # zlib's way to say: expect a gzip header


class TextFile:
    """An open text file: its encoding is known, nothing was read yet."""

    def __init__(self, file: RegularFile) -> None:
        self.file = file
        self.compressed = file.head(2) == GZIP_MAGIC
        raw: Readable
        if self.compressed:
            expanded = Gunzip(file)
            samples = [expanded.peek(HEAD_BYTES)]
            raw = expanded
        else:
            samples = _samples(file)
            raw = _Plain(file)
        self.codec, self.start = detect(samples)
        """The codec, and the bytes before the text (a byte order mark)."""
        self.head = samples[0][self.start :].decode(self.codec, "replace")
        """Its first characters."""
        if self.start:
            raw.read(self.start)
        self.stream = Utf8Stream(raw, self.codec)


def _samples(file: RegularFile) -> list[bytes]:
    """The head, and some pieces from all over the file: its first Cyrillic letter may come late."""
    head = file.head(HEAD_BYTES)
    step = (file.size - HEAD_BYTES) // SAMPLES // 2 * 2  # even, for UTF-16
    offsets = range(HEAD_BYTES, file.size, step) if step > SAMPLE_BYTES else ()
    return [head, *(file.at(offset, SAMPLE_BYTES, back_to=0) for offset in offsets)]


class _Plain:
    """The bytes of a file; a failing disk becomes a `ReadError`."""

    def __init__(self, file: RegularFile) -> None:
        self._stream = file.stream

    def read(self, size: int, /) -> bytes:
        try:
            return self._stream.read(size)
        except OSError as error:
            raise ReadError(reason_of(error)) from None


class Gunzip:
    """The content of a gzip file. Unlike `gzip.GzipFile` it hands over all that stands before a damage."""

    def __init__(self, file: RegularFile) -> None:
        self._raw, self._size = _Plain(file), file.size
        self._member = zlib.decompressobj(GZIP_HEADER)
        self._input = b""
        self._peeked = b""
        self._failure: ReadError | None = None
        self._expanded = 0

    def peek(self, size: int) -> bytes:
        """The first bytes, or what can be read of them; call it before `read`, which raises what failed here."""
        while len(self._peeked) < size:
            try:
                block = self._next(size)
            except ReadError as error:
                self._failure = error
                break
            self._peeked += block
            if not block:
                break
        return self._peeked

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes. Raises `ReadError` (TRUNCATED, CORRUPT, RATIO_LIMIT)."""
        if self._peeked:
            block, self._peeked = self._peeked[:size], self._peeked[size:]
            return block
        if self._failure is not None:
            raise self._failure
        return self._next(size)

    def _next(self, size: int) -> bytes:
        while True:
            if self._member.eof:
                self._input = self._input or self._member.unused_data.lstrip(b"\0")
                if not self._input and not (block := self._raw.read(HEAD_BYTES)):
                    return b""
                self._input = self._input or block
                self._member = zlib.decompressobj(GZIP_HEADER)
            if not self._input:
                self._input = self._raw.read(HEAD_BYTES)
                if not self._input:
                    raise ReadError(Reason.TRUNCATED)
            try:
                found = self._member.decompress(self._input, size)
            except zlib.error:
                raise ReadError(Reason.CORRUPT) from None
            self._input = self._member.unconsumed_tail
            self._expanded += len(found)
            if self._expanded > max(RATIO_FROM, MAX_RATIO * self._size):
                raise ReadError(Reason.RATIO_LIMIT)
            if found:
                return found

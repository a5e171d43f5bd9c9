r"""Backslashes as MySQL and PostgreSQL write them: `\"` in a quoted cell, a backslash before a line break or separator.

Rewritten to what every reader of delimited text knows: a doubled quote, and a blank.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

_PAIR = re.compile(rb"\\(.)", re.DOTALL)
_BLANK = b"\t\n\r;,|^~\x01"


class Stream(Protocol):
    """Text that fills a buffer."""

    def read_into(self, view: memoryview) -> int:
        """Write up to `len(view)` bytes; 0 at the end."""
        ...


def _plain(pair: re.Match[bytes]) -> bytes:
    escaped = pair[1]
    if escaped == b'"':
        return b'""'
    return b" " if escaped in _BLANK else escaped if escaped == b"\\" else pair[0]


def unescape(data: bytes) -> bytes:
    """The same text without such backslashes; it is never longer, and `\\N` stays."""
    return _PAIR.sub(_plain, data)


def may_be_escaped(data: bytes) -> bool:
    """Whether the text would be cut otherwise without them."""
    return any(pair[1] == b'"' or pair[1] in _BLANK for pair in _PAIR.finditer(data))


class Unescaped:
    """A stream without such backslashes, after the first bytes of it, which were read already."""

    def __init__(self, stream: Stream, first: bytes) -> None:
        self._read: Callable[[memoryview], int] = stream.read_into
        self._ready, self._held = self._split(first)

    def read_into(self, view: memoryview) -> int:
        """Write up to `len(view)` bytes; 0 at the end."""
        while not self._ready:
            buffer = bytearray(len(view))
            size = self._read(memoryview(buffer))
            if not size:
                self._ready, self._held = self._held, b""
                break
            self._ready, self._held = self._split(self._held + bytes(buffer[:size]))
        size = min(len(view), len(self._ready))
        view[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    @staticmethod
    def _split(data: bytes) -> tuple[bytes, bytes]:
        """The text, and a backslash at its end whose next byte is not there yet."""
        backslashes = len(data) - len(data.rstrip(b"\\"))
        end = len(data) - backslashes % 2
        return unescape(data[:end]), data[end:]

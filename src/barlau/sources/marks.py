"""Marks of data: a text that changes whenever an object may hold other data than before.

A source that can tell offers `mark`; without one, or where it says None, an object has to be read to be known. A mark
errs on the side of reading again: a file that was copied, a table that was vacuumed may have another mark and the
same data. It holds no data: the digest of a file is keyed, and of a file so small that its content could be guessed
there is none.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from barlau.model.reading import DataObject

SMALLEST, LARGEST = 4 << 10, 64 << 20
"""Bytes of a file whose content is digested: 64 MiB cost 0.1 s, reading them for personal data several."""
SETTLED = 2.0
"""Seconds after which a time stamp tells a change from the last one: file systems count in ticks, some in seconds."""


@runtime_checkable
class Marking(Protocol):
    """A source that can tell whether its objects changed."""

    def mark(self, item: DataObject, key: bytes) -> str | None:
        """The object's mark now; None: nobody can tell. `key` is secret to one history."""
        ...


def file_mark(paths: Iterable[str], key: bytes) -> str | None:
    """The mark of files that are one thing; those that do not exist belong to it as well."""
    try:
        parts = [_file(path, key) for path in paths]
    except OSError:
        return None
    return " ".join(part for part in parts if part is not None) if None not in parts else None


def digest(text: str, key: bytes) -> str:
    """A text as a keyed digest."""
    return hashlib.blake2b(text.encode("utf-8", "surrogateescape"), key=key, digest_size=16).hexdigest()


def _file(path: str, key: bytes) -> str | None:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return "-"
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            return None
        if not found.st_size:
            return "empty"
        if SMALLEST <= found.st_size <= LARGEST:
            return f"content:{found.st_size}:{_content(handle, key)}"
        if time.time() - max(found.st_mtime, found.st_ctime) < SETTLED:
            return None
        return f"stat:{found.st_dev}:{found.st_ino}:{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}"
    finally:
        os.close(handle)


def _content(handle: int, key: bytes) -> str:
    hashed = hashlib.blake2b(key=key, digest_size=16)
    while part := os.read(handle, 1 << 20):
        hashed.update(part)
    return hashed.hexdigest()

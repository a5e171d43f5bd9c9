"""An SQLite file made safe to open: nothing is written beside it, and no row of its log is lost.

A file with a write-ahead log or a hot journal is copied, with the log, to a private folder: opened in place,
SQLite leaves a file beside it, and with `immutable` it silently returns what was there before.
"""

from __future__ import annotations

import math
import os
import shutil
import stat
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from barlau.errors import ReadError
from barlau.model.reading import Reason
from barlau.sources.regular_file import reason_of

MAGIC = b"SQLite format 3\x00"  # https://sqlite.org/fileformat2.html#magic_header_string
WRITE_VERSION = 18  # offset in the header
WAL = 2
HEADER = 100
PAGE = 4096
# Bits a byte: 4,096 random bytes have 7.95 ± 0.01, zlib's output 7.9 and more, text and tables less than 6.
ENCRYPTED_ENTROPY = 7.8
TRIES = 3  # to copy a file that is being written to

_Stamp = tuple[int, int, int] | None


class DatabaseFile:
    """Where to open a database. Raises `ReadError` if it is none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._copies: TemporaryDirectory[str] | None = None
        self._torn = self._unlocked = False
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                raise ReadError(Reason.NOT_REGULAR_FILE)
            with path.open("rb") as file:
                first = file.read(PAGE)
            _check(first)
            self._before = self._stamps()
            self.uri = self._prepare(wal=first[WRITE_VERSION] == WAL)
        except OSError as error:
            self.close()
            raise ReadError(reason_of(error)) from None

    def _prepare(self, *, wal: bool) -> str:
        if self._before[1] or self._before[2]:
            return f"file:{quote(str(self._copied()))}"
        # Without its log, a file in WAL mode is not open anywhere; mode=ro would make a log.
        self._unlocked = wal
        return f"file:{quote(str(self._path.absolute()))}?mode=ro" + ("&immutable=1" if wal else "")

    def _copied(self) -> Path:
        self._copies = TemporaryDirectory(prefix="barlau-")
        copy = Path(self._copies.name) / "copy"
        for _ in range(TRIES):
            before = self._stamps()
            for suffix in ("", "-wal", "-journal"):
                Path(f"{copy}{suffix}").unlink(missing_ok=True)
                if _stamp(f"{self._path}{suffix}"):
                    shutil.copyfile(f"{self._path}{suffix}", f"{copy}{suffix}")
            self._torn = self._stamps() != before
            if not self._torn:
                break
        return copy

    def _stamps(self) -> tuple[_Stamp, ...]:
        return tuple(_stamp(f"{self._path}{suffix}") for suffix in ("", "-wal", "-journal"))

    def changed(self) -> bool:
        """Whether what is read may be torn: written to while it was copied or, with no lock held, read."""
        return self._torn or (self._unlocked and self._stamps() != self._before)

    def close(self) -> None:
        """Remove the copies; may be called more than once."""
        if self._copies is not None:
            self._copies.cleanup()
            self._copies = None


def _stamp(path: str) -> _Stamp:
    """Identity, size and time of a file that is there and not empty."""
    try:
        found = os.stat(path)  # noqa: PTH116 (of a file beside it, by its name)
    except FileNotFoundError:
        return None
    return (found.st_ino, found.st_size, found.st_mtime_ns) if found.st_size else None


def _check(first: bytes) -> None:
    if not first:
        raise ReadError(Reason.EMPTY)
    if first.startswith(MAGIC):
        if len(first) < HEADER:
            raise ReadError(Reason.TRUNCATED)
        return
    # A database encrypted as a whole is random from its first byte.
    looks_random = len(first) == PAGE and _entropy(first) > ENCRYPTED_ENTROPY
    raise ReadError(Reason.ENCRYPTED if looks_random else Reason.CORRUPT)


def _entropy(data: bytes) -> float:
    """Bits a byte."""
    return -sum(n / len(data) * math.log2(n / len(data)) for n in Counter(data).values())

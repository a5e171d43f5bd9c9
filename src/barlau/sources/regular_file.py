"""Opening files that nobody vouches for: no link is followed, only regular files are read, changes show."""

from __future__ import annotations

import errno
import os
import stat
from typing import BinaryIO

from barlau.errors import ReadError
from barlau.model.reading import Reason

# Without O_NONBLOCK, opening a named pipe that was swapped in would wait for ever.
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC

_REASONS = {
    errno.ENOENT: Reason.VANISHED,
    errno.ENOTDIR: Reason.VANISHED,
    errno.EACCES: Reason.PERMISSION_DENIED,
    errno.EPERM: Reason.PERMISSION_DENIED,
    errno.ELOOP: Reason.SYMLINK_NOT_FOLLOWED,
    errno.ENAMETOOLONG: Reason.PATH_TOO_LONG,
    errno.ENXIO: Reason.NOT_REGULAR_FILE,
    errno.ENODEV: Reason.NOT_REGULAR_FILE,
}


def reason_of(error: OSError) -> Reason:
    """What a failed system call means for the report."""
    return _REASONS.get(error.errno or 0, Reason.CORRUPT)


class RegularFile:
    """A regular file, open for reading. Raises `ReadError` if it is none or cannot be opened."""

    def __init__(self, path: str) -> None:
        self.path = path
        try:
            if not stat.S_ISREG(os.lstat(path).st_mode):
                link = stat.S_ISLNK(os.lstat(path).st_mode)
                raise ReadError(Reason.SYMLINK_NOT_FOLLOWED if link else Reason.NOT_REGULAR_FILE)
            descriptor = os.open(path, _FLAGS)
        except OSError as error:
            raise ReadError(reason_of(error)) from None
        self.stream: BinaryIO = os.fdopen(descriptor, "rb", buffering=0)
        self._before = os.fstat(descriptor)
        if not stat.S_ISREG(self._before.st_mode):
            self.close()
            raise ReadError(Reason.NOT_REGULAR_FILE)

    @property
    def size(self) -> int:
        """Bytes, when it was opened."""
        return self._before.st_size

    def head(self, length: int) -> bytes:
        """The first bytes; the position stays at the start."""
        return self.at(0, length, back_to=0)

    def at(self, offset: int, length: int, back_to: int | None = None) -> bytes:
        """Some bytes from the middle. Raises `ReadError`."""
        try:
            self.stream.seek(offset)
            found = self.stream.read(length)
            if back_to is not None:
                self.stream.seek(back_to)
        except OSError as error:
            raise ReadError(reason_of(error)) from None
        return found

    def changed(self) -> bool:
        """Whether it was written to, replaced or removed since it was opened."""
        try:
            now = os.lstat(self.path)
        except OSError:
            return True
        return any(getattr(now, name) != getattr(self._before, name) for name in _IDENTITY)

    def close(self) -> None:
        """Close it; may be called more than once."""
        self.stream.close()


_IDENTITY = ("st_dev", "st_ino", "st_size", "st_mtime_ns")

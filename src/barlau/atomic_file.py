"""Files that appear whole or not at all, and several that appear together."""

import errno
import os
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from barlau import renaming

UNFINISHED = ".part"
ABANDONED_AFTER = 3600.0
"""Seconds after which an unfinished file belongs to a run that was killed: writing one takes seconds."""


def write(path: Path, data: bytes) -> None:
    """Replace the file in one step; the old one stays until the new one is on the disk. Raises `OSError`.

    A new file is its owner's alone; one that is replaced keeps its mode. A pipe or a device is written to.
    """
    with Staging() as staging:
        staging.put({path: data})
        staging.publish()


class Staging:
    """Files that are put on the disk under other names and get their own together. Left unpublished, they go."""

    def __init__(self) -> None:
        self._ready: dict[Path, Path] = {}  # own name: the other one
        self._special: dict[Path, bytes] = {}  # pipes and devices, which have no other name

    def __enter__(self) -> Self:
        return self

    def put(self, files: Mapping[Path, bytes]) -> None:
        """Write the files under other names, down to the disk. Raises `OSError`."""
        for path, data in files.items():
            if _is_special(path):
                self._special[path] = data
            else:
                self._put(path, data)

    def publish(self, without: Iterable[Path] = ()) -> None:
        """Give all files their names and remove those of `without`. Raises `OSError`.

        Several names are given by a process of its own in a session of its own: it begins once it has been told all
        of them and then goes on to the end, so that nothing that happens to this one, `kill -9` included, leaves old
        and new files side by side.
        """
        for path, data in self._special.items():
            path.write_bytes(data)
        steps: list[renaming.Step] = [(other, path) for path, other in self._ready.items()]
        steps += [(path, None) for path in without if path.exists()]
        if len(steps) > 1:
            _beyond_this_process(renaming.message(steps))
        else:
            renaming.carry_out(steps)
        for path in self._ready:
            _sweep(path)

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        for other in self._ready.values():
            other.unlink(missing_ok=True)

    def _put(self, path: Path, data: bytes) -> None:
        handle, other = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=UNFINISHED)
        self._ready[path] = Path(other)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if path.exists():
                os.fchmod(file.fileno(), stat.S_IMODE(path.stat().st_mode))
            os.fsync(file.fileno())


def is_unfinished(name: str, of: str) -> bool:
    """Whether `name` is what a run that was killed left of the file `of`."""
    return name.startswith(f".{of}.") and name.endswith(UNFINISHED)


def _beyond_this_process(message: bytes) -> None:
    command = [sys.executable, "-I", "-S", renaming.__file__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True) as process:  # noqa: S603
        try:
            process.communicate(message)
        finally:  # Ctrl+C waits as well: what is left over is removed, and it may still be needed
            process.communicate()
    if process.returncode:
        code = process.returncode if process.returncode > 0 else errno.EIO
        raise OSError(code, os.strerror(code))


def _is_special(path: Path) -> bool:
    if not path.exists():
        return False
    mode = path.stat().st_mode
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _sweep(path: Path) -> None:
    """Remove what killed runs left of this file."""
    for left in path.parent.iterdir():
        if is_unfinished(left.name, path.name):
            try:
                if time.time() - left.lstat().st_mtime > ABANDONED_AFTER:
                    left.unlink()
            except OSError:
                continue

"""Files that appear whole or not at all."""

import os
import stat
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

UNFINISHED = ".part"
ABANDONED_AFTER = 3600.0
"""Seconds after which an unfinished file belongs to a run that was killed: writing one takes seconds."""


def write(path: Path, data: bytes) -> None:
    """Replace the file in one step; the old one stays until the new one is on the disk. Raises `OSError`.

    A new file is its owner's alone; one that is replaced keeps its mode. A pipe or a device is written to.
    """
    with staged({path: data}) as publish:
        publish()


@contextmanager
def staged(files: Mapping[Path, bytes]) -> Iterator[Callable[[], None]]:
    """Put files on the disk under other names; what is yielded gives them their own. Raises `OSError`.

    Giving names is nothing but one system call for each file: between the first and the last passes next to no time.
    """
    ready: list[tuple[Path, Path]] = []
    published: list[Path] = []
    special = {path: data for path, data in files.items() if _is_special(path)}

    def publish() -> None:
        for path, data in special.items():
            path.write_bytes(data)
        while ready:
            temporary, path = ready[0]
            temporary.replace(path)
            del ready[0]
            published.append(path)

    try:
        for path, data in files.items():
            if path not in special:
                _stage(path, data, ready)
        yield publish
    finally:
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)
        for path in published:
            _sweep(path)


def is_unfinished(name: str, of: str) -> bool:
    """Whether `name` is what a run that was killed left of the file `of`."""
    return name.startswith(f".{of}.") and name.endswith(UNFINISHED)


def _is_special(path: Path) -> bool:
    if not path.exists():
        return False
    mode = path.stat().st_mode
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _stage(path: Path, data: bytes, ready: list[tuple[Path, Path]]) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=UNFINISHED)
    ready.append((Path(temporary), path))
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        if path.exists():
            os.fchmod(file.fileno(), stat.S_IMODE(path.stat().st_mode))
        os.fsync(file.fileno())


def _sweep(path: Path) -> None:
    """Remove what killed runs left of this file."""
    for left in path.parent.iterdir():
        if is_unfinished(left.name, path.name):
            try:
                if time.time() - left.lstat().st_mtime > ABANDONED_AFTER:
                    left.unlink()
            except OSError:
                continue

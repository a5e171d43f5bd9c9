"""Renames and removes files; also a program of its own, which does so as told on standard input.

It begins when the whole message has arrived: if the teller dies before, nothing changes, and if it dies after, all
does. Exit status: 0, or the number of the system's error at which it stopped.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

Step = tuple[Path, Path | None]
"""A file and its new name; None: it is removed."""

END = b"\0"  # of each part of a message; no path contains it


def message(steps: Iterable[Step]) -> bytes:
    """The steps as bytes, their number first, by which a message that was cut off is known."""
    parts = [os.fsencode(part or "") for step in steps for part in step]
    return END.join([b"%d" % len(parts), *parts, b""])


def carry_out(steps: Iterable[Step]) -> None:
    """Rename and remove in order. Raises `OSError`."""
    for path, name in steps:
        if name is None:
            path.unlink(missing_ok=True)
        else:
            path.replace(name)


def steps(message: bytes) -> list[Step]:
    """What a message says; nothing if it is not whole."""
    count, *parts = message.split(END)
    if len(parts) != int(count or -1) + 1:
        return []
    paths = [Path(os.fsdecode(part)) if part else None for part in parts[:-1]]
    return [(path, name) for path, name in zip(paths[::2], paths[1::2], strict=True) if path]


if __name__ == "__main__":
    try:
        carry_out(steps(sys.stdin.buffer.read()))
    except OSError as error:
        sys.exit(error.errno)

"""One audit at a time for one history. The kernel holds the lock: it ends with the process, however that ends."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from barlau.errors import ConfigError

TAKEN = (errno.EAGAIN, errno.EACCES)


@contextmanager
def locked(history: Path) -> Iterator[None]:
    """Hold `history` (its file `.lock`). Raises `ConfigError` while another audit does, or if it cannot be held."""
    path = history.with_name(f"{history.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        problem = f"no history can be kept there ({os.strerror(error.errno or 0)})"
        raise ConfigError(str(history), problem, remedy="name another file with --history") from None
    try:
        _take(handle, history)
        os.ftruncate(handle, 0)
        os.pwrite(handle, _ourselves().encode(), 0)
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _take(handle: int, history: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in TAKEN:
            problem = f"cannot be locked there ({os.strerror(error.errno or 0)})"
            raise ConfigError(str(history), problem, remedy="keep it on a local disk") from None
        who = os.pread(handle, 200, 0).decode("utf-8", "replace").strip()
        problem = "another audit is running" + (f" ({who})" if who.isprintable() and who else "")
        raise ConfigError(str(history), problem, remedy="wait for its end") from None


def _ourselves() -> str:
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    return f"process {os.getpid()} on {socket.gethostname()} since {now}"

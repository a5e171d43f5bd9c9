"""One worker process: requests to it, answers from it, and its end, whatever kills it."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from barlau.api import wire
from barlau.api.worker_environment import environment

if TYPE_CHECKING:
    from barlau.model.recognizer import Pack

STALL = 120.0
"""Seconds without a sign of life after which a child is given up (a chunk takes milliseconds)."""
PATIENCE = 2.0
"""Seconds that a child has to close its connections once it is told to end."""


class CrashError(Exception):
    """The child is gone."""


class StallError(Exception):
    """The child says nothing any more."""


class Child:
    """One worker process, the pipe to it, and a folder for its temporary files that outlives it whatever kills it."""

    def __init__(self, pack: Pack) -> None:
        self._folder = TemporaryDirectory(prefix="barlau-")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "barlau.api.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(self._folder.name),
            start_new_session=True,  # a Ctrl-C is for the parent, which ends its children itself
            bufsize=0,
        )
        self._buffer = b""
        self._send(wire.Start.of(pack))

    def ask(self, request: wire.Request) -> Iterator[wire.Answer]:
        """Send a request and yield answers as they come. Raises `CrashError` or `StallError`."""
        self._send(request)
        while True:
            yield wire.decode_answer(self._line())

    def _send(self, request: wire.Request) -> None:
        assert self._process.stdin is not None  # noqa: S101  (opened as a pipe)
        try:
            self._process.stdin.write(wire.encode_request(request))
        except OSError:
            raise CrashError from None

    def _line(self) -> bytes:
        assert self._process.stdout is not None  # noqa: S101  (opened as a pipe)
        while b"\n" not in self._buffer:
            if not select.select([self._process.stdout], [], [], STALL)[0]:
                raise StallError
            part = os.read(self._process.stdout.fileno(), 1 << 16)
            if not part:
                raise CrashError
            self._buffer += part
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line

    def kill(self) -> None:
        """End the process at once; whoever waits for an answer sees it crash."""
        self._process.kill()

    def close(self) -> None:
        """End the process, gently if it is listening, and remove what it left behind."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._folder.cleanup()

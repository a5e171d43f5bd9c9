"""Child processes that may crash, hang or run out of memory without harm: one object at a time, watched by one
thread each.

A pool of the standard library hangs for ever when a worker is killed by a parser, so the supervision is ours: an
end of file is a crash, silence is a time-out, and both become the reason why one object was not read.
"""

from __future__ import annotations

import logging
import os
import select
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from barlau.api import wire
from barlau.api.observer import Observer
from barlau.api.worker_environment import environment
from barlau.errors import TargetError
from barlau.model.profile import ObjectProfile
from barlau.model.reading import Coverage, DataObject, ReadStatus, Reason, Sampling, Target
from barlau.report.visible import visible

log = logging.getLogger(__name__)

STALL = 120.0
"""Seconds without a sign of life after which a child is given up (a chunk takes milliseconds)."""
PATIENCE = 2.0
"""Seconds that a child has to close its connections once it is told to end."""
ATTEMPTS = 2
"""A crash may come from what the child read before: the second try has a process of its own."""


class _CrashError(Exception):
    """The child is gone."""


class _StallError(Exception):
    """The child says nothing any more."""


@dataclass(frozen=True, slots=True)
class Job:
    """One object to profile."""

    target: Target
    item: DataObject


class Child:
    """One worker process, the pipe to it, and a folder for its temporary files that outlives it whatever kills it."""

    def __init__(self, recognizers: Sequence[str]) -> None:
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
        self._send(wire.Start(tuple(recognizers)))

    def ask(self, request: wire.Request) -> Iterator[wire.Answer]:
        """Send a request and yield answers as they come. Raises `_CrashError` or `_StallError`."""
        self._send(request)
        while True:
            yield wire.decode_answer(self._line())

    def _send(self, request: wire.Request) -> None:
        assert self._process.stdin is not None  # noqa: S101  (opened as a pipe)
        try:
            self._process.stdin.write(wire.encode_request(request))
        except OSError:
            raise _CrashError from None

    def _line(self) -> bytes:
        assert self._process.stdout is not None  # noqa: S101  (opened as a pipe)
        while b"\n" not in self._buffer:
            if not select.select([self._process.stdout], [], [], STALL)[0]:
                raise _StallError
            part = os.read(self._process.stdout.fileno(), 1 << 16)
            if not part:
                raise _CrashError
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


def list_objects(target: Target, recognizers: Sequence[str]) -> list[tuple[DataObject, Coverage | None]]:
    """Name the objects of a target. Raises `TargetError` when it cannot be opened."""
    child = Child(recognizers)
    found: list[tuple[DataObject, Coverage | None]] = []
    try:
        for answer in child.ask(wire.ListObjects(target)):
            if isinstance(answer, wire.Found):
                found.append((answer.item, answer.coverage))
            elif isinstance(answer, wire.Refused):
                raise TargetRefusedError(answer.problem)
            elif isinstance(answer, wire.Failed):
                raise TargetError(_shown(target), f"cannot be listed: {answer.error}")
            elif isinstance(answer, wire.Unread):
                raise TargetError(_shown(target), f"cannot be read: {answer.reason.value}")
            elif isinstance(answer, wire.Listed):
                break
    except _CrashError:
        raise TargetError(_shown(target), "the reader crashed while listing its objects") from None
    except _StallError:
        child.kill()
        raise TargetError(_shown(target), "does not answer", remedy="check the network") from None
    except KeyboardInterrupt:
        child.kill()
        raise
    finally:
        child.close()
    _refuse_unreadable(target, found)
    return found


def _shown(target: Target) -> str:
    """How messages name a target: without its secrets."""
    from barlau.sources.url import parse

    return target.name or (parse(target.spec).name if "://" in target.spec else target.spec)


def _refuse_unreadable(target: Target, found: Sequence[tuple[DataObject, Coverage | None]]) -> None:
    """Wrong usage: the target is empty, or one file of a kind that nobody reads."""
    if not found:
        raise TargetError(_shown(target), "holds nothing to read", remedy="check the path or the URL")
    reasons = [coverage and coverage.reason for _, coverage in found]
    if reasons == [Reason.UNSUPPORTED_FORMAT] and Path(target.spec).is_file():
        from barlau.sources.formats import Format

        raise TargetError(_shown(target), "is of no format that can be read", remedy=", ".join(Format))


class TargetRefusedError(TargetError):
    """A child refused the target; its message is complete."""

    def __init__(self, problem: str) -> None:
        Exception.__init__(self, problem)


class Supervisor:
    """Profiles objects in a few children at once; results come in the order of the jobs."""

    def __init__(
        self,
        recognizers: Sequence[str],
        *,
        workers: int,
        threads: int,
        sampling: Sampling,
        observer: Observer,
    ) -> None:
        self._recognizers, self._workers, self._threads = recognizers, workers, threads
        self._sampling, self._observer = sampling, observer
        self._lock = threading.Lock()
        self._children: set[Child] = set()
        self._at_work = 0
        self._idle = threading.Event()
        self._idle.set()
        self._stopped = False
        self.results: list[ObjectProfile | None] = []
        """In the order of the jobs; None for what was not reached because of `stop`."""

    def run(self, jobs: Sequence[Job]) -> list[ObjectProfile | None]:
        """Profile every job and return `results`."""
        results = self.results = [None] * len(jobs)
        pending = iter(enumerate(jobs))

        def work() -> None:
            child: Child | None = None
            while not self._stopped:
                with self._lock:
                    index, job = next(pending, (-1, None))
                if job is None:
                    break
                child, results[index] = self._attempts(child, job)
            self._retire(child)
            self._leave()

        self._at_work = min(self._workers, len(jobs))
        for _ in range(self._at_work):
            self._idle.clear()
            threading.Thread(target=work, daemon=True).start()
        # An endless wait would hold signals back (polars makes interrupted calls start again), and a `join` that a
        # signal ends takes its thread for finished (CPython 3.11).
        while not self._idle.wait(0.2):
            pass
        return results

    def stop(self) -> None:
        """End every child at once and wait until nothing of them is left; what was finished is in `results`."""
        with self._lock:
            self._stopped = True
            for child in self._children:
                child.kill()
        self._idle.wait(PATIENCE)

    def _attempts(self, child: Child | None, job: Job) -> tuple[Child | None, ObjectProfile | None]:
        reason = Reason.PARSER_CRASH
        for _ in range(ATTEMPTS):
            try:
                child = child or self._spawn()
                return child, self._profile(child, job)
            except _CrashError:
                reason = Reason.PARSER_CRASH
            except _StallError:
                reason = Reason.TIMEOUT
            if child is not None:
                child.kill()
            self._retire(child)
            child = None
            if self._stopped:
                return None, None
            if reason is Reason.TIMEOUT:
                break
        return None, self._unread(job, reason)

    def _profile(self, child: Child, job: Job) -> ObjectProfile:
        for answer in child.ask(wire.ProfileObject(job.target, job.item, self._sampling, self._threads)):
            if isinstance(answer, wire.Alive):
                self._observer.progress(job.item, answer.rows)
            elif isinstance(answer, wire.Profiled):
                self._observer.finished(job.item, answer.profile.coverage)
                return answer.profile
            elif isinstance(answer, wire.Unread):
                return self._unread(job, answer.reason)
            elif isinstance(answer, wire.Refused):
                return self._unread(job, Reason.CONNECTION_LOST)
            elif isinstance(answer, wire.Failed):
                log.info("%s: %s", visible(job.item.name), answer.error)
                return self._unread(job, Reason.PARSER_CRASH)
        raise _CrashError

    def _unread(self, job: Job, reason: Reason) -> ObjectProfile:
        coverage = replace(Coverage(ReadStatus.NOT_SCANNED, reason), seed=self._sampling.seed)
        self._observer.finished(job.item, coverage)
        return ObjectProfile(job.item, coverage)

    def _spawn(self) -> Child:
        with self._lock:
            if self._stopped:
                raise _CrashError
            child = Child(self._recognizers)
            self._children.add(child)
        return child

    def _leave(self) -> None:
        with self._lock:
            self._at_work -= 1
            if not self._at_work:
                self._idle.set()

    def _retire(self, child: Child | None) -> None:
        if child is not None:
            with self._lock:
                self._children.discard(child)
            child.close()

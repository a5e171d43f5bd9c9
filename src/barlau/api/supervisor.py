"""Child processes that may crash, hang or run out of memory without harm: one object at a time, watched by one
thread each.

A pool of the standard library hangs for ever when a worker is killed by a parser, so the supervision is ours: an
end of file is a crash, silence is a time-out, and both become the reason why one object was not read.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

from barlau.api import wire
from barlau.api.child import PATIENCE, Child, CrashError, StallError
from barlau.api.observer import Observer
from barlau.model.profile import ObjectProfile
from barlau.model.reading import Column, Coverage, DataObject, ReadStatus, Reason, Sampling, Target
from barlau.model.recognizer import Pack
from barlau.report.visible import visible

log = logging.getLogger(__name__)

ATTEMPTS = 2
"""A crash may come from what the child read before: the second try has a process of its own."""


@dataclass(frozen=True, slots=True)
class Job:
    """One object to profile."""

    target: Target
    item: DataObject
    columns: tuple[Column, ...] = ()
    """Only these; all of them if there are none."""
    key: str = ""
    """Of the object's mark, hexadecimal; empty: none is needed."""


class Supervisor:
    """Profiles objects in a few children at once; results come in the order of the jobs."""

    def __init__(
        self,
        pack: Pack,
        *,
        workers: int,
        threads: int,
        sampling: Sampling,
        observer: Observer,
        spare: Child | None = None,
    ) -> None:
        """`spare` is a child that runs already; it becomes the first worker."""
        self._pack, self._workers, self._threads = pack, workers, threads
        self._sampling, self._observer = sampling, observer
        self._lock = threading.Lock()
        self._children: set[Child] = set() if spare is None else {spare}
        self._spare = spare
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
        self._retire(self._spare)
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
            except CrashError:
                reason = Reason.PARSER_CRASH
            except StallError:
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
        request = wire.ProfileObject(job.target, job.item, self._sampling, self._threads, job.columns, job.key)
        for answer in child.ask(request):
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
        raise CrashError

    def _unread(self, job: Job, reason: Reason) -> ObjectProfile:
        coverage = replace(Coverage(ReadStatus.NOT_SCANNED, reason), seed=self._sampling.seed)
        self._observer.finished(job.item, coverage)
        return ObjectProfile(job.item, coverage)

    def _spawn(self) -> Child:
        with self._lock:
            if self._stopped:
                raise CrashError
            child, self._spare = self._spare or Child(self._pack), None
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

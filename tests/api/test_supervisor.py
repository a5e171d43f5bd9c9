"""A worker may be killed, hang or run out of memory: one object is lost, with the reason, and all others are read."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest

import barlau
from barlau.api import Interrupted, Observer, Options, child, supervisor, worker_environment
from barlau.model.reading import Coverage, DataObject, ReadStatus, Reason
from barlau.model.report import Report, RunStatus
from barlau.report.exit_code import exit_code

from .conftest import PEOPLE

STALL = child.STALL


def children() -> list[int]:
    paths = Path("/proc/self/task").glob("*/children")
    return [int(pid) for path in paths for pid in path.read_text().split()]


class Saboteur(Observer):
    """Does something to the worker that reads an object, each time it starts to."""

    def __init__(self, name: str, act: Callable[[int], None], times: int = 9) -> None:
        self.name, self.act, self.left = name, act, times
        self.hurt: set[int] = set()

    def progress(self, item: DataObject, rows: int) -> None:  # noqa: ARG002
        (pid,) = children()
        if item.name == self.name and pid not in self.hurt and self.left:
            self.hurt.add(pid)
            self.left -= 1
            self.act(pid)


@pytest.fixture
def around(large: Path) -> Path:
    """A folder with small files before and after the large one."""
    (large.parent / "before.csv").write_text(PEOPLE)
    (large.parent / "later.csv").write_text(PEOPLE)
    return large.parent


def outcome(report: Report) -> dict[str, tuple[ReadStatus, Reason | None]]:
    return {item.object.name: (item.coverage.status, item.coverage.reason) for item in report.objects}


READ = (ReadStatus.SCANNED, None)


def test_killed_worker_costs_one_object(around: Path) -> None:
    saboteur = Saboteur("large.csv", lambda pid: os.kill(pid, signal.SIGKILL))
    report = barlau.scan(around, options=Options(workers=1, observer=saboteur))
    lost = (ReadStatus.NOT_SCANNED, Reason.PARSER_CRASH)
    assert outcome(report) == {"before.csv": READ, "large.csv": lost, "later.csv": READ}
    assert len(saboteur.hurt) == supervisor.ATTEMPTS
    assert (report.status, exit_code(report)) == (RunStatus.INCOMPLETE, 3)
    assert {column.object for column in report.columns} == {"before.csv", "later.csv"}


def test_object_gets_a_second_try_after_a_crash(around: Path) -> None:
    saboteur = Saboteur("large.csv", lambda pid: os.kill(pid, signal.SIGKILL), times=1)
    report = barlau.scan(around, options=Options(workers=1, observer=saboteur))
    assert set(outcome(report).values()) == {READ}
    assert len(saboteur.hurt) == 1


def test_silent_worker_times_out(around: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def silence(pid: int) -> None:
        os.kill(pid, signal.SIGSTOP)
        monkeypatch.setattr(child, "STALL", 0.1)

    class Impatient(Saboteur):
        def finished(self, item: DataObject, coverage: Coverage) -> None:  # noqa: ARG002
            monkeypatch.setattr(child, "STALL", STALL)

    saboteur = Impatient("large.csv", silence)
    report = barlau.scan(around, options=Options(workers=1, observer=saboteur))
    lost = (ReadStatus.NOT_SCANNED, Reason.TIMEOUT)
    assert outcome(report) == {"before.csv": READ, "large.csv": lost, "later.csv": READ}
    assert len(saboteur.hurt) == 1
    assert not children()


def test_worker_has_a_memory_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_environment, "MEMORY", 500 << 20)  # a small file needs less than 400 MiB
    heavy = tmp_path / "heavy.csv"
    heavy.write_bytes(b"iin,note\n1," + b"x" * (200 << 20))  # one cell
    (tmp_path / "people.csv").write_text(PEOPLE)
    report = barlau.scan(tmp_path, options=Options(workers=1))
    heavy.unlink()
    lost = (ReadStatus.NOT_SCANNED, Reason.MEMORY_LIMIT)
    assert outcome(report) == {"heavy.csv": lost, "people.csv": READ}


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """What a shell starts in the background ignores SIGINT from the start."""
    previous = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, previous)


@pytest.mark.usefixtures("_interruptible")
def test_interrupt_keeps_what_was_finished(around: Path) -> None:
    pl.LazyFrame({"a": [1]}).collect()  # from now on polars handles SIGINT first, and interrupted waits start again
    main = threading.main_thread().ident
    assert main is not None
    saboteur = Saboteur("large.csv", lambda _: signal.pthread_kill(main, signal.SIGINT))
    with pytest.raises(Interrupted) as stopped:
        barlau.scan(around, options=Options(workers=1, observer=saboteur))
    report = stopped.value.report
    unread = (ReadStatus.NOT_SCANNED, None)
    assert report.status is RunStatus.INTERRUPTED
    assert outcome(report) == {"before.csv": READ, "large.csv": unread, "later.csv": unread}
    assert not children()

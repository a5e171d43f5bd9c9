"""Run a scan for a command: progress and log on standard error, signals, and the exit code."""

from __future__ import annotations

import logging
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from barlau.errors import ConfigError
from barlau.report.visible import visible

if TYPE_CHECKING:
    from types import FrameType

    from barlau.api import Observer, Options
    from barlau.model.reading import Coverage, DataObject
    from barlau.model.report import Report

INTERRUPTED = {signal.SIGINT: 130, signal.SIGTERM: 143}
LOG_LEVELS = {"off": logging.CRITICAL, "info": logging.INFO, "debug": logging.DEBUG}
log = logging.getLogger("barlau")


def set_log_level(name: str) -> None:
    """Send events at this level and above to standard error, one line each."""
    if name not in LOG_LEVELS:
        raise ConfigError("--log-level", f"'{name}' is not a level", remedy="off, info or debug")
    logging.basicConfig(stream=sys.stderr, format="%(asctime)s %(levelname)s %(message)s", force=True)
    log.setLevel(LOG_LEVELS[name])


def run(work: Callable[[Options], Report], options: Options, *, language: str, quiet: bool) -> tuple[Report, int]:
    """Do what makes a report, with progress. Returns the report and its exit code."""
    from barlau.api import Interrupted
    from barlau.report.exit_code import exit_code

    with _stoppable() as received:
        try:
            with ExitStack() as stack:
                report = work(replace(options, observer=_watcher(stack, language=language, quiet=quiet)))
        except Interrupted as interrupted:
            return interrupted.report, _interrupted(received)
        return report, exit_code(report, options.fail_on, only_new=options.only_new)


@contextmanager
def watching(*, language: str, quiet: bool) -> Iterator[Observer]:
    """Progress, log and signals while something is read for any other command; a signal ends it with its exit code."""
    with _stoppable(), ExitStack() as stack:
        yield _watcher(stack, language=language, quiet=quiet)


@contextmanager
def _stoppable() -> Iterator[Sequence[int]]:
    """Signals become `KeyboardInterrupt`, and that the exit code of the first of them; yields those that came."""
    received: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  (the signature of a handler)
        received.append(number)
        raise KeyboardInterrupt

    previous = {number: signal.signal(number, stop) for number in INTERRUPTED}
    try:
        yield received
    except KeyboardInterrupt:
        raise typer.Exit(_interrupted(received)) from None
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def _interrupted(received: Sequence[int]) -> int:
    return INTERRUPTED[signal.Signals(received[0])] if received else INTERRUPTED[signal.SIGINT]


def _watcher(stack: ExitStack, *, language: str, quiet: bool) -> Observer:
    """Pass what the supervisor's threads say on to progress and log, one at a time; show it once there is any."""
    from barlau.api import Observer
    from barlau.report.progress import Progress

    shown = Progress(language=language, quiet=quiet)
    lock = threading.Lock()

    class Watcher(Observer):
        def listed(self, count: int) -> None:
            log.info("%d objects to read", count)
            if count:
                stack.enter_context(shown)
                shown.set_total(count)

        def unchanged(self, item: DataObject) -> None:
            log.info("%s: unchanged, not read again", visible(item.name))

        def progress(self, item: DataObject, rows: int) -> None:
            with lock:
                log.debug("reading %s: %d rows", visible(item.name), rows)
                shown.update(item.name, rows)

        def finished(self, item: DataObject, coverage: Coverage) -> None:
            reason = f" {coverage.reason.value}" if coverage.reason else ""
            with lock:
                log.info("%s: %s%s, %d rows", visible(item.name), coverage.status.value, reason, coverage.rows_read)
                shown.finish_object(coverage.status)

    return Watcher()

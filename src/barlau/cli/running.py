"""Run a scan for a command: progress and log on standard error, signals, and the exit code."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from barlau.errors import ConfigError

if TYPE_CHECKING:
    from types import FrameType

    from barlau.api import Options
    from barlau.model.reading import Coverage, DataObject, Target
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


def run(targets: Sequence[Target], options: Options, *, quiet: bool) -> tuple[Report, int]:
    """Scan with progress. Returns the report and its exit code."""
    from barlau.api import Interrupted, scan
    from barlau.report.exit_code import exit_code
    from barlau.report.progress import Progress

    received: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  (the signature of a handler)
        received.append(number)
        raise KeyboardInterrupt

    previous = {number: signal.signal(number, stop) for number in INTERRUPTED}
    progress = Progress(quiet=quiet)
    try:
        with progress:
            watched = replace(
                options, listed=progress.start, progress=_watch(progress), finished=_finish(progress)
            )
            report = scan(*targets, options=watched)
        return report, exit_code(report, options.fail_on)
    except Interrupted as interrupted:
        return interrupted.report, INTERRUPTED[signal.Signals(received[0] if received else signal.SIGINT)]
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)

"""Progress of a scan on standard error: a bar on a terminal, a line every 30 s elsewhere, or silence."""

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

from barlau.model.reading import ReadStatus
from barlau.report.messages import text
from barlau.report.visible import shorten, visible

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

INTERVAL = 30.0
"""Seconds between lines where nobody watches: a log of an eight-hour scan stays below a thousand lines."""
LONGEST_NAME = 50


class Progress:
    """Tell how far a scan is. Use as a context manager, from one thread."""

    def __init__(
        self,
        total: int | None = None,
        *,
        language: str = "en",
        quiet: bool = False,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = stream or sys.stderr
        self._language = language
        self._quiet = quiet
        self._clock = clock
        self._total = total
        self._done = 0
        self._failed = 0
        self._rows: dict[str, int] = {}
        self._last = clock()
        self._bar: Bar | None = None

    def __enter__(self) -> Self:
        if not self._quiet and self._stream.isatty():
            self._bar = _bar(self._stream)
            self._bar.start()
            self._bar.add_task(text("progress.reading", self._language), total=self._total, words="", name="")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()
        elif not self._quiet:
            self._write(text("progress.done", self._language, objects=self._done, failed=self._failed))

    def set_total(self, total: int) -> None:
        """Say how many objects there are, once they are listed."""
        self._total = total
        self._show("")

    def update(self, object_name: str, rows: int) -> None:
        """`rows` of this object have been read so far."""
        self._rows[object_name] = rows
        self._show(object_name)

    def finish_object(self, status: ReadStatus) -> None:
        """One more object is done, whole or not."""
        self._done += 1
        self._failed += status in (ReadStatus.PARTIAL, ReadStatus.NOT_SCANNED)
        self._show("")

    def _show(self, name: str) -> None:
        shown = shorten(visible(name), LONGEST_NAME)
        rows = sum(self._rows.values())
        if self._bar:
            words = text("count.rows", self._language, count=rows)
            task = self._bar.task_ids[0]
            self._bar.update(task, completed=self._done, total=self._total, words=words)
            if name:
                self._bar.update(task, name=shown)
        elif name and not self._quiet and self._clock() - self._last >= INTERVAL:
            self._last = self._clock()
            line = text("progress.line", self._language, objects=self._done, object=name, rows=self._rows[name])
            self._write(line)

    def _write(self, line: str) -> None:
        self._stream.write(line + "\n")
        self._stream.flush()


def _bar(stream: TextIO) -> "Bar":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("{task.fields[words]}", markup=False),
        TimeElapsedColumn(),
        TextColumn("{task.fields[name]}", markup=False),
        console=Console(file=stream),
        transient=True,
    )

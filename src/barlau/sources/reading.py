"""The one `Reading` of all sources made of a stream of chunks: it keeps count and says how far it got."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from barlau.errors import ReadError
from barlau.model.reading import Chunk, Coverage, ReadStatus, Reason, Sampling, SamplingMethod

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BATCH_ROWS = 32_768  # fixed costs are 0.2 ms a chunk; temporaries of larger ones leave the L2 cache


@dataclass(slots=True)
class Progress:
    """What a reader learns while it reads; in the end it becomes the `Coverage`."""

    rows_read: int = 0
    rows_total: int | None = None
    rows_bad: int = 0
    """Rows that do not fit the columns, and unreadable ones."""
    replaced: int = 0
    """Characters or cells that could not be decoded and were replaced."""
    reason: Reason | None = None
    sampled: bool = False

    def stopped(self, reason: Reason) -> None:
        """Something is missing from the reading; the first reason stays."""
        self.reason = self.reason or reason

    def coverage(self, sampling: Sampling) -> Coverage:
        """Sum up."""
        reason = self.reason
        if reason is None and self.rows_bad:
            reason = Reason.ROW_ERRORS
        if reason is None and self.replaced:
            reason = Reason.DECODE_ERROR
        status = ReadStatus.PARTIAL if reason else ReadStatus.SCANNED
        if reason is None:
            reason = Reason.SAMPLED if self.sampled else None if self.rows_read else Reason.EMPTY
        return Coverage(
            status,
            reason,
            rows_read=self.rows_read,
            rows_total=self.rows_total,
            rows_bad=self.rows_bad + self.replaced,
            method=SamplingMethod.RANDOM if self.sampled else SamplingMethod.FULL,
            seed=sampling.seed if self.sampled else 0,
        )


class Watched(Protocol):
    """Something open that can tell whether it changed meanwhile."""

    def changed(self) -> bool:
        """Whether what was read may no longer be what is there."""
        ...

    def close(self) -> None:
        """Release it; may be called more than once."""
        ...


class StreamReading:
    """A `Reading` over a generator of chunks that fills in a `Progress`."""

    def __init__(
        self, body: Callable[[Progress], Iterator[Chunk]], sampling: Sampling, opened: Watched | None = None
    ) -> None:
        self._body, self._sampling, self._opened = body, sampling, opened
        self._progress = Progress()

    def chunks(self) -> Iterator[Chunk]:
        """Yield the values. Raises `ReadError` if nothing at all could be read."""
        try:
            yield from self._body(self._progress)
        except ReadError as error:
            if not self._progress.rows_read:
                raise
            self._progress.stopped(error.reason)
        if self._opened is not None and self._opened.changed():
            self._progress.stopped(Reason.CHANGED_DURING_SCAN)

    def coverage(self) -> Coverage:
        """How far the reading got; valid once `chunks` is exhausted."""
        return self._progress.coverage(self._sampling)

    def close(self) -> None:
        """Close the file, if there is one."""
        if self._opened is not None:
            self._opened.close()

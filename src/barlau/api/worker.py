"""The child process: opens targets, reads and profiles one object at a time. Values live and die here.

Run as `python -m barlau.api.worker`; requests come on standard input, answers go to the descriptor that was
standard output. Whatever a library prints goes nowhere, because it may hold values.
"""

from __future__ import annotations

import gc
import os
import resource
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from barlau.api import wire, without_pandas
from barlau.errors import BarlauError, ReadError, place
from barlau.model.question import TableRef
from barlau.model.reading import Column, DataObject, Reading, Reason, Sampling, Source, Target
from barlau.sources.marks import Marking

if TYPE_CHECKING:
    from barlau.engine.matcher import Matcher
    from barlau.engine.questions import Samples
    from barlau.model.recognizer import Pack

MEMORY_VARIABLE = "BARLAU_WORKER_MEMORY"
SWITCH_INTERVAL = 0.1
"""Seconds that a thread may keep the interpreter: at the 5 ms of Python two threads cost 8 % more processor time."""


def main() -> None:
    """Serve requests until standard input ends."""
    gc.disable()  # until there is something to collect, see `_recognized`
    answers = _channel()
    _limit()
    without_pandas.install()
    sys.setswitchinterval(SWITCH_INTERVAL)
    worker = _Worker(answers)
    for line in sys.stdin.buffer:
        worker.serve(wire.decode_request(line))
    worker.close()


def _channel() -> BinaryIO:
    channel = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    return channel


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limit = int(os.environ.get(MEMORY_VARIABLE, "0"))
    if limit:
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


class _Worker:
    def __init__(self, answers: BinaryIO) -> None:
        self._answers = answers
        self._matcher: Matcher | None = None
        self._pack: Pack | None = None
        self._sources: dict[str, Source] = {}
        self._samples: Samples | None = None

    def serve(self, request: wire.Request) -> None:
        """Answer one request completely."""
        try:
            for answer in self._answer(request):
                self._say(answer)
        except ReadError as error:
            self._say(wire.Unread(error.reason))
        except BarlauError as error:
            self._say(wire.Refused(str(error)))
        except MemoryError:
            self._say(wire.Unread(Reason.MEMORY_LIMIT))
        except Exception as error:  # noqa: BLE001  (parsers raise anything; the object is lost, the scan goes on)
            self._say(wire.Failed(place(error)))

    def _answer(self, request: wire.Request) -> Iterator[wire.Answer]:
        if isinstance(request, wire.Start):
            self._pack = request.pack
        elif isinstance(request, wire.ListObjects):
            source = self._source(request.target)
            for item, coverage in source.objects():
                mark = None if coverage else _mark(source, item, request.key)
                yield wire.Found(item, coverage, mark)
            yield wire.Listed()
        elif isinstance(request, wire.Ask):
            yield self._answered(request)
        else:
            yield self._profile(request)

    def _ready(self) -> Matcher:
        """Compile the recognizers when the first object is read: listing needs none of them."""
        if self._matcher is None:
            from barlau.engine.matcher import Matcher

            self._matcher = Matcher(self._recognized())
        return self._matcher

    def _recognized(self) -> Pack:
        import pyarrow as pa

        pa.set_cpu_count(1)
        pa.set_io_thread_count(1)
        gc.freeze()  # modules and recognizers live to the end: looking through them again costs 2 % of a scan
        gc.enable()
        assert self._pack is not None  # noqa: S101  (the first message)
        return self._pack

    def _answered(self, request: wire.Ask) -> wire.Answer:
        from barlau.engine.questions import Samples, answer

        self._samples = self._samples or Samples()
        places = {TableRef(place.item.source, place.item.name): place for place in request.places}

        def opened(table: TableRef, sampling: Sampling, columns: Sequence[Column]) -> Reading:
            place = places[table]
            return self._source(place.target).read(place.item, sampling, columns)

        found = answer(
            request.table,
            request.questions,
            opened,
            request.sampling,
            absent=self._recognized().absent_markers,
            samples=self._samples,
            progress=lambda rows: self._say(wire.Alive(rows)),
        )
        return wire.Answered(tuple(found))

    def _profile(self, request: wire.ProfileObject) -> wire.Answer:
        from barlau.engine.profiling import profile

        source = self._source(request.target)
        reading = source.read(request.item, request.sampling, request.columns)
        try:
            done = profile(
                request.item,
                reading,
                self._ready(),
                threads=request.threads,
                progress=lambda rows: self._say(wire.Alive(rows)),
            )
        finally:
            reading.close()
        return wire.Profiled(replace(done, mark=_mark(source, request.item, request.key)))

    def _source(self, target: Target) -> Source:
        from barlau.sources import open_source

        if target.spec not in self._sources:
            self._sources[target.spec] = open_source(target)
        return self._sources[target.spec]

    def _say(self, answer: wire.Answer) -> None:
        self._answers.write(wire.encode_answer(answer))
        self._answers.flush()

    def close(self) -> None:
        """Close what was opened."""
        for source in self._sources.values():
            source.close()


def _mark(source: Source, item: DataObject, key: str) -> str | None:
    """The object's mark; a source that cannot tell, now or ever, has to be read."""
    if not key or not isinstance(source, Marking):
        return None
    try:
        return source.mark(item, bytes.fromhex(key))
    except BarlauError:
        return None


if __name__ == "__main__":
    main()

"""From targets to profiles: everything that a target holds is listed, and read by child processes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from barlau.api.child import Child
from barlau.api.earlier import Earlier
from barlau.api.listing import list_objects
from barlau.api.observer import Observer
from barlau.api.second_reading import SecondReading
from barlau.api.supervisor import Job, Supervisor
from barlau.model.profile import ObjectProfile
from barlau.model.question import TableRef
from barlau.model.reading import Column, Coverage, DataObject, ReadStatus, Sampling, Source, Target
from barlau.model.recognizer import Pack

Found = tuple[Target, DataObject, Coverage | None]
"""An object of a target; with a coverage when it will not be read."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """How targets are read."""

    pack: Pack
    sampling: Sampling
    workers: int
    observer: Observer
    places: dict[TableRef, tuple[Target, DataObject]] = field(default_factory=dict)
    """Where every object is that was listed."""
    frames: dict[TableRef, tuple[Source, DataObject]] = field(default_factory=dict)
    earlier: Earlier | None = None
    """What may be taken over from earlier runs."""

    def second_reading(self) -> SecondReading:
        """How rows of what was read are looked at again."""
        return SecondReading(self.places, self.frames, self.pack, self.sampling, self.earlier)

    def profiles(
        self,
        targets: Sequence[Target],
        select: Callable[[list[Found]], list[Found]] = list,
        columns: tuple[Column, ...] = (),
    ) -> tuple[list[ObjectProfile], bool]:
        """The profiles of what `select` leaves of all objects, and whether a signal stopped the reading.

        With `columns` only these of every object are read. Raises `TargetError` before anything is read.
        """
        if not targets:
            return [], False
        child = Child(self.pack)
        try:
            named = dict.fromkeys(targets)
            listed = ((target, list_objects(child, target, self.earlier)) for target in named)
            found = select([(target, *entry) for target, entries in listed for entry in entries])
        except BaseException:
            child.kill()
            child.close()
            raise
        readable = [(target, item) for target, item, coverage in found if coverage is None]
        self.places.update({TableRef(item.source, item.name): (target, item) for target, item in readable})
        profiles = [ObjectProfile(item, coverage) for _, item, coverage in found if coverage is not None]
        kept = [None if columns else self._kept(item) for _, item in readable]
        profiles += filter(None, kept)
        key = self.earlier.key if self.earlier else ""
        jobs = [Job(*found, columns, key) for found, known in zip(readable, kept, strict=True) if known is None]
        self.observer.listed(len(jobs))
        done, stopped = self._read(jobs, child)
        for read in filter(None, done):
            if self.earlier is not None:
                self.earlier.confirm(read)
        for job, result in zip(jobs, done, strict=True):
            profiles.append(result or ObjectProfile(job.item, Coverage(ReadStatus.NOT_SCANNED)))
        return profiles, stopped

    def _kept(self, item: DataObject) -> ObjectProfile | None:
        """What an earlier run read of an object that has not changed since."""
        found = self.earlier.profile(item) if self.earlier else None
        if found is not None:
            self.observer.unchanged(item)
        return found

    def _read(self, jobs: Sequence[Job], child: Child) -> tuple[Sequence[ObjectProfile | None], bool]:
        workers = max(1, min(self.workers, len(jobs)))
        supervisor = Supervisor(
            self.pack,
            workers=workers,
            threads=max(1, self.workers // workers),
            sampling=self.sampling,
            observer=self.observer,
            spare=child,
        )
        try:
            return supervisor.run(jobs), False
        except KeyboardInterrupt:
            supervisor.stop()
            return supervisor.results, True

    def frame(self, frame: object, name: str) -> list[ObjectProfile]:
        """The profile of a data frame, made in this process."""
        from barlau.engine.matcher import Matcher
        from barlau.engine.profiling import profile
        from barlau.sources.frame import open_frame

        source: Source = open_frame(frame, name)
        matcher = Matcher(self.pack)
        out = []
        for item, _ in source.objects():
            self.frames[TableRef(item.source, item.name)] = source, item
            reading = source.read(item, self.sampling)
            try:
                out.append(profile(item, reading, matcher, threads=self.workers))
            finally:
                reading.close()
        return out  # the source stays open for a second reading; the frame is the caller's

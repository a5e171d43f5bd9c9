"""What two runs found differently."""

from __future__ import annotations

from dataclasses import dataclass

from barlau.model.reading import ReadStatus
from barlau.model.report import Finding, Location, RunStatus


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two runs."""

    name: str | int
    """The number of the run in the history, or the file that holds its report."""
    at: str
    """When it started, ISO in UTC."""
    status: RunStatus


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """A column that holds other categories of personal data than before."""

    location: Location
    before: tuple[str, ...] | None
    """Its categories, strongest first; None: there was no such column, or it was not read."""
    after: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class ObjectChange:
    """An object that came, went, or was read to another extent than before."""

    source: str
    object: str
    before: ReadStatus | None
    """None: there was no such object."""
    after: ReadStatus | None


@dataclass(frozen=True, slots=True)
class Diff:
    """The second run against the first."""

    before: Side
    after: Side
    new: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()
    changed: tuple[tuple[Finding, Finding], ...] = ()
    """As it was and as it is: another level, verdict or confidence, or it counts now and did not, or no more."""
    unchecked: tuple[Finding, ...] = ()
    """Findings of the first run in what the second did not read in full: neither there nor gone."""
    columns: tuple[ColumnChange, ...] = ()
    objects: tuple[ObjectChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the two runs found the same."""
        return not (self.new or self.gone or self.changed or self.unchecked or self.columns or self.objects)

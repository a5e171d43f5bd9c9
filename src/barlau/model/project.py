"""What a project file says: the sources, which policy judges each, and what a person knows of their tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from barlau.model.policy import Provider
from barlau.model.reading import Target


@dataclass(frozen=True, slots=True)
class Binding:
    """What is known of the tables, or of the columns of one, whose names a glob matches."""

    match: str
    """A glob of shell style over the object's name; for columns over the column's name or path."""
    subjects: tuple[str, ...] = ()
    collected_from: tuple[Provider, ...] = ()
    purposes: tuple[str, ...] = ()
    columns: tuple[Binding, ...] = ()
    line: int | None = None

    @property
    def literal(self) -> int:
        """How specific the glob is: without any wildcard, or by its characters that are none."""
        wild = sum(self.match.count(mark) for mark in "*?[")
        return len(self.match) - wild if wild else len(self.match) + (1 << 16)


def names_column(glob: str, column: str, path: str | None) -> bool:
    """Whether a glob names a column: by its name, or by its path with or without the `$.` before it."""
    return any(fnmatchcase(text, glob) for text in (column, path, (path or "").removeprefix("$.")) if text)


@dataclass(frozen=True, slots=True)
class ProjectSource:
    """One source of the project."""

    target: Target
    """Its `name` is the source's name in the report."""
    policies: tuple[str, ...] = ()
    """Ids of the policies that judge it; empty: all of the project."""
    bindings: tuple[Binding, ...] = ()
    line: int | None = None
    has_password: bool = False
    """Whether the file holds its password in clear."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """Findings that somebody answers for and does not want to be counted, until a day."""

    category: str | None
    """The category itself and those under it; None: any."""
    rule: str | None
    """None: any."""
    column: str
    """A glob over `source.object.column`; empty: anywhere, findings without a place too."""
    reason: str
    by: str
    until: date | None = None
    """The last day on which it holds."""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """A whole project file. Its paths are absolute."""

    origin: str
    """The file, as errors name it."""
    folder: Path
    policies: tuple[Path, ...] = ()
    recognizers: tuple[Path, ...] = ()
    sources: tuple[ProjectSource, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    history: Path | None = None

"""What the engine saw in a column: counts only, no value. Profiles leave the child process that read the data."""

from __future__ import annotations

from dataclasses import dataclass, field

from barlau.model.reading import Column, Coverage, DataObject


@dataclass(frozen=True, slots=True)
class Tally:
    """How often one entity was met in a column."""

    entity: str
    cells: int
    """Cells that are the entity as a whole."""
    inside: int
    """Further cells that contain it in longer text."""
    distinct: int
    """Distinct values among those, estimated above the sketch's size."""
    tried: int = 0
    """Cells and pieces of text that had its shape and were checked: what chance is reckoned on."""


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """One column, read in whole or in part."""

    column: Column
    rows: int
    nulls: int
    absent: int
    """Cells that are empty or an absent marker (`-`, `н/д`, `жоқ`)."""
    distinct: int
    tallies: tuple[Tally, ...] = ()
    forms: tuple[tuple[str, float], ...] = ()
    """Share of the sampled rows by value form (`integer`, `date`, `text` …), largest first."""
    facts: tuple[tuple[str, float], ...] = ()
    """Shares in 0..1 that speak for or against an explanation (`serial`, `gtin`, `birth_like` …), by name."""
    sampled: int = 0
    """Distinct values behind `forms` and `facts`."""
    judged: int = 0
    """Distinct values that word lists and grammars judged."""
    mean_length: float = 0.0


@dataclass(frozen=True, slots=True)
class ObjectProfile:
    """One object with its columns in their own order."""

    object: DataObject
    coverage: Coverage
    columns: tuple[ColumnProfile, ...] = field(default=())
    mark: str | None = None
    """Changes whenever the object may hold other data; None: nobody can tell."""

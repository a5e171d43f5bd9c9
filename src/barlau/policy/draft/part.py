"""The setting of one block of a policy, as its headings, lead-in and table tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from barlau.policy.draft.sections import Kind

if TYPE_CHECKING:
    from barlau.model.policy import Provider


@dataclass(frozen=True, slots=True)
class Part:
    """The setting of one block."""

    zone: str = ""
    listing: bool = False
    """Its lead-in, column or heading opens a list of data."""
    aims: bool = False
    """Its lead-in or column opens a list of purposes."""
    denied: bool = False
    service: bool = False
    """A definition of the service: what it says is no declaration, yet it names data."""
    column: str = ""
    kind: Kind = Kind.PARAGRAPH
    people: frozenset[str] = frozenset()
    """Whose data its lead-in speaks of."""
    stands_alone: bool = False
    """A bullet, cell or numbered item: one member of a list."""
    providers: frozenset[Provider] = frozenset()
    asked: bool = False
    """Its lead-in or heading speaks of what the controller asks of the person."""

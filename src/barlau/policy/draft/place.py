"""Places of a text that lines of a draft refer to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line of the draft stands in the text."""

    document: str
    section: str
    item: str | None
    span: tuple[int, int]

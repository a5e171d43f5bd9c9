"""One cue: a word by which a sentence says what it does with data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found: its kind and its first and last word."""

    kind: str
    first: int
    last: int

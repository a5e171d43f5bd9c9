"""What a reader makes of a file: its text and the pieces of its structure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from barlau.policy.draft.sections import Kind, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Source:
    """The text as it was read (spans count its characters) and its pieces in order."""

    text: str
    pieces: Sequence[Piece]


class Writer:
    """Builds a `Source` piece by piece: one line each, cells of a row parted by tabs."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._pieces: list[Piece] = []

    def add(
        self,
        text: str,
        kind: Kind,
        *,
        level: int = 0,
        table: int = -1,
        row: int = -1,
        column: int = -1,
        number: str = "",
    ) -> None:
        """Append one piece; an empty one is left out."""
        clean = " ".join(text.split())
        if not clean:
            return
        start = self._length
        self._parts.append(clean + "\n")
        self._length += len(clean) + 1
        self._pieces.append(Piece(start, start + len(clean), kind, level, table, row, column, number))

    def source(self) -> Source:
        """What was written."""
        return Source("".join(self._parts), tuple(self._pieces))

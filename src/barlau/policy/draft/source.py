"""What a reader makes of a file: its text and the pieces of its structure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from barlau.policy.draft.sections import Kind, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Source:
    """The text as it was read (spans count its characters) and its pieces in order."""

    text: str
    pieces: Sequence[Piece]


class Writer:
    """Builds a `Source` piece by piece, one line each."""

    def __init__(self) -> None:
        self.tables = 0
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


@dataclass(slots=True)
class Table:
    """Collects the cells of a table; one with a single column is layout, and its cells are paragraphs."""

    rows: list[list[str]] = field(default_factory=list)
    open: bool = False

    def row(self) -> None:
        """Begin a row."""
        self.rows.append([])

    def cell(self, lines: Iterable[str]) -> None:
        """Add a cell to the row; its lines become sentences of it."""
        self.open = False
        if not self.rows:
            self.row()
        clean = [" ".join(line.split()) for line in lines]
        parts = [line if line.endswith((".", ";", ":", ",", "!", "?")) else line + ";" for line in clean if line]
        text = " ".join(parts)
        self.rows[-1].append(text.removesuffix(";") if parts and not clean[-1].endswith(";") else text)

    def write(self, writer: Writer) -> None:
        """Add the cells to the text."""
        rows = [row for row in self.rows if any(row)]
        if max((len(row) for row in rows), default=0) < 2:
            for row in rows:
                writer.add(row[0], Kind.PARAGRAPH)
            return
        number = writer.tables
        writer.tables += 1
        for index, row in enumerate(rows):
            for column, text in enumerate(row):
                writer.add(text, Kind.CELL, table=number, row=index, column=column)

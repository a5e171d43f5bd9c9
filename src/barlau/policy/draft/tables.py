"""Tables of a policy: what the head of each column says, and who provides the data of each row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from barlau.model.policy import Provider
from barlau.policy.draft.providers import EVERY
from barlau.policy.draft.sections import Kind
from barlau.policy.draft.words import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from barlau.policy.draft.cues import Cues
    from barlau.policy.draft.lines import Line
    from barlau.policy.draft.sections import Block

_SHORT = 3  # words of the head of a column that holds data
_OTHER = ("purposes", "basis", "sources", "recipients", "retention", "security", "rights", "definitions")
"""Heads of columns that list no data."""
_MEMBERS = re.compile(r"[;,/\n]| (?:и|или|and|or|және|немесе|мен|пен|бен) ")


@dataclass(frozen=True, slots=True)
class Tables:
    """The columns and rows of all tables of a document."""

    heads: Mapping[tuple[int, int], str]
    """(table, column) to the zone of its head."""
    providers: Mapping[tuple[int, int], frozenset[Provider]]
    """(table, row) to those whom its column of sources names."""
    introduced: Mapping[int, frozenset[Provider]]
    """Table to those whom the paragraph before it names."""

    def column(self, block: Block) -> str:
        """What the head of a cell's column says; empty for other blocks."""
        return self.heads.get((block.piece.table, block.piece.column), "") if block.piece.kind is Kind.CELL else ""

    def row(self, block: Block) -> frozenset[Provider]:
        """Who provides the data of a cell's row."""
        return self.providers.get((block.piece.table, block.piece.row)) or self.introduced.get(
            block.piece.table, frozenset()
        )

    def lists_data(self, block: Block) -> bool:
        """The cell stands in a column of data: that whose head says so, in other tables any that says nothing else."""
        column = self.column(block)
        if block.piece.row <= 0 or column in _OTHER:
            return False
        return column == "data" or not any(
            head == "data" for (table, _), head in self.heads.items() if table == block.piece.table
        )


def read(folded: str, blocks: Sequence[Block], lines: Sequence[Line], cues: Cues) -> Tables:
    """The tables of a document."""
    heads = {
        (block.piece.table, block.piece.column): _head(line)
        for block, line in zip(blocks, lines, strict=True)
        if block.piece.kind is Kind.CELL and block.piece.row == 0
    }
    rows = {
        (block.piece.table, block.piece.row): _providers(folded[block.piece.start : block.piece.end], cues)
        for block in blocks
        if block.piece.kind is Kind.CELL
        and block.piece.row > 0
        and heads.get((block.piece.table, block.piece.column)) == "sources"
    }
    return Tables(heads, rows, _introduced(blocks, lines))


def _introduced(blocks: Sequence[Block], lines: Sequence[Line]) -> dict[int, frozenset[Provider]]:
    """What the paragraph right before a table says of the sources of its data."""
    out: dict[int, frozenset[Provider]] = {}
    for above, block, line in zip(blocks, blocks[1:], lines, strict=False):
        first = block.piece.kind is Kind.CELL and block.piece.table not in out
        if first and above.piece.kind is Kind.PARAGRAPH and above.section == block.section and line.has("collect"):
            asked = {Provider.SUBJECT} if line.has("asked") else set()
            out[block.piece.table] = line.providers | asked
        elif first:
            out[block.piece.table] = (
                out.get(above.piece.table, frozenset()) if above.section == block.section else frozenset()
            )
    return out


def _head(line: Line) -> str:
    if line.has("sources") or (line.has("source_column") and line.words <= _SHORT):
        return "sources"
    return line.zone or ("data" if line.has("data_word") and line.words <= _SHORT else "")


def _providers(cell: str, cues: Cues) -> frozenset[Provider]:
    """Each member of the cell: the person, the controller's own machines, the controller itself or somebody else."""
    told: set[Provider] = set()
    for member in _MEMBERS.split(cell):
        kinds = {cue.kind for cue in cues.find(tokens(member, 0, len(member)))}
        named = [one for one in EVERY if one in kinds]
        if named:
            told.update(named)
        elif "person" in kinds:
            told.add(Provider.SUBJECT)
        elif "ourselves" not in kinds and any(char.isalpha() for char in member):
            told.add(Provider.THIRD_PARTY)
    return frozenset(told)

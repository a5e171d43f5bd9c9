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
_OTHER = ("purposes", "basis", "sources", "recipients", "retention", "security", "rights", "definitions", "answers")
"""Heads of columns that list no data."""
_ANSWERED = 0.6  # share of cells that answer yes or no in a column of answers
_TICK = re.compile(r"[\s+✓✔☑✅]*[+✓✔☑✅]\s*")
_BLANK = re.compile(r"[\s–—×✗✘-]*")  # a dash or a cross
_NOT = ("не ", "not ")
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
    absent: frozenset[tuple[int, int]]
    """(table, row) whose data are not collected, as a column of answers tells."""

    def column(self, block: Block) -> str:
        """What the head of a cell's column says; empty for other blocks."""
        return self.heads.get((block.piece.table, block.piece.column), "") if block.piece.kind is Kind.CELL else ""

    def row(self, block: Block) -> frozenset[Provider]:
        """Who provides the data of a cell's row."""
        return self.providers.get((block.piece.table, block.piece.row)) or self.introduced.get(
            block.piece.table, frozenset()
        )

    def is_absent(self, block: Block) -> bool:
        """The column or the row of a cell is one of data that are not collected."""
        piece = block.piece
        return (
            piece.kind is Kind.CELL
            and piece.row > 0
            and (self.column(block) == "absent" or (piece.table, piece.row) in self.absent)
        )

    def answers(self, block: Block) -> bool:
        """The table of a cell tells row by row whether data are collected."""
        return any(table == block.piece.table and head == "answers" for (table, _), head in self.heads.items())

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
    heads, absent = _answers(folded, blocks, lines, heads)
    rows = {
        (block.piece.table, block.piece.row): _providers(folded[block.piece.start : block.piece.end], cues)
        for block in blocks
        if block.piece.kind is Kind.CELL
        and block.piece.row > 0
        and heads.get((block.piece.table, block.piece.column)) == "sources"
    }
    return Tables(heads, rows, _introduced(blocks, lines), absent)


def _answers(
    folded: str, blocks: Sequence[Block], lines: Sequence[Line], heads: Mapping[tuple[int, int], str]
) -> tuple[dict[tuple[int, int], str], frozenset[tuple[int, int]]]:
    """Columns that answer whether data are collected, and the rows that they answer with no."""
    said: dict[tuple[int, int], list[tuple[int, str]]] = {}
    asking = set()
    refused = {
        folded[block.piece.start : block.piece.end].strip().removeprefix(word)
        for block, line in zip(blocks, lines, strict=True)
        if block.piece.kind is Kind.CELL and block.piece.row > 0 and line.has("deny", "negated")
        for word in _NOT
    }
    """What a cell denies, without its word of negation: a cell that says it is an answer too."""
    for block, line in zip(blocks, lines, strict=True):
        piece = block.piece
        if piece.kind is not Kind.CELL or piece.column <= 0:
            continue
        if piece.row > 0:
            cell = folded[piece.start : piece.end].strip()
            answer = _answer(cell, line)
            answer = answer or ("yes" if cell in refused else "")
            said.setdefault((piece.table, piece.column), []).append((piece.row, answer))
        elif not line.has("pass_on", "optional"):
            asking.add((piece.table, piece.column))
    found = {
        column
        for column, answers in said.items()
        if column in asking
        and any(answer == "no" for _, answer in answers)
        and any(answer == "yes" for _, answer in answers)
        and sum(bool(answer) for _, answer in answers) >= _ANSWERED * len(answers)
    }
    absent = frozenset((column[0], row) for column in found for row, answer in said[column] if answer == "no")
    return {**heads, **dict.fromkeys(found, "answers")}, absent


def _answer(cell: str, line: Line) -> str:
    """What a cell answers: `yes`, `no`, or nothing."""
    if _BLANK.fullmatch(cell):
        return "no"
    if _TICK.fullmatch(cell):
        return "yes"
    told = next(
        (cue.kind.removeprefix("says_") for cue in line.cues if cue.kind in ("says_yes", "says_no") and cue.first == 0),
        "",
    )
    if not told and line.words <= _SHORT:
        told = "no" if line.has("deny", "negated") else "yes" if line.has("collect", "weak") else ""
    return "yes" if told == "no" and line.has("exempt", "limits") else told


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
    if line.has("deny", "negated") and line.zone in ("", "data", "absent"):
        return "absent"
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
        elif kinds & {"person", "asked"}:
            told.add(Provider.SUBJECT)
        elif "ourselves" not in kinds and any(char.isalpha() for char in member):
            told.add(Provider.THIRD_PARTY)
    return frozenset(told)

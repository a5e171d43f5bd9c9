"""A page of the reference as a value: sections of paragraphs, items, pairs and lines to copy."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a section."""

    kind: Literal["prose", "items", "pairs", "code"]
    lines: tuple[str, ...] = ()
    """Paragraphs, items, or the lines of code."""
    pairs: tuple[tuple[str, str], ...] = ()
    """What, and what is said of it."""
    name: str = ""
    """Of code: the file that it is."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading by its key in the message catalogue (`ref.<key>`), and what stands under it."""

    key: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One page."""

    kind: Literal["rule", "verdict", "promise", "category", "entity"]
    id: str
    title: str
    note: str
    sections: tuple[Section, ...]


def prose(*paragraphs: str) -> Block:
    """Paragraphs."""
    return Block("prose", tuple(text for text in paragraphs if text))


def items(*texts: str) -> Block:
    """A list."""
    return Block("items", texts)


def pairs(*rows: tuple[str, str]) -> Block:
    """Rows of two."""
    return Block("pairs", pairs=tuple(row for row in rows if row[1]))


def code(text: str, name: str = "") -> Block:
    """Lines to copy."""
    return Block("code", tuple(text.splitlines()), name=name)


def sections(*found: Section | None) -> tuple[Section, ...]:
    """Those that say something."""
    return tuple(s for s in found if s is not None and any(block.lines or block.pairs for block in s.blocks))

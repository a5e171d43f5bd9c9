"""A text as numbered sections: headings, paragraphs, bullets and table rows, each with the place that refs name.

Places are named as in the reviewed files: section = the number as printed, "h1", "h2" … where there are none;
item = "b2" (second bullet of the section), "p2" (second of several paragraphs), "r3" (third row of a table, its head
not counted), "2)" as printed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Kind(StrEnum):
    """What a piece of text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text as the document's own structure tells it."""

    start: int
    end: int
    kind: Kind
    level: int = 0
    """Depth of a heading or of a nested bullet."""
    table: int = -1
    row: int = -1
    column: int = -1
    number: str = ""
    """The number that a list prints by itself (HTML, DOCX): it is not in the text."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece with its place, its heading and the line that introduces it."""

    piece: Piece
    section: str
    item: str | None
    heading: int = -1
    """Index of the block that heads it."""
    lead: int = -1
    """Index of the block that introduces it: a line that ends in a colon, or the number above."""


_DOTTED = re.compile(
    r"[\s#*_>]*(?:(?:article|section|статья)\s+)?([0-9]{1,3}(?:\.[0-9]{1,3})+)\.?(?=[\s*_«\"A-Za-zА-Яа-яӘәІіҢңҒғҮүҰұҚқӨөҺһ]|$)",
    re.I,
)
_PLAIN = re.compile(r"[\s#*_>]*(?:(?:article|section|статья)\s+)?([0-9]{1,3})\.(?=[\s*_]|$)", re.I)
_WORDED = re.compile(r"[\s#*_>]*(?:(?:article|section|статья|§)\s*([0-9]{1,3})|([0-9]{1,3})[-\s]бап)\b", re.I)
_CHAPTER = re.compile(
    r"[\s#*_>]*(?:(?:chapter|part|раздел|глава|часть|тарау|бөлім)\s+[0-9IVX]+|[0-9IVX]+[-\s](?:тарау|бөлім))\b", re.I
)
_BRACKET = re.compile(r"[\s*_-]*(\(?[0-9]{1,3}\)|\(?[a-zа-я]\))(?=\s)", re.I)
_CHAPTERS, _UNNUMBERED = -2, -1
"""Depths of headings above the numbered ones; those of a document's own levels are lower still."""


def label(text: str) -> tuple[str, str]:
    """Number of a section (`"3.1"`) and of an item (`"2)"`) at the beginning of a text; empty where there is none."""
    for pattern in (_DOTTED, _PLAIN, _WORDED):
        found = pattern.match(text)
        if found:
            return next(group for group in found.groups() if group), ""
    found = _BRACKET.match(text)
    return ("", found.group(1)) if found else ("", "")


def begins(text: str) -> bool:
    """A line that cannot go on with the one above: it has a number of its own, or opens a chapter."""
    return any(label(text)) or bool(_CHAPTER.match(text))


def places(text: str, pieces: Sequence[Piece]) -> list[Block]:
    """Give every piece its section, item, heading and lead-in."""
    return _paragraphs(_Walk(text).blocks(pieces), text)


class _Walk:
    """The state of one pass over the pieces of a document."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.section = ""
        self.unnumbered = 0
        self.numbered = False
        self.bullets: Counter[str] = Counter()
        self.rows: dict[int, int] = {}
        self.out: list[Block] = []
        self.heads: list[tuple[int, int]] = []
        """(depth, index) of the open headings."""
        self.lead = -1
        self.sections: dict[str, int] = {}

    def blocks(self, pieces: Sequence[Piece]) -> list[Block]:
        for piece, following in zip(pieces, [*pieces[1:], None], strict=True):
            self.out.append(self._block(piece, following))
        return self.out

    def _heads(self, body: str, section: str, following: Piece | None) -> bool:
        """A short numbered line heads what follows, unless its next neighbour is of its own rank or above."""
        if not _short(body) or following is None:
            return False
        beneath, _ = label(self.text[following.start : following.end])
        return not beneath or beneath.count(".") > section.count(".") or bool(_WORDED.match(body))

    def _block(self, piece: Piece, following: Piece | None) -> Block:
        body = self.text[piece.start : piece.end]
        if piece.kind is Kind.CELL:
            return self._cell(piece)
        section, bracket = label(body)
        if piece.kind is Kind.HEADING or _CHAPTER.match(body) or (section and self._heads(body, section, following)):
            return self._heading(piece, section, chapter=bool(_CHAPTER.match(body)))
        if section and (piece.kind is not Kind.BULLET or "." in section):
            return self._numbered(piece, section)
        item = bracket or None
        if piece.kind is Kind.BULLET or bracket:
            if not bracket:
                item = self._bullet(piece)
            return Block(piece, self._here(), item, self._head(), self.lead)
        lead = self.lead if self._continues(body) else self._above()
        block = Block(piece, self._here(), None, self._head(), lead)
        if _opens(body):
            self.lead = len(self.out)
        elif not body.rstrip().endswith((";", ",")):
            self.lead = -1
        return block

    def _continues(self, body: str) -> bool:
        """A line under a lead-in is a member of its list: it goes on in lower case, or ends as members do."""
        if self.lead < 0 or _opens(body):
            return False
        above = self.out[-1].piece
        listed = self.text[above.start : above.end].rstrip().endswith((";", ","))
        return body[:1].islower() or body.rstrip().endswith((";", ",")) or listed

    def _above(self) -> int:
        return self.sections.get(self.section.rpartition(".")[0], -1)

    def _heading(self, piece: Piece, section: str, *, chapter: bool) -> Block:
        if section:
            self.section, self.numbered = section, True
            depth = section.count(".")
            self.bullets[section] = 0
            self.heads = [head for head in self.heads if head[0] != _UNNUMBERED]
        else:
            depth = piece.level - 10 if piece.level else _CHAPTERS if chapter else _UNNUMBERED
            if (
                not self.out
                or self.out[-1].piece.kind is not Kind.HEADING
                or not self.unnumbered
                or self.out[-1].section != self.section
            ):
                self.unnumbered += 1
            self.section = f"h{self.unnumbered}"
        while self.heads and self.heads[-1][0] >= depth:
            self.heads.pop()
        above = self._head()
        self.heads.append((depth, len(self.out)))
        self.sections[self.section] = len(self.out)
        opens = _opens(self.text[piece.start : piece.end])
        self.lead = len(self.out) if opens else -1
        return Block(replace(piece, kind=Kind.HEADING), self.section, None, above, -1)

    def _follows_heading(self, section: str) -> bool:
        """The number right after that of the heading above: its peer, not a member of a list beneath it."""
        above = self.out[self._head()].section if self.heads else ""
        at_heading = self.section.partition(".")[0] == above
        return above.isdigit() and section.isdigit() and at_heading and int(section) == int(above) + 1

    def _numbered(self, piece: Piece, section: str) -> Block:
        depth = section.count(".")
        if self._follows_heading(section):
            self.heads.pop()
        self.section, self.numbered = section, True
        while self.heads and self.heads[-1][0] >= depth and depth > 0:
            self.heads.pop()
        lead = self._above()
        self.sections[section] = len(self.out)
        self.bullets[section] = 0
        if lead < 0 and self.lead >= 0 and self.out[self.lead].section.count(".") < depth:
            lead = self.lead
        self.lead = (
            len(self.out) if _opens(self.text[piece.start : piece.end]) else self.lead if lead == self.lead else -1
        )
        return Block(piece, section, None, self._head(), lead)

    def _bullet(self, piece: Piece) -> str:
        here = self._here()
        if piece.level > 0 and self.bullets[here]:
            parent = f"{here}/b{self.bullets[here]}"
            self.bullets[parent] += 1
            return f"b{self.bullets[here]}.{self.bullets[parent]}"
        self.bullets[here] += 1
        return f"b{self.bullets[here]}"

    def _cell(self, piece: Piece) -> Block:
        item = f"r{piece.row}" if piece.row else None
        return Block(piece, self._here(), item, self._head(), self.lead)

    def _here(self) -> str:
        return self.section or "h1"

    def _head(self) -> int:
        return self.heads[-1][1] if self.heads else -1


def _paragraphs(blocks: list[Block], text: str) -> list[Block]:
    """Number the running paragraphs of sections that have several."""
    running = [
        block.piece.kind is Kind.PARAGRAPH
        and block.item is None
        and bool(text[block.piece.start : block.piece.end].strip())
        for block in blocks
    ]
    total = Counter(block.section for block, runs in zip(blocks, running, strict=True) if runs)
    seen: Counter[str] = Counter()
    out = []
    for block, runs in zip(blocks, running, strict=True):
        if runs and total[block.section] > 1:
            seen[block.section] += 1
            out.append(replace(block, item=f"p{seen[block.section]}"))
        else:
            out.append(block)
    return out


def _opens(body: str) -> bool:
    return body.rstrip(' \t*_»"').endswith(":")


def _short(body: str) -> bool:
    """A numbered line that is a heading: few words, and no mark at its end."""
    plain = body.strip(" \t*_#")
    return len(plain.split()) <= 12 and not plain.endswith((".", ";", "!", ",", ":")) and len(plain) <= 120

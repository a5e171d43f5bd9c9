"""A document as it was read: its blocks, what each is about, its sentences and their places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from barlau.policy.draft import cues, lexicon
from barlau.policy.draft.clauses import sentences
from barlau.policy.draft.parts import parts
from barlau.policy.draft.place import Place
from barlau.policy.draft.sections import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from barlau.model.policy import Provider
    from barlau.policy.draft.clauses import Sentence
    from barlau.policy.draft.lexicon import Named
    from barlau.policy.draft.part import Part
    from barlau.policy.draft.sections import Block


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence and the block that it stands in."""

    index: int
    sentence: Sentence

    @property
    def start(self) -> int:
        """Its first character."""
        return self.sentence.words[0].start

    @property
    def end(self) -> int:
        """The character after its last word."""
        return self.sentence.words[-1].end


@dataclass(slots=True)
class Reading:
    """One version of a policy's text."""

    text: str
    folded: str
    language: str
    blocks: Sequence[Block]
    parts: Sequence[Part] = ()
    general: frozenset[Provider] = frozenset()
    """Sources that the policy names for all data."""
    _sentences: dict[int, list[Sentence]] = field(default_factory=dict)
    _rows: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    _named: dict[int, list[list[Named]]] = field(default_factory=dict)
    _leads: frozenset[int] = frozenset()
    """Blocks that introduce others."""

    def __post_init__(self) -> None:
        self.parts, self.general = parts(self.folded, self.blocks, cues.load(self.language))
        self._leads = frozenset(block.lead for block in self.blocks)
        for index, block in enumerate(self.blocks):
            if block.piece.kind is Kind.CELL:
                self._rows.setdefault((block.piece.table, block.piece.row), []).append(index)

    def sentences(self, index: int) -> list[Sentence]:
        """The sentences of a block."""
        if index not in self._sentences:
            piece = self.blocks[index].piece
            found = sentences(self.text, self.folded, piece.start, piece.end, cues.load(self.language))
            self._sentences[index] = found
        return self._sentences[index]

    @property
    def spoken(self) -> Iterator[Spoken]:
        """Every sentence."""
        for index in range(len(self.blocks)):
            for sentence in self.sentences(index):
                yield Spoken(index, sentence)

    def row(self, index: int) -> list[int]:
        """The cells of the row that a cell stands in."""
        piece = self.blocks[index].piece
        return self._rows.get((piece.table, piece.row), []) if piece.kind is Kind.CELL else []

    def is_aim(self, index: int) -> bool:
        """The block is a member of a list of purposes."""
        part, piece = self.parts[index], self.blocks[index].piece
        if piece.kind is Kind.CELL:
            return piece.row > 0 and part.column == "purposes"
        if piece.kind is Kind.HEADING or not part.stands_alone or index in self._leads:
            return False
        return part.aims or (part.zone == "purposes" and piece.kind is Kind.BULLET and not part.listing)

    def about_aims(self, index: int) -> list[Sentence]:
        """Sentences of running text in a part about purposes or grounds that say what data are processed for."""
        part, block = self.parts[index], self.blocks[index]
        if part.zone not in ("purposes", "basis") or block.piece.kind is not Kind.PARAGRAPH or index in self._leads:
            return []
        return [sentence for sentence in self.sentences(index) if sentence.has("processed_for")]

    def block_has(self, index: int, kind: str) -> bool:
        """A cue stands somewhere in the block."""
        return any(sentence.has(kind) for sentence in self.sentences(index))

    def named(self, index: int, lead: frozenset[str] = frozenset()) -> list[list[Named]]:
        """The categories that each sentence of a block names. `lead`: those that its lead-in names already."""
        words = lexicon.load(self.language)
        if lead:
            return [words.find(list(sentence.words), lead) for sentence in self.sentences(index)]
        if index not in self._named:
            self._named[index] = [words.find(list(sentence.words)) for sentence in self.sentences(index)]
        return self._named[index]

    def categories(self, index: int) -> frozenset[str]:
        """The categories that a block names; none where there is no block."""
        return frozenset(one.category for found in self.named(index) for one in found) if index >= 0 else frozenset()

    def at(self, index: int) -> Place:
        """The place of a whole block."""
        block = self.blocks[index]
        return Place(self.language, block.section, block.item, (block.piece.start, block.piece.end))

    def place(self, spoken: Spoken, start: int | None = None, end: int | None = None) -> Place:
        """The place of words in a sentence, or of the sentence."""
        block = self.blocks[spoken.index]
        span = (spoken.start if start is None else start, spoken.end if end is None else end)
        return Place(self.language, block.section, block.item, span)

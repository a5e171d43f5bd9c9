"""Mentions: every place where a text names a category, and how it speaks of it there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from barlau.model.policy import DeclarationStatus as Status
from barlau.model.policy import Provider
from barlau.policy.draft import cues as cue_words
from barlau.policy.draft import lexicon
from barlau.policy.draft.clauses import Sentence, sentences
from barlau.policy.draft.organisations import as_organisation
from barlau.policy.draft.parts import Part, parts
from barlau.policy.draft.sections import Kind
from barlau.policy.draft.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from barlau.policy.draft.lexicon import Lexicon, Named
    from barlau.policy.draft.sections import Block

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")
_MARKUP = re.compile(r"[*_#`]")
_LITERAL = re.compile(
    r"[\s:(–—-]{0,6}(?:\(?[a-z]{0,9}:?\s*)?(?:[\w.+-]+@[\w-]|\+?[0-9][\s()0-9-]{6}|https?:|www\.)", re.I
)
"""An address, number or link right after a word: the controller's own, not data of a person."""

_QUIET = ("definitions", "rights", "contacts", "changes", "recipients", "retention", "security", "minors")
"""Zones that name data without listing them."""
_ASIDE = (
    "consent.",
    "auth.",
    "media.cctv",
    "behaviour.satisfaction",
    "behaviour.survey",
    "behaviour.profile",
    "comms.",
)
_ENOUGH = 3  # categories in one unheaded line that make it a list


@dataclass(frozen=True, slots=True)
class Mention:
    """A category named at a place, with the status that this place proposes."""

    category: str
    status: Status
    providers: tuple[Provider, ...]
    open_ended: bool
    language: str
    section: str
    item: str | None
    start: int
    end: int
    block: int
    """Index of the block in its document."""


def clean(text: str) -> str:
    """The folded text with markup blanked out; every character keeps its place."""
    blank = _TAG.sub(lambda found: " " * len(found.group()), text)
    return fold(_MARKUP.sub(" ", blank))


def find(text: str, blocks: Sequence[Block], language: str) -> list[Mention]:
    """The mentions of a document in one language."""
    return list(_Reader(text, blocks, language).mentions())


class _Reader:
    def __init__(self, text: str, blocks: Sequence[Block], language: str) -> None:
        self.text, self.folded, self.language = text, clean(text), language
        self.blocks = blocks
        self.lexicon: Lexicon = lexicon.load(language)
        self.cues = cue_words.load(language)
        self.parts = parts(self.folded, blocks, self.cues)

    def mentions(self) -> Iterator[Mention]:
        for index, block in enumerate(self.blocks):
            part = self.parts[index]
            if part.zone == "definitions" and not part.service:
                continue
            yield from self._block(index, block, part)

    def _block(self, index: int, block: Block, part: Part) -> Iterator[Mention]:
        spoken = sentences(self.text, self.folded, block.piece.start, block.piece.end, self.cues)
        lead = self._named_in(block.lead)
        named = [(sentence, self.lexicon.find(list(sentence.words), lead)) for sentence in spoken]
        excluded = part.excluded or any(sentence.has("excluded") for sentence in spoken)
        total = len({one.category for _, found in named for one in found})
        seen_organisation = False
        for sentence, found in named:
            opened = sentence.has("open")
            for one in found:
                category = one.category
                if excluded:
                    seen_organisation = seen_organisation or category.startswith("org")
                    category = as_organisation(category) if seen_organisation else category
                status = self._status(category, one, sentence, part, total, block, excluded=excluded)
                if status is not None:
                    yield self._mention(index, block, part, sentence, one, category, status, opened=opened)
            yield from self._any(index, block, part, sentence, found)

    def _named_in(self, index: int) -> frozenset[str]:
        if index < 0:
            return frozenset()
        piece = self.blocks[index].piece
        spoken = sentences(self.text, self.folded, piece.start, piece.end, self.cues)
        return frozenset(one.category for sentence in spoken for one in self.lexicon.find(list(sentence.words)))

    def _status(
        self, category: str, one: Named, sentence: Sentence, part: Part, total: int, block: Block, *, excluded: bool
    ) -> Status | None:
        position = one.words[0]
        if self._literal(sentence, one):
            return None
        if excluded and category.startswith("org"):
            return Status.NOT_PERSONAL
        governed = sentence.governor(position, self.language)
        if part.denied or (governed == "deny" and not sentence.has("exempt")):
            return (
                None if part.denied and governed == "collect" and block.piece.kind is Kind.PARAGRAPH else Status.DENIED
            )
        listed = Status.VAGUE if lexicon.is_umbrella(category) else Status.DECLARED
        if part.service:
            return Status.IMPLIED
        return self._spoken(category, sentence, part, governed, listed, total)

    def _spoken(
        self, category: str, sentence: Sentence, part: Part, governed: str, listed: Status, total: int
    ) -> Status | None:
        """How a sentence that denies nothing speaks of a category."""
        if category == "auth.password" and sentence.has("guarded") and total == 1:
            return Status.IMPLIED
        if category.startswith("consent."):
            return Status.DECLARED if part.zone == "data" and part.listing else Status.IMPLIED
        if part.zone == "purposes" or part.aims:
            return listed if part.column == "data" else Status.IMPLIED
        if part.listing:
            return listed
        if sentence.has("own"):
            return None
        if part.zone in _QUIET:
            if governed == "collect" and part.zone in ("retention", "minors") and total > 1:
                return listed
            return (
                Status.IMPLIED
                if category.startswith(_ASIDE) or (part.zone == "rights" and governed == "collect")
                else None
            )
        if governed == "collect" or total >= _ENOUGH:
            return listed
        return Status.IMPLIED if sentence.has("handle") or part.zone == "data" else None

    def _literal(self, sentence: Sentence, one: Named) -> bool:
        """The controller's own address or number follows."""
        return bool(_LITERAL.match(self.text, sentence.words[one.words[-1]].end))

    def _any(self, index: int, block: Block, part: Part, sentence: Sentence, found: list[Named]) -> Iterator[Mention]:
        """Catch-all clauses: any other data, where no list that was named stands before it in the sentence."""
        if part.aims or (part.zone in (*_QUIET, "purposes") and not sentence.has("collect")):
            return
        if part.zone in ("definitions", "rights", "recipients", "contacts"):
            return
        first = min((one.words[0] for one in found), default=len(sentence.words))
        for cue in sentence.cues:
            if cue.kind != "any" or (cue.first > first and not part.stands_alone):
                continue
            if not (part.listing or sentence.has("collect", "subject")):
                continue
            one = lexicon.Named("catch_all", tuple(range(cue.first, cue.last + 1)))
            opened = sentence.has("open")
            yield self._mention(index, block, part, sentence, one, one.category, Status.CATCH_ALL, opened=opened)
            return

    def _mention(
        self,
        index: int,
        block: Block,
        part: Part,
        sentence: Sentence,
        one: Named,
        category: str,
        status: Status,
        *,
        opened: bool,
    ) -> Mention:
        words = sentence.words
        counts = status not in (Status.DENIED, Status.IMPLIED)
        return Mention(
            category, status, self._providers(sentence, part, category), opened and counts, self.language,
            block.section, block.item, words[one.words[0]].start, words[one.words[-1]].end, index,
        )  # fmt: skip

    def _providers(self, sentence: Sentence, part: Part, category: str) -> tuple[Provider, ...]:
        del category
        told = {
            provider
            for provider in (Provider.SUBJECT, Provider.AUTOMATIC, Provider.THIRD_PARTY)
            if sentence.has(provider)
        }
        return tuple(sorted(told or part.providers)) or (Provider.UNSTATED,)

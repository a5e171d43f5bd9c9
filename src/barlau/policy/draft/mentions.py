"""Mentions: every place where a text names a category, and how it speaks of it there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from barlau.model.policy import DeclarationStatus as Status
from barlau.policy.draft.lexicon import Named
from barlau.policy.draft.organisations import as_organisation
from barlau.policy.draft.providers import providers
from barlau.policy.draft.questions import answered
from barlau.policy.draft.sections import Kind
from barlau.policy.draft.speaking import status
from barlau.policy.draft.subjects import subjects
from barlau.policy.draft.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from barlau.model.policy import Provider
    from barlau.policy.draft.clauses import Sentence
    from barlau.policy.draft.part import Part
    from barlau.policy.draft.reading import Reading
    from barlau.policy.draft.sections import Block

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")
_DOTTED = re.compile(r"(?<![^\W_])(?:ф\. ?и\. ?о|т\. ?а\. ?ә|а\. ?т\. ?ә)\.?(?![^\W_])")  # abbreviations of a full name
_MARKUP = re.compile(r"[*_#`]")
_LITERAL = re.compile(
    r"[\s:(–—-]{0,6}(?:\(?[a-z]{0,9}:?\s*)?(?:[\w.+-]+@[\w-]|\+?[0-9][\s()0-9-]{6}|https?:|www\.)", re.I
)
"""An address, number or link right after a word: the controller's own, not data of a person."""

_DEFINED = re.compile(r"(?:дербес деректер|персональные данные|personal data)[»\"]?\s*(?:\([^)]{0,60}\)\s*)?[–—-]\s")
_SOCIAL = {"media.photo": "social.content", "media.image": "social.content", "behaviour.content": "social.content"}
"""What pictures and comments are in a sentence about pages of social networks."""
_SPOKEN = ("comms.call.recording", "media.cctv")
"""Their words hold the verb: "calls are recorded"."""
_TITLE = "h1"  # a heading here is the title of the whole text
_NO_DATA = ("basis", "sources", "answers")
"""Columns whose cells name no data."""
OPEN = (Status.DECLARED, Status.VAGUE, Status.IMPLIED)
"""What a sentence that denies a category does not say of it besides, unless it has one of `_TWO_WAYS`."""
_TWO_WAYS = ("collect", "except", "besides", "conditional", "lifted")
_SUMS = ("document.id", "vehicle", "finance.card", "contact.address", "driver", "online.browsing")
"""Wholes that the list of their parts replaces."""
_OWNERS = ("family.children", "third_party")
"""Those whose data a denial names: "the child's religion" denies the religion, not the child."""
_GENITIVE = ("ның", "нің", "дың", "дің", "тың", "тің", "нын", "нін", "дын", "дін", "тын", "тін")
_OPENING = 2  # words that may open a sentence about those whom the one before it names
_DENSE = 0.7  # share of bullets that name data where they are a list of data
_TAIL = 4  # words between the last member of a list and "and other information" that closes it


@dataclass(frozen=True, slots=True)
class Mention:
    """A category named at a place, with the status that this place proposes."""

    category: str
    status: Status
    providers: tuple[Provider, ...]
    subjects: tuple[str, ...]
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
    folded = fold(_MARKUP.sub(" ", blank))
    return _DOTTED.sub(lambda found: found.group().replace(".", "").replace(" ", "").ljust(len(found.group())), folded)


def _taken_back(sentence: Sentence, later: Sequence[tuple[Sentence, list[Named]]]) -> bool:
    """The next sentence, which names nothing itself, denies what was told: "We no longer do.", "We never see it."."""
    if not later or later[0][1]:
        return False
    after = later[0][0]
    if sentence.has("formerly"):
        return after.has("deny", "negated", "ended") and not after.has("exempt", "limits")
    return not sentence.has("collect") and after.has("refers") and after.has("unseen") and not after.has("exempt")


def find(reading: Reading) -> list[Mention]:
    """The mentions of a document in one language."""
    return list(_Reader(reading).mentions())


class _Reader:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text, self.language, self.blocks = reading.text, reading.language, reading.blocks

    def mentions(self) -> Iterator[Mention]:
        dense = self._dense()
        for index, block in enumerate(self.blocks):
            part = self.reading.parts[index]
            if block.piece.kind is Kind.HEADING and block.section == _TITLE:
                continue
            if part.zone == "links" or (part.zone == "definitions" and not part.service) or part.column in _NO_DATA:
                continue
            if part.column == "absent" and not part.denied:
                continue
            if block.heading in dense and not part.zone and part.kind is Kind.BULLET and not part.aims:
                part = replace(part, listing=True)
            yield from self._block(index, block, part)

    def _dense(self) -> set[int]:
        """Headings that tell nothing, yet whose bullets name data, nearly all of them."""
        named: dict[int, list[bool]] = {}
        for index, block in enumerate(self.blocks):
            if block.piece.kind is Kind.BULLET:
                named.setdefault(block.heading, []).append(bool(self.reading.categories(index)))
        return {heading for heading, told in named.items() if len(told) > 1 and sum(told) >= _DENSE * len(told)}

    def _block(self, index: int, block: Block, part: Part) -> Iterator[Mention]:
        spoken = self.reading.sentences(index)
        named = list(zip(spoken, self.reading.named(index, self.reading.categories(block.lead)), strict=True))
        asked = [answered(self.reading, index, number) for number in range(len(spoken))]
        excluded = any(sentence.has("excluded") for sentence in spoken)
        every = {one.category for _, found in named for one in found}
        defined = linked = False
        for number, ((sentence, found), answer) in enumerate(zip(named, asked, strict=True)):
            defined = defined or (not part.listing and self._defines(sentence))
            linked = sentence.has("links") or (linked and 0 <= sentence.first("anaphor") < _OPENING)
            if defined or linked:
                continue
            if _taken_back(sentence, named[number + 1 :]):
                answer = Status.DENIED
            covered = frozenset(word for one in found if one.category not in _SPOKEN for word in one.words)
            company = excluded and not sentence.has("lifted") and any(one.category.startswith("org") for one in found)
            spoken_of = [
                (one, category, told)
                for one in found
                if not self._literal(sentence, one) and not self._summed_up(one, sentence, found)
                for category in [self._category(one.category, found, company=company)]
                if category != "org" or not any(key.startswith("org.") for key in every)
                for told in [self._status(one, category, sentence, part, len(every), answer, covered, company=company)]
            ]
            denied = {category for _, category, told in spoken_of if told is Status.DENIED}
            if denied - set(_OWNERS):
                spoken_of = [one for one in spoken_of if one[1] not in _OWNERS or one[2] is not Status.DENIED]
            kept = sentence.has(*_TWO_WAYS)
            for one, category, told in spoken_of:
                if told and (kept or told not in OPEN or category not in denied):
                    yield self._mention(index, block, part, sentence, one, category, told)
            yield from self._any(index, block, part, sentence, found)

    def _status(
        self,
        one: Named,
        category: str,
        sentence: Sentence,
        part: Part,
        total: int,
        answer: Status | None,
        covered: frozenset[int],
        *,
        company: bool,
    ) -> Status | None:
        """What its sentence says of a category, or the answer to a question; nothing where it says nothing."""
        if company and category.startswith("org"):
            return Status.NOT_PERSONAL
        if answer is Status.IMPLIED and part.kind is Kind.HEADING:
            return None
        spoken = one.words[-1] if one.category in _SPOKEN else one.words[0]
        governed = sentence.governor(spoken, self.language, covered)
        return answer or status(one, category, sentence, part, total, governed)

    def _defines(self, sentence: Sentence) -> bool:
        """It says what personal data are: by a verb, or by a dash after the term."""
        return sentence.has("defines") or bool(_DEFINED.match(self.reading.folded, sentence.words[0].start))

    def _category(self, category: str, found: list[Named], *, company: bool) -> str:
        """What the words name here: among data of a company, or on social networks, they mean another thing."""
        if company:
            return as_organisation(category)
        if category in _SOCIAL and any(one.category == "social.content" for one in found):
            return _SOCIAL[category]
        return category

    def _summed_up(self, one: Named, sentence: Sentence, found: list[Named]) -> bool:
        """Its members are named beside it and belong to it: "number and date of issue of your identity card"."""
        if one.category not in _SUMS:
            return False
        members = [other for other in found if other.category.startswith(one.category + ".")]
        if self.language == "kk":
            owns = sentence.words[one.words[-1]].word.endswith(_GENITIVE)
            return owns and any(other.words[0] > one.words[0] for other in members)
        return any(other.words[0] < one.words[0] for other in members)

    def _literal(self, sentence: Sentence, one: Named) -> bool:
        """The controller's own address or number follows."""
        return bool(_LITERAL.match(self.text, sentence.words[one.words[-1]].end))

    def _any(self, index: int, block: Block, part: Part, sentence: Sentence, found: list[Named]) -> Iterator[Mention]:
        """Catch-all clauses: any other data, where it is not the tail of a list that was named."""
        if part.aims or part.denied or part.zone in ("definitions", "recipients"):
            return
        asked = sentence.reserves
        if part.zone in ("rights", "contacts") and not asked:
            return
        if not (part.listing or asked or sentence.has("collect", "subject")) or sentence.has("deny"):
            return
        for cue in sentence.cues:
            tail = any(0 < cue.first - one.words[-1] <= _TAIL for one in found)
            if cue.kind == "any" and not tail:
                one = Named("catch_all", tuple(range(cue.first, cue.last + 1)))
                yield self._mention(index, block, part, sentence, one, one.category, Status.CATCH_ALL)
                return

    def _mention(
        self, index: int, block: Block, part: Part, sentence: Sentence, one: Named, category: str, status: Status
    ) -> Mention:
        words = sentence.words
        return Mention(
            category,
            status,
            providers(category, one.words[0], status, sentence, part, self.reading.general),
            subjects(sentence, one.words[0], part),
            sentence.has("open") and status not in (Status.DENIED, Status.IMPLIED),
            self.language,
            block.section,
            block.item,
            words[one.words[0]].start,
            words[one.words[-1]].end,
            index,
        )

"""Promises of a text that data can break, and how long it says that data are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from barlau.model.policy import DeclarationStatus as Status
from barlau.policy.draft import statements, terms
from barlau.policy.draft.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from barlau.policy.draft.mentions import Mention
    from barlau.policy.draft.reading import Reading, Spoken

_UNDER = re.compile(
    r"(?:младше|моложе|не достиг\w+|до достижения(?: ими)?)\s+(?:возраста\s+)?(?P<ru>[0-9]{1,2})(?![0-9])"
    r"|(?P<kk>[0-9]{1,2})\s*жас(?:қа|тан)\s+(?:толма\w+|кіші|төмен)"
    r"|(?:under|younger than|below)(?: the age of)?\s+(?P<en>[0-9]{1,2})(?![0-9])"
)
_ADULT = re.compile(
    r"(?:достигш\w+|старше)\s+(?:возраста\s+)?(?P<ru>[0-9]{1,2})(?![0-9])"
    r"|(?P<kk>[0-9]{1,2})\s*жас(?:қа толған|тан асқан)"
    r"|aged?\s+(?P<en>[0-9]{1,2})\s+(?:years\s+)?(?:or|and)\s+(?:over|above|older)"
    r"|at least\s+(?P<en2>[0-9]{1,2})\s+years"
)
_GROWN = 14  # nobody promises to keep out those younger than this only: it is another rule


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A proposed promise."""

    id: str
    rule: str
    params: Mapping[str, object]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class DraftRetention:
    """A term that the text names for keeping."""

    text: str
    years: float | None
    places: tuple[Place, ...]


def claims(reading: Reading, mentions: Sequence[Mention]) -> Iterator[DraftClaim]:
    """The promises of a document, one for each place."""
    here: dict[int, list[Mention]] = {}
    for mention in mentions:
        here.setdefault(mention.block, []).append(mention)
    for spoken in reading.spoken:
        named = [one for one in here.get(spoken.index, ()) if spoken.start <= one.start < spoken.end]
        yield from _minors(reading, spoken)
        yield from _passwords(reading, spoken, named)
        yield from _kept(reading, spoken)
        yield from _withdrawn(reading, spoken, here.get(spoken.index, ()))
        yield from _consents(reading, spoken, named)
        if spoken.sentence.has("in_kazakhstan"):
            yield DraftClaim("kept-in-kazakhstan", "kept-in-kazakhstan", {}, (reading.place(spoken),))


def _minors(reading: Reading, spoken: Spoken) -> Iterator[DraftClaim]:
    folded = reading.folded
    under = _UNDER.search(folded, spoken.start, spoken.end)
    adult = _ADULT.search(folded, spoken.start, spoken.end)
    found = under if under and spoken.sentence.has("keeps_out", "deny") else None
    found = found or (
        adult
        if adult and (reading.parts[spoken.index].zone == "definitions" or spoken.sentence.has("keeps_out"))
        else None
    )
    age = int(next(group for group in found.groups() if group)) if found else 0
    if found and age >= _GROWN:
        place = reading.place(spoken, found.start(), found.end())
        yield DraftClaim(f"no-one-under-{age}", "minors-present", {"age": age}, (place,))


def _passwords(reading: Reading, spoken: Spoken, named: Sequence[Mention]) -> Iterator[DraftClaim]:
    password = next((one for one in named if one.category == "auth.password"), None)
    if password and spoken.sentence.has("guarded"):
        place = reading.place(spoken, password.start, password.end)
        yield DraftClaim("passwords-protected", "password-not-protected", {}, (place,))


def _kept(reading: Reading, spoken: Spoken) -> Iterator[DraftClaim]:
    for term, start in _terms_of_keeping(reading, spoken):
        params = {term.unit: term.number, "from": start or "created"}
        number = str(term).replace(" ", "-")
        place = reading.place(spoken, term.start, term.end)
        yield DraftClaim(
            f"kept-{number}" + (f"-from-{start.replace('_', '-')}" if start else ""),
            "retention-exceeded",
            params,
            (place,),
        )


def _terms_of_keeping(reading: Reading, spoken: Spoken) -> Iterator[tuple[terms.Term, str]]:
    if not spoken.sentence.has("keep") or spoken.sentence.has("expires"):
        return
    anchors = statements.load(reading.language).find("anchors", spoken.sentence.words)
    for term in terms.find(reading.folded, spoken.start, spoken.end):
        yield term, anchors[0] if anchors else ""


def retention(reading: Reading) -> Iterator[DraftRetention]:
    """How long a document says that data are kept."""
    for spoken in reading.spoken:
        for term, start in _terms_of_keeping(reading, spoken):
            text = f"{term} from {start.replace('_', ' ')}" if start else str(term)
            yield DraftRetention(text, term.years, (reading.place(spoken, term.start, term.end),))


def _withdrawn(reading: Reading, spoken: Spoken, named: Sequence[Mention]) -> Iterator[DraftClaim]:
    """Erasure or an end of processing after consent is withdrawn, in the sentence or the block that speaks of it."""
    if not spoken.sentence.has("erase") or not reading.block_has(spoken.index, "withdraw"):
        return
    if reading.parts[spoken.index].zone in ("definitions", "purposes"):
        return
    term = next(iter(terms.find(reading.folded, spoken.start, spoken.end)), None)
    params: dict[str, object] = {term.unit: term.number} if term else {}
    place = reading.place(spoken)
    if spoken.sentence.has("advertising"):
        yield DraftClaim("no-advertising-after-withdrawal", "marketing-after-opt-out", params, (place,))
        return
    if not term and reading.parts[spoken.index].zone not in ("retention", "rights"):
        return
    yield DraftClaim("erased-after-withdrawal", "withdrawn-still-kept", params, (place,))
    if any(one.category.startswith("biometric") and one.status is not Status.DENIED for one in named):
        yield DraftClaim("biometrics-erased-after-withdrawal", "biometric-after-withdrawal", params, (place,))


def _consents(reading: Reading, spoken: Spoken, named: Sequence[Mention]) -> Iterator[DraftClaim]:
    sentence = spoken.sentence
    if sentence.has("advertising") and sentence.has("by_consent"):
        yield DraftClaim(
            "advertising-by-consent", "consent-missing", {"purpose": "advertising"}, (reading.place(spoken),)
        )
    cookies = "online.cookie" in reading.categories(spoken.index)
    for term in terms.find(reading.folded, spoken.start, spoken.end) if cookies and sentence.has("expires") else ():
        params = {"category": "online.cookie", term.unit: term.number}
        yield DraftClaim(
            "cookie-consent-renewed", "consent-missing", params, (reading.place(spoken, term.start, term.end),)
        )
    if (
        any(one.category == "anonymised" for one in named)
        and sentence.has("statistics")
        and reading.is_aim(spoken.index)
    ):
        yield DraftClaim("statistics-anonymised", "not-anonymised", {"purpose": "statistics"}, (reading.place(spoken),))

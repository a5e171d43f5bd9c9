"""Purposes with their grounds, and recipients, as a document names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from barlau.policy.draft import statements
from barlau.policy.draft.sections import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from barlau.policy.draft.place import Place
    from barlau.policy.draft.reading import Reading

_MOST = 2  # kinds that one member of a list of purposes is taken for


@dataclass(frozen=True, slots=True)
class DraftPurpose:
    """A proposed purpose."""

    id: str
    title: Mapping[str, str]
    legal_basis: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class DraftRecipient:
    """A proposed recipient."""

    id: str
    title: Mapping[str, str]
    places: tuple[Place, ...]


def purposes(reading: Reading) -> Iterator[tuple[int, DraftPurpose]]:
    """The purposes of a document with the block that names each; a purpose of no known kind is named by its place."""
    known = statements.load(reading.language)
    for index in range(len(reading.blocks)):
        listed = reading.is_aim(index)
        spoken = reading.sentences(index) if listed else reading.about_aims(index)
        words = [token for sentence in spoken for token in sentence.words]
        kinds = known.find("purposes", words)[: _MOST if listed else None]
        bases = tuple(dict.fromkeys([*known.find("bases", words), *_row_bases(reading, index)]))
        place = reading.at(index)
        if listed and not kinds:
            name = "-".join(
                ["purpose", place.section.replace(".", "-"), *([place.item.strip("()")] if place.item else [])]
            )
            shown = f"{place.section} {place.item or ''}".strip()
            title = {"en": f"Purpose in {shown}", "ru": f"Цель в п. {shown}", "kk": f"{shown}-тармақтағы мақсат"}
            yield index, DraftPurpose(name, title, bases, (place,))
        for kind in kinds:
            yield index, DraftPurpose(kind, known.titles[f"purposes.{kind}"], bases, (place,))


def _row_bases(reading: Reading, index: int) -> list[str]:
    """Grounds in the column for them, of the same row."""
    known = statements.load(reading.language)
    return [
        basis
        for other in reading.row(index)
        if reading.parts[other].column == "basis"
        for sentence in reading.sentences(other)
        for basis in known.find("bases", sentence.words)
    ]


def recipients(reading: Reading) -> Iterator[DraftRecipient]:
    """Who else receives data: named in a part about recipients, or where a sentence says that data are passed on."""
    known = statements.load(reading.language)
    for index, block in enumerate(reading.blocks):
        part = reading.parts[index]
        if block.piece.kind is Kind.HEADING or part.zone in ("definitions", "rights", "contacts"):
            continue
        for sentence in reading.sentences(index):
            passed = part.zone == "recipients" or (sentence.has("pass_on") and part.zone != "purposes")
            if not passed or sentence.has("does_not_pass"):
                continue
            for kind in known.find("recipients", sentence.words):
                yield DraftRecipient(kind, known.titles[f"recipients.{kind}"], (reading.at(index),))

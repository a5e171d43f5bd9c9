"""A policy file proposed from the text of a policy: what a person would type, to be reviewed line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from barlau.policy.draft import (
    aims,
    controller,
    dates,
    declarations,
    documents,
    languages,
    mentions,
    merging,
    promises,
    sections,
)
from barlau.policy.draft.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from barlau.policy.draft.aims import DraftPurpose, DraftRecipient
    from barlau.policy.draft.controller import Controller
    from barlau.policy.draft.declarations import DraftDeclaration
    from barlau.policy.draft.promises import DraftClaim, DraftRetention

_PREVAILING = re.compile(
    r"преимуществен\w+ сил\w+|приоритет|преобладает|имеет преимущество|басымды|басым күш|артықшылы|prevail|precedence"
)
_NAMED = {
    "ru": re.compile(r"русск|орыс|russian"),
    "kk": re.compile(r"казахск|қазақ|kazakh"),
    "en": re.compile(r"английск|ағылшын|english"),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that a text proposes."""

    id: str
    controller: Controller
    documents: tuple[tuple[str, str, str | None], ...]
    """(id, language, date) of each version in the text."""
    prevailing_language: str | None
    purposes: tuple[DraftPurpose, ...]
    declarations: tuple[DraftDeclaration, ...]
    claims: tuple[DraftClaim, ...]
    recipients: tuple[DraftRecipient, ...]
    retention: tuple[DraftRetention, ...]


def draft(path: Path, language: str | None = None) -> Draft:
    """Propose a policy from a file. Raises `ConfigError` where it cannot be read or holds no text.

    `language`: that of the whole text; found part by part when missing.
    """
    source = documents.read(path)
    spoken = [language] * len(source.pieces) if language else languages.assign(source.text, source.pieces)
    versions = list(dict.fromkeys(one for one in spoken if one))
    readings = []
    folded = mentions.clean(source.text)
    for version in versions:
        own = [piece for piece, one in zip(source.pieces, spoken, strict=True) if one == version]
        readings.append(Reading(source.text, folded, version, sections.places(source.text, own)))
    name = re.sub(r"[^\w]+", "-", path.stem.lower()).strip("-") or "policy"
    return _drafted(name, controller.find(source.text), readings)


def _drafted(name: str, answers: Controller, readings: Iterable[Reading]) -> Draft:
    found: list[mentions.Mention] = []
    purposes: list[DraftPurpose] = []
    claims: list[DraftClaim] = []
    recipients: list[DraftRecipient] = []
    retention: list[DraftRetention] = []
    served: dict[tuple[str, int], tuple[str, ...]] = {}
    every = list(readings)
    for reading in every:
        own = mentions.find(reading)
        found += own
        for index, purpose in aims.purposes(reading):
            purposes.append(purpose)
            for cell in reading.row(index):
                served[reading.language, cell] = tuple(
                    dict.fromkeys((*served.get((reading.language, cell), ()), purpose.id))
                )
        claims += promises.claims(reading, own)
        recipients += aims.recipients(reading)
        retention += promises.retention(reading)
    return Draft(
        name,
        answers,
        tuple((one.language, one.language, dates.effective(one.folded, one.blocks)) for one in every),
        _prevailing(every),
        merging.purposes(purposes),
        tuple(declarations.gather(found, served)),
        merging.claims(claims, {purpose.id for purpose in purposes}),
        merging.recipients(recipients),
        merging.retention(retention),
    )


def _prevailing(readings: list[Reading]) -> str | None:
    """The language that a clause gives precedence; nothing where the versions do not agree on it."""
    versions = {reading.language for reading in readings}
    named: set[str] = set()
    for reading in readings if len(versions) > 1 else ():
        for spoken in reading.spoken:
            words = reading.folded[spoken.start : spoken.end]
            found = _PREVAILING.search(words)
            if found:
                near = words[max(0, found.start() - 60) : found.end() + 60]
                named |= {language for language in versions if _NAMED[language].search(near)}
    return named.pop() if len(named) == 1 else None

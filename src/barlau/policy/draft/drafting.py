"""A policy file proposed from the text of a policy: what a person would type, to be reviewed line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from barlau.policy.draft import declarations, documents, languages, mentions, sections

if TYPE_CHECKING:
    from barlau.policy.draft.declarations import DraftDeclaration


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that a text proposes."""

    id: str
    controller: str
    documents: tuple[tuple[str, str], ...]
    """(id, language) of each version in the text."""
    declarations: tuple[DraftDeclaration, ...]


def draft(path: Path, language: str | None = None) -> Draft:
    """Propose a policy from a file. Raises `ConfigError` where it cannot be read or holds no text.

    `language`: that of the whole text; found part by part when missing.
    """
    source = documents.read(path)
    pieces = source.pieces
    spoken = [language] * len(pieces) if language else languages.assign(source.text, pieces)
    found: list[mentions.Mention] = []
    versions = list(dict.fromkeys(one for one in spoken if one))
    for version in versions:
        own = [piece for piece, one in zip(pieces, spoken, strict=True) if one == version]
        blocks = sections.places(source.text, own)
        found.extend(mentions.find(source.text, blocks, version))
    name = _slug(path.stem)
    return Draft(name, name, tuple((one, one) for one in versions), tuple(declarations.gather(found)))


def _slug(stem: str) -> str:
    return re.sub(r"[^\w]+", "-", stem.lower()).strip("-") or "policy"

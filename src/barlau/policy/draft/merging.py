"""Lines that several places propose, as one line with all places."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from barlau.policy.draft.aims import DraftPurpose, DraftRecipient
    from barlau.policy.draft.place import Place
    from barlau.policy.draft.promises import DraftClaim, DraftRetention


def purposes(lines: Iterable[DraftPurpose]) -> tuple[DraftPurpose, ...]:
    """One purpose for each id, with every ground."""
    out: dict[str, DraftPurpose] = {}
    for line in lines:
        first = out.get(line.id, line)
        bases = tuple(dict.fromkeys((*first.legal_basis, *line.legal_basis)))
        out[line.id] = replace(first, legal_basis=bases, places=_places(first.places, line.places))
    return tuple(out.values())


def claims(lines: Iterable[DraftClaim], known: set[str]) -> tuple[DraftClaim, ...]:
    """One promise for each id; a purpose that the draft does not list is left out of its parameters."""
    out: dict[str, DraftClaim] = {}
    for line in lines:
        first = out.get(line.id, line)
        params = {
            key: value for key, value in {**line.params, **first.params}.items() if key != "purpose" or value in known
        }
        out[line.id] = replace(first, params=params, places=_places(first.places, line.places))
    return tuple(out.values())


def recipients(lines: Iterable[DraftRecipient]) -> tuple[DraftRecipient, ...]:
    """One recipient for each id."""
    out: dict[str, DraftRecipient] = {}
    for line in lines:
        first = out.get(line.id, line)
        out[line.id] = replace(first, places=_places(first.places, line.places))
    return tuple(out.values())


def retention(lines: Iterable[DraftRetention]) -> tuple[DraftRetention, ...]:
    """One term for each text."""
    out: dict[str, DraftRetention] = {}
    for line in lines:
        first = out.get(line.text, line)
        out[line.text] = replace(first, places=_places(first.places, line.places))
    return tuple(out.values())


def _places(*lists: Iterable[Place]) -> tuple[Place, ...]:
    """Each section and item once, in the order of the text."""
    places = {(one.document, one.section, one.item): one for some in lists for one in some}
    return tuple(sorted(places.values(), key=lambda one: one.span))

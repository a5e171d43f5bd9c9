"""What two versions of a policy declare differently: its languages, or two files (`barlau policy compare`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from barlau import taxonomy
from barlau.model.policy import Claim, Declaration, Policy, Purpose, Recipient, Ref
from barlau.model.versions import Difference, Differences, Version
from barlau.policy.verdicts import spoken

Line = TypeVar("Line", Declaration, Purpose, Claim, Recipient)


def languages(policy: Policy) -> Differences:
    """The language versions of one policy, each with the references to its own documents."""
    names = sorted({document.language for document in policy.documents})
    return _compared([_of_language(policy, name) for name in names], policy.prevailing_language)


def files(older: Policy, newer: Policy) -> Differences:
    """Two policy files; the names are their ids or, where those are equal, the files."""
    names = (older.id, newer.id) if older.id != newer.id else (older.origin, newer.origin)
    sides = [
        Version(name, policy.declarations, policy.purposes, policy.claims, policy.recipients)
        for name, policy in zip(names, (older, newer), strict=True)
    ]
    return _compared(sides, None)


def _of_language(policy: Policy, language: str) -> Version:
    of_language = {document.id for document in policy.documents if document.language == language}

    def here(refs: Iterable[Ref]) -> bool:
        refs = tuple(refs)
        return not refs or any(ref.document in of_language for ref in refs)

    return Version(
        language,
        tuple(said for said in policy.declarations if language in spoken(policy, said)),
        tuple(purpose for purpose in policy.purposes if here(purpose.refs)),
        tuple(claim for claim in policy.claims if here(claim.refs)),
        tuple(recipient for recipient in policy.recipients if here(recipient.refs)),
    )


def _compared(versions: Sequence[Version], prevailing: str | None) -> Differences:
    return Differences(
        tuple(versions),
        prevailing,
        _differences([v.declarations for v in versions], lambda d: d.category, _declared),
        _differences([v.purposes for v in versions], lambda p: p.id, lambda p: (p.id, p.legal_basis)),
        _differences(
            [v.claims for v in versions], lambda c: c.id, lambda c: (c.rule, tuple(sorted(c.params.items(), key=str)))
        ),
        _differences([v.recipients for v in versions], lambda r: r.id, lambda r: r.id),
    )


def _declared(said: Declaration) -> object:
    """What makes two declarations of a category the same, wherever they stand."""
    return (
        said.category,
        said.status,
        frozenset(said.collected_from),
        frozenset(said.subjects),
        frozenset(said.purposes),
        said.open_ended,
    )


def _differences(
    sides: Sequence[Sequence[Line]], key: Callable[[Line], str], content: Callable[[Line], object]
) -> tuple[Difference, ...]:
    times = Counter(found for lines in sides for found in {content(line) for line in lines})
    out: list[Difference] = []
    for name in sorted({key(line) for lines in sides for line in lines}):
        own = [[line for line in lines if key(line) == name] for lines in sides]
        said = tuple(tuple(line for line in lines if times[content(line)] < len(sides)) for lines in own)
        if any(said):
            shared = tuple(len(alone) < len(lines) for alone, lines in zip(said, own, strict=True))
            named = ({key(line) for line in lines} for lines in sides)
            above = tuple(None if lines else _above(name, keys) for lines, keys in zip(own, named, strict=True))
            out.append(Difference(name, said, shared, above))
    return tuple(out)


def _above(category: str, named: Iterable[str]) -> str | None:
    named = set(named)
    known = taxonomy.load()
    return next((k for k in taxonomy.lineage(category) if k in named), None) if category in known else None

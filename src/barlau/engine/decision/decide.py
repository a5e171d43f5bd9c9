"""From an object's profile to the decision what each of its columns holds, and whose data they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from barlau.engine.decision.chance import RULE_OF_THREE, wilson
from barlau.engine.decision.lexicon import Lexicon, Match
from barlau.engine.decision.weigh import REPORT, Candidate, View, from_name, from_values
from barlau.model.profile import ColumnProfile, ObjectProfile
from barlau.model.reading import Coverage, SamplingMethod
from barlau.model.recognizer import Pack, Recognizer
from barlau.model.report import ColumnResult, Confidence, Detection, Kind

ORGANISATION = "organisation"
PREMISES = "premises"
"""The controller's own branches, shops and stores: where they are says nothing about a person."""
CUSTOMER = "customer"
HIGH, MEDIUM = 0.9, 0.6

# A company's own phone, account or address is the organisation's datum, not a person's.
OF_ORGANISATION = {
    "contact.phone": "org.phone",
    "contact.address": "org.address",
    "finance.bank": "org.bank",
    "identity.name": "org.name",
}


class Decider:
    """Decides objects one after another with one pack; holds nothing of them."""

    def __init__(self, pack: Pack) -> None:
        self._lexicon = Lexicon(pack)
        self._recognizers = {r.entity: r for r in pack.recognizers}

    def decide(self, profile: ObjectProfile) -> list[ColumnResult]:
        """Decide every column of one object."""
        table = self._lexicon.subject(profile.object.name)
        return [self._column(profile, column, table) for column in profile.columns]

    def _column(self, profile: ObjectProfile, column: ColumnProfile, table: str | None) -> ColumnResult:
        name = column.column.path or column.column.name
        owner = self._lexicon.subject(name) or table
        candidates = self._candidates(View.of(column), name, owner)
        ranked = _ranked(_organised(candidates, owner))
        subject = _subject(owner, ranked)
        return ColumnResult(
            source=profile.object.source,
            object=profile.object.name,
            column=column.column,
            rows=column.rows,
            nulls=column.nulls,
            distinct=column.distinct,
            kind=ranked[0].kind if ranked else Kind.NONE,
            subject=subject,
            detections=tuple(_detection(c, column, profile.coverage) for c in ranked),
            upper_bound_95=None if ranked else _upper_bound(column, profile.coverage),
        )

    def _candidates(self, view: View, name: str, owner: str | None) -> list[Candidate]:
        matches = [_in_context(match, owner) for match in self._lexicon.matches(name)]
        found: list[Candidate] = []
        for tally in view.profile.tallies:
            recognizer = self._recognizers[tally.entity]
            match = _naming(recognizer, matches)
            against = match.against if match else self._lexicon.against(name, recognizer.header)
            candidate = from_values(view, recognizer, tally, match, against)
            if candidate is not None and not _is_named_otherwise(candidate, matches):
                found.append(_specific(candidate, match))
        shown = {c.entity for c in found}
        settled = any(c.named and c.kind is Kind.UNIFORM for c in found)
        for match in matches:
            entity = match.rule.entity
            if (entity in shown and entity is not None) or (entity is not None and settled):
                continue
            if any(_related(c.category, match.rule.category) and c.named for c in found):
                continue
            candidate = from_name(view, match, self._recognizers[entity] if entity else None)
            if candidate is not None:
                found.append(candidate)
        return found


def _in_context(match: Match, owner: str | None) -> Match:
    """A vague word over an organisation's column (`naimenovanie`) is clear enough for the organisation's data."""
    if match.weak and owner == ORGANISATION and match.rule.category.startswith("org."):
        return replace(match, weak=False)
    return match


def _is_named_otherwise(candidate: Candidate, matches: Sequence[Match]) -> bool:
    """Names of children are children's data: the column's name says more than that its values are names."""
    return not candidate.named and any("name" in m.rule.forms and not m.weak and not m.against for m in matches)


def _naming(recognizer: Recognizer, matches: Sequence[Match]) -> Match | None:
    """The match that announces this entity: its own, or one of a category above or below its own."""
    own = [m for m in matches if m.rule.entity == recognizer.entity]
    kin = [m for m in matches if _related(m.rule.category, recognizer.category)]
    return next(iter([*own, *sorted(kin, key=lambda m: m.weak)]), None)


def _specific(candidate: Candidate, match: Match | None) -> Candidate:
    """The name may say more than the values: an address, and that it is the registered one."""
    if match is None or not match.rule.category.startswith(candidate.category + "."):
        return candidate
    return _as(candidate, match.rule.category)


def _as(candidate: Candidate, category: str) -> Candidate:
    return replace(candidate, category=category)


def _related(one: str, other: str) -> bool:
    return one == other or one.startswith(other + ".") or other.startswith(one + ".")


def _organised(candidates: Sequence[Candidate], owner: str | None) -> list[Candidate]:
    if owner == PREMISES:
        return [c for c in candidates if not any(_related(c.category, own) for own in OF_ORGANISATION)]
    if owner != ORGANISATION:
        return list(candidates)
    return [
        next((_as(c, org) for own, org in OF_ORGANISATION.items() if _related(c.category, own)), c) for c in candidates
    ]


def _ranked(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Worth reporting, one for each category, the strongest first."""
    best: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: (-c.odds, c.category, c.entity or "")):
        if candidate.score >= REPORT and candidate.category is not None:
            best.setdefault(candidate.category, candidate)
    return list(best.values())


def _subject(owner: str | None, ranked: Sequence[Candidate]) -> str:
    """Whose data: a person's number in a company's table belongs to a sole proprietor, a name to its representative."""
    if owner is None or owner == PREMISES:
        return CUSTOMER
    if owner != ORGANISATION:
        return owner
    return "sole_proprietor" if any(c.category == "identity.iin" for c in ranked) else "representative"


def _detection(candidate: Candidate, column: ColumnProfile, coverage: Coverage) -> Detection:
    values = column.rows - column.nulls - column.absent
    share = candidate.count / values if values else 0.0
    exact = coverage.method is SamplingMethod.FULL and not candidate.estimated
    low, high = (
        (share, share)
        if exact
        else wilson(round(share * _behind(candidate, column, values)), _behind(candidate, column, values))
    )
    score = candidate.score
    return Detection(
        category=candidate.category,
        entity=candidate.entity,
        count=candidate.count,
        share=round(share, 6),
        share_ci95=(round(low, 6), round(high, 6)),
        confidence=Confidence.HIGH if score >= HIGH else Confidence.MEDIUM if score >= MEDIUM else Confidence.LOW,
        score=round(score, 6),
        evidence=tuple(sorted(candidate.evidence, key=lambda e: -abs(e.weight))),
    )


def _behind(candidate: Candidate, column: ColumnProfile, values: int) -> int:
    """How many independent draws the share rests on."""
    return min(values, column.sampled) if candidate.estimated else values


def _upper_bound(column: ColumnProfile, coverage: Coverage) -> float | None:
    if coverage.method is SamplingMethod.FULL:
        return 0.0
    if coverage.method is SamplingMethod.RANDOM and column.rows:
        return round(min(1.0, RULE_OF_THREE / column.rows), 6)
    return None

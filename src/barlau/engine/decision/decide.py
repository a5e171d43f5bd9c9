"""From an object's profile to the decision what each of its columns holds, and whose data they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from barlau.engine.decision import subject
from barlau.engine.decision.alternates import alternates
from barlau.engine.decision.by_name import from_name
from barlau.engine.decision.by_values import from_values
from barlau.engine.decision.candidate import REPORT, Candidate, View
from barlau.engine.decision.chance import RULE_OF_THREE, wilson
from barlau.engine.decision.lexicon import Lexicon, Match
from barlau.engine.decision.owner import is_peopled, organised, related, shown
from barlau.engine.decision.phrases import Clarity
from barlau.engine.decision.spelling import spelled
from barlau.model.profile import ColumnProfile, ObjectProfile
from barlau.model.reading import Coverage, SamplingMethod
from barlau.model.recognizer import NOBODY, ORGANISATION, PREMISES, Pack, Recognizer
from barlau.model.report import ColumnResult, Confidence, Detection, Kind

ABOUT = (
    ("org", ORGANISATION),
    ("career", subject.EMPLOYEE),
    ("career", subject.THIRD_PARTY),
    ("family", subject.THIRD_PARTY),
    ("consent", subject.CUSTOMER),
)
"""What everyday words mean in a table of such: `title` of a company, `position` of staff, `relation` of a guarantor."""
OF_PEOPLE = ("document", "finance")
"""Groups of which several words are clear in a register of people: `issue date`, `payment amount`."""
LETTERS = "comms.support"
PICTURES, COPIES = "media", "document.copy"
OWN_NUMBER = "internal.subject_id"
NAME, COMPANY, BUSINESSES = "identity.name", "org.name", ("org.name", "career.business")
HIGH, MEDIUM = 0.9, 0.6
NEARLY_ALL = 0.9


class Decider:
    """Decides objects one after another with one pack; holds nothing of them."""

    def __init__(self, pack: Pack) -> None:
        self._lexicon = Lexicon.of(pack)
        self._recognizers = {r.entity: r for r in pack.recognizers}

    def decide(self, profile: ObjectProfile) -> list[ColumnResult]:
        """Decide every column of one object."""
        table = subject.of_table(profile, self._lexicon)
        alone = [self._column(profile, column, table, frozenset()) for column in profile.columns]
        if table and table.subject == ORGANISATION and subject.lists_clients(self._lexicon, alone):
            table = None
            alone = [self._column(profile, column, table, frozenset()) for column in profile.columns]
        groups = Counter(group for result in alone for group in _groups(result))
        if not groups:
            return alone
        owners = [table, *(self._lexicon.subjects.whose(column.column.full_name) for column in profile.columns)]
        peopled = is_peopled((owner[0] for owner in owners if owner), alone)
        decided = [
            self._column(profile, column, table, frozenset((groups - Counter(_groups(result))).keys()), peopled=peopled)
            for column, result in zip(profile.columns, alone, strict=True)
        ]
        return subject.with_neighbours(decided, self._lexicon, table)

    def _column(
        self,
        profile: ObjectProfile,
        column: ColumnProfile,
        table: subject.Named | None,
        groups: frozenset[str],
        *,
        peopled: bool = True,
    ) -> ColumnResult:
        """Decide one column; `groups` are the top-level categories that other columns of the object hold."""
        name = column.column.full_name
        itself = self._itself(name, profile.object.name)
        owner = subject.owner(itself, table)
        view = View.of(column)
        candidates = organised(self._candidates(view, name, profile.object.name, owner, groups), owner)
        candidates = candidates if peopled else shown(candidates)
        ranked = _ranked(candidates, groups)
        whose = subject.subject(itself, table, ranked)
        result = ColumnResult(
            source=profile.object.source,
            object=profile.object.name,
            column=column.column,
            rows=column.rows,
            nulls=column.nulls,
            distinct=column.distinct,
            kind=ranked[0].kind if ranked else Kind.NONE,
            subject=whose,
            detections=tuple(_detection(c, column, profile.coverage) for c in ranked),
            upper_bound_95=None if ranked else _upper_bound(column, profile.coverage),
            subject_evidence=tuple(subject.evidence(itself, table, whose)),
            alternates=alternates(view, candidates, ranked, self._lexicon.matches(name), self._recognizers),
        )
        return spelled(result)

    def _itself(self, name: str, table: str) -> subject.Named | None:
        """Whose data the column's name says they are; a company or place in words that call something else is none."""
        named = subject.named(self._lexicon.subjects.whose(name), "whose.column")
        if named is None or named.subject not in (ORGANISATION, PREMISES):
            return named
        clear = [m for m in self._lexicon.matches(name, table) if m.size > 1 and not m.weak and m.against is None]
        words = set(named.by.split("_"))
        inside = any(_group(m.rule.category) != "org" and words <= set(m.word.split("_")) for m in clear)
        return None if inside else named  # `страховая компания` of a client is whom he is insured with

    def _candidates(
        self, view: View, name: str, table: str, owner: str | None, groups: frozenset[str]
    ) -> list[Candidate]:
        named = self._lexicon.matches(name, table)
        register = self._lexicon.subjects.is_register(table)
        known = (_in_context(match, owner, groups, register=register) for match in named)
        matches = [match for match in known if match.clarity is not Clarity.NEARBY]
        letters = [match for match in named if match.rule.category == LETTERS and match.against is None]
        by_table = {match.rule.category for match in named if match.clarity is Clarity.NEARBY}
        found: list[Candidate] = []
        for tally in view.profile.tallies:
            recognizer = self._recognizers[tally.entity]
            match = _naming(recognizer, matches)
            against = match.against if match else self._lexicon.against(name, recognizer.header)
            candidate = from_values(view, recognizer, tally, match, against)
            if candidate is not None and not _is_named_otherwise(candidate, matches):
                found.append(_specific(candidate, match))
        noted = any(c.kind in (Kind.FREE_TEXT, Kind.SPARSE) for c in found)
        if noted:
            matches += [m for m in letters if m not in matches]  # a comment in which people are written about
        shown = {c.entity for c in found}
        uniform = [c for c in found if c.kind is Kind.UNIFORM]
        settled = any(c.named for c in uniform)
        for match in matches:
            entity = match.rule.entity
            if entity is not None and (entity in shown or settled):
                continue
            if (settled and match.rule.category in by_table) or _says_less(match, uniform, view):
                continue
            if _is_picture(match) and (owner in NOBODY or (match.partial and owner is None)):
                continue  # `hall_photo`: things are photographed more often than people
            if any(related(c.category, match.rule.category) and c.named for c in found):
                continue
            candidate = from_name(view, match, self._recognizers[entity] if entity else None)
            if candidate is not None:
                found.append(replace(candidate, kind=Kind.FREE_TEXT) if match in letters and noted else candidate)
        return found


def _is_picture(match: Match) -> bool:
    return (match.partial or match.weak) and _group(match.rule.category) == PICTURES


def _says_less(match: Match, uniform: Sequence[Candidate], view: View) -> bool:
    """Whether what all values are says more.

    More than a part of the name, than `номер абонента` where phones stand, than `head_of_company` over full names.
    """
    if match.rule.category in BUSINESSES:
        full = view.facts.get("spaced", 0.0) >= NEARLY_ALL
        return full and any(c.category == NAME and c.score >= REPORT for c in uniform)
    own_number = match.rule.category == OWN_NUMBER and any(c.score >= REPORT for c in uniform)
    return own_number or (match.partial and bool(uniform))


def _in_context(match: Match, owner: str | None, groups: frozenset[str], *, register: bool) -> Match:
    """What is vague alone may be clear in its table: `naimenovanie` of a dealer, `model` beside a plate.

    In a `register` of people a date of issue is their document's, and a payment theirs.
    """
    group = _group(match.rule.category)
    own = register and match.size > 1 and group in OF_PEOPLE
    near = group in groups and match.rule.category != COMPANY  # a bare name is the row's own, whoever supplied it
    clear = near or (group, owner) in ABOUT or own
    vague = match.clarity is Clarity.NEARBY
    if group == "document":
        # papers are a person's beside a person; those of a ledger have numbers, dates and kinds too
        of_person = "identity" in groups or owner not in (None, *NOBODY)
        numbered = match.rule.entity is not None and match.size > 1
        copied = match.rule.category == COPIES
        vague, clear = vague or numbered, of_person and (clear or numbered or copied)
    return replace(match, clarity=Clarity.CLEAR) if clear and vague else match


def _group(category: str | None) -> str:
    return (category or "").partition(".")[0]


def _groups(result: ColumnResult) -> set[str]:
    return {_group(detection.category) for detection in result.detections}


def _is_named_otherwise(candidate: Candidate, matches: Sequence[Match]) -> bool:
    """Names of children are children's data: the column's name says more than that its values are names."""
    return not candidate.named and any("name" in m.rule.forms and not m.weak and not m.against for m in matches)


def _naming(recognizer: Recognizer, matches: Sequence[Match]) -> Match | None:
    """The match that announces this entity: its own, or one of a category above or below its own."""
    own = [m for m in matches if m.rule.entity == recognizer.entity]
    kin = [m for m in matches if related(m.rule.category, recognizer.category)]
    found = [*own, *sorted(kin, key=lambda m: m.weak)]
    return next((m for m in found if m.against is None), next(iter(found), None))


def _specific(candidate: Candidate, match: Match | None) -> Candidate:
    """The name may say more than the values: an address, and that it is the registered one."""
    wider, narrower = candidate.category, match.rule.category if match else None
    if wider is None or narrower is None or not narrower.startswith(wider + "."):
        return candidate
    return replace(candidate, category=narrower)


def _ranked(candidates: Sequence[Candidate], groups: frozenset[str]) -> list[Candidate]:
    """Worth reporting, one for each category, the strongest first; of equals, what other columns hold too."""
    best: dict[str | None, Candidate] = {}
    whole = (Kind.UNIFORM, Kind.MIXED, Kind.HEADER_ONLY)
    for candidate in sorted(
        candidates,
        key=lambda c: (
            c.seen and c.kind not in whole,
            -c.odds,
            _group(c.category) not in groups,
            c.category or "",
            c.entity or "",
        ),
    ):
        if candidate.score >= REPORT:
            best.setdefault(candidate.category, candidate)
    found = list(best.items())
    if found and found[0][0] is None:
        return []  # a code that says nothing about anybody explains the column best
    return [candidate for category, candidate in found if category is not None]


def _detection(candidate: Candidate, column: ColumnProfile, coverage: Coverage) -> Detection:
    values = column.rows - column.nulls - column.absent
    share = candidate.count / values if values else 0.0
    exact = coverage.method is SamplingMethod.FULL and not candidate.estimated
    low, high = (
        (share, share)
        if exact
        else wilson(round(share * _behind(candidate, column, values)), _behind(candidate, column, values))
    )
    score = round(candidate.score, 6)
    assert candidate.category is not None  # noqa: S101  (left out by `_ranked`)
    return Detection(
        category=candidate.category,
        entity=candidate.entity,
        count=candidate.count,
        share=round(share, 6),
        share_ci95=(round(low, 6), round(high, 6)),
        confidence=Confidence.HIGH if score >= HIGH else Confidence.MEDIUM if score >= MEDIUM else Confidence.LOW,
        score=score,
        evidence=tuple(sorted(candidate.evidence, key=lambda e: -abs(e.weight))),
    )


def _behind(candidate: Candidate, column: ColumnProfile, values: int) -> int:
    """How many independent draws the share rests on."""
    return min(values, column.judged) if candidate.estimated else values


def _upper_bound(column: ColumnProfile, coverage: Coverage) -> float | None:
    if coverage.method is SamplingMethod.FULL:
        return 0.0
    if coverage.method is SamplingMethod.RANDOM and column.rows:
        return round(min(1.0, RULE_OF_THREE / column.rows), 6)
    return None

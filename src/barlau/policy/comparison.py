"""Sets what was found against what a policy declares: verdicts, findings, what became of each declaration."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import NamedTuple

from barlau import taxonomy
from barlau.model.policy import Context, Declaration, DeclarationStatus, Policy, Verdict
from barlau.model.report import (
    ColumnResult,
    ColumnVerdict,
    Confidence,
    Detection,
    Finding,
    Level,
    Location,
    Message,
    PolicyResult,
)
from barlau.policy.contexts import Contexts
from barlau.policy.verdicts import Answer, answer, places
from barlau.policy.wording import message
from barlau.taxonomy import rules

PROHIBITED = ("finance.card.cvv",)
"""Categories that nobody may keep: PCI DSS 4.0, requirement 3.3.1 (sensitive authentication data)."""
WORDS = ("anonymised", "third_party")
"""Words of policies: no column is recognised as one, so a scan cannot tell whether they are kept."""


GRAVITY = (
    Verdict.NOT_PERSONAL,
    Verdict.DECLARED,
    Verdict.VAGUE,
    Verdict.IMPLIED,
    Verdict.AMBIGUOUS,
    Verdict.CATCH_ALL,
    Verdict.WRONG_PURPOSE,
    Verdict.WRONG_SOURCE,
    Verdict.OTHER_SUBJECT,
    Verdict.UNDECLARED,
    Verdict.DENIED,
)
"""From the lightest to the gravest."""


class Comparison(NamedTuple):
    """Columns with this policy's verdicts added, and what follows from them."""

    columns: tuple[ColumnResult, ...]
    policy_results: tuple[PolicyResult, ...]
    findings: tuple[Finding, ...]


def compare(
    columns: Sequence[ColumnResult],
    policy: Policy,
    *,
    contexts: Callable[[ColumnResult, str], Sequence[Context]] | None = None,
    elsewhere: Callable[[ColumnResult], Collection[str]] = lambda _: (),
    complete: bool,
    recognised: Collection[str] = (),
) -> Comparison:
    """Judge every detection by one policy.

    `contexts` (`Contexts.of`) tell whose data a category in a column is, from whom and for what; without them names do.
    Where several hold, the gravest verdict counts. `elsewhere` tells whom the other policies of a column's source
    address: a policy that does not speak of these people gives no verdict on their data.
    `complete` says that everything was read in full: only then may a category be called not found.
    `recognised` names the categories that a scan can find at all; empty means all of them.
    Findings come sorted by place, then rule and category.
    """
    known = contexts or Contexts(policy).of
    ruling = cache(partial(answer, policy))
    judged: list[ColumnResult] = []
    findings: list[Finding] = []
    for column in columns:
        verdicts: list[ColumnVerdict] = []
        for detection in strongest(column):
            answers = [(c, ruling(detection.category, c)) for c in known(column, detection.category)]
            context, ruled = _gravest(answers, elsewhere(column))
            if ruled.verdict is not None:
                verdicts.append(ColumnVerdict(detection.category, ruled.verdict, policy.id, ruled.refs, context))
                sentence = message(policy, detection.category, context, ruled)
                findings += _finding(column, detection, verdicts[-1], sentence)
        judged.append(replace(column, verdicts=(*column.verdicts, *verdicts)))
    results = _results(judged, policy, complete=complete, recognised=recognised)
    findings += [_not_found(result, policy) for result in results if _is_missing(result)]
    return Comparison(tuple(judged), tuple(results), in_order(findings))


def prohibited(columns: Iterable[ColumnResult]) -> tuple[Finding, ...]:
    """Findings of data that must not be kept whatever a policy says, or without any policy."""
    rule = rules.load().rules["prohibited"]
    return in_order(
        Finding(
            fingerprint(rule.id, detection.category, location_of(column)),
            rule.id,
            _softened(rule.level, detection.confidence),
            None,
            detection.category,
            detection.confidence,
            location_of(column),
            _message(rule.id, category=detection.category),
        )
        for column in columns
        for detection in strongest(column)
        if detection.category in PROHIBITED
    )


def fingerprint(rule: str, category: str, location: Location) -> str:
    """32 hex digits that stay the same while rule, place and category do, whatever the data."""
    parts = (rule, location.source, location.object, location.column or "", location.path or "", category)
    text = "|".join(part.replace("\\", "\\\\").replace("|", "\\|") for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By place, then rule, category and policy; findings without a place come last."""
    return tuple(sorted(findings, key=_order))


def _order(finding: Finding) -> tuple[object, ...]:
    at = finding.location
    place = (at.source, at.object, at.column or "", at.path or "") if at else ()
    return at is None, place, finding.rule, finding.category, finding.policy or ""


def strongest(column: ColumnResult) -> list[Detection]:
    """One detection of each category: the first, for they come strongest first."""
    first: dict[str, Detection] = {}
    for detection in column.detections:
        first.setdefault(detection.category, detection)
    return list(first.values())


def _gravest(answers: Iterable[tuple[Context, Answer]], others: Collection[str]) -> tuple[Context, Answer]:
    """The gravest answer, without those about people of whom other policies speak and this one does not."""
    due = [(c, ruled) for c, ruled in answers if ruled.verdict is not Verdict.OTHER_SUBJECT or c.subject not in others]
    return max(due, key=lambda pair: _gravity(pair[1]), default=(Context(), Answer(None)))


def _gravity(ruled: Answer) -> int:
    return -1 if ruled.verdict is None else GRAVITY.index(ruled.verdict)


def _finding(column: ColumnResult, detection: Detection, ruled: ColumnVerdict, said: Message | None) -> list[Finding]:
    rule = rules.load().rules.get(ruled.verdict.replace("_", "-"))
    if rule is None or said is None:  # `declared` and `not_personal` break no rule
        return []
    if detection.category in PROHIBITED and ruled.verdict not in (Verdict.UNDECLARED, Verdict.DENIED):
        return []  # `prohibited` says more, once; the verdict stands on the column
    sure = detection.confidence is Confidence.HIGH
    level = Level.WARNING if ruled.verdict is Verdict.UNDECLARED and not sure else rule.level
    return [
        Finding(
            fingerprint(rule.id, detection.category, location_of(column)),
            rule.id,
            _softened(level, detection.confidence),
            ruled.verdict,
            detection.category,
            Confidence.MEDIUM if sure and _is_guess(ruled) else detection.confidence,
            location_of(column),
            said,
            ruled.policy,
            ruled.refs,
        )
    ]


def _is_guess(ruled: ColumnVerdict) -> bool:
    """Whether the verdict hangs on a provider or purpose that names alone tell: sure data make it no surer."""
    on = {Verdict.WRONG_SOURCE: "collected_from", Verdict.WRONG_PURPOSE: "purposes"}.get(ruled.verdict)
    return ruled.context is not None and on in ruled.context.inferred


def _softened(level: Level, confidence: Confidence) -> Level:
    """No error stands on a low confidence."""
    return Level.WARNING if level is Level.ERROR and confidence is Confidence.LOW else level


def _results(
    columns: Sequence[ColumnResult], policy: Policy, *, complete: bool, recognised: Collection[str]
) -> list[PolicyResult]:
    """One for each category and status that the policy states, by category."""
    held: dict[str, set[Location]] = {}
    for column in columns:
        for detection in column.detections:
            for key in taxonomy.lineage(detection.category):
                held.setdefault(key, set()).add(location_of(column))
    findable = {key for category in recognised for key in taxonomy.lineage(category)}
    stated = {(said.category, said.status) for said in policy.declarations if said.category != "catch_all"}
    out: list[PolicyResult] = []
    for category, status in sorted(stated):
        holding = sorted(held.get(category, ()), key=_place)
        visible = category not in WORDS and (not recognised or category in findable)
        found = "found" if holding else "not_found" if complete and visible else "unverifiable"
        out.append(PolicyResult(policy.id, category, status, found, tuple(holding)))
    return out


def _place(location: Location) -> tuple[str, str, str, str]:
    return location.source, location.object, location.column or "", location.path or ""


def _is_missing(result: PolicyResult) -> bool:
    return result.status is DeclarationStatus.DECLARED and result.found == "not_found"


def _not_found(result: PolicyResult, policy: Policy) -> Finding:
    rule = rules.load().rules["declared-not-found"]
    said = [d for d in policy.declarations if _matches(d, result)]
    return Finding(
        # the policy is the object of a finding that has no place in the data
        fingerprint(rule.id, result.category, Location("policy", policy.id)),
        rule.id,
        rule.level,
        None,
        result.category,
        Confidence.MEDIUM,  # recognizers can miss a category even in a complete scan
        None,
        _message(rule.id, category=result.category, policy=policy.id),
        policy.id,
        places(said),
    )


def _matches(said: Declaration, result: PolicyResult) -> bool:
    return (said.category, said.status) == (result.category, result.status)


def location_of(column: ColumnResult) -> Location:
    """Where a finding about a column is."""
    return Location(column.source, column.object, column.column.name, column.column.path)


def _message(rule: str, **gaps: str) -> Message:
    return Message(f"rule.{rule}.message", tuple((gap, str(value)) for gap, value in gaps.items()))

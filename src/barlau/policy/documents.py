"""Where the texts of an operator differ: public policy, consent text, approved list (`list-gap`); languages.

Law No. 94-V of Kazakhstan, article 25: the operator approves a list of the personal data that are necessary and
sufficient for its tasks. What people read in the policy and consent to should be the same data.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from barlau import taxonomy
from barlau.model.policy import Context, Declaration, DeclarationStatus, Policy, Ref, Verdict
from barlau.model.report import ColumnResult, Confidence, Finding, Level, Location, Message
from barlau.policy.comparison import fingerprint, location_of, strongest
from barlau.policy.verdicts import answer, places, spoken
from barlau.taxonomy import rules

APPROVED_LIST, CONSENT, POLICY = "approved_list", "consent", "policy"
KINDS = (POLICY, CONSENT, APPROVED_LIST)
NAMING = (DeclarationStatus.DECLARED, DeclarationStatus.VAGUE)
"""How a text names data that are collected; a catch-all names nothing."""
COVERING = (Verdict.DECLARED, Verdict.VAGUE, Verdict.WRONG_SOURCE, Verdict.WRONG_PURPOSE, Verdict.NOT_PERSONAL)
"""Verdicts of the approved list alone under which it has the category for these people."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A category that some of the texts name and others lack."""

    category: str
    named: tuple[str, ...]
    """Kinds of documents, as in `KINDS`."""
    lacking: tuple[str, ...]
    said: tuple[Declaration, ...]

    @property
    def args(self) -> tuple[tuple[str, str], ...]:
        """What stands in the gaps of its sentence."""
        return ("category", self.category), ("named", ", ".join(self.named)), ("lacking", ", ".join(self.lacking))


def gaps(policy: Policy) -> list[Gap]:
    """The categories on which the texts differ, by category.

    An umbrella or a parent in one text covers what another names below it. A consent has to name only what is kept
    by consent. Where a parent is a gap, its children are none beside it.
    """
    kinds = [kind for kind in KINDS if any(document.kind == kind for document in policy.documents)]
    named = {kind: _named(policy, kind) for kind in kinds}
    found: dict[str, Gap] = {}
    for category in sorted({category for categories in named.values() for category in categories}):
        said = tuple(d for d in policy.declarations if d.category == category and d.status in NAMING)
        there = tuple(kind for kind in kinds if category in named[kind])
        lacking = tuple(kind for kind in kinds if not _covers(named[kind], category))
        if CONSENT in lacking and not any(_by_consent(policy, d) for d in said):
            lacking = tuple(kind for kind in lacking if kind != CONSENT)
        above = (found.get(key) for key in taxonomy.lineage(category))
        if lacking and not any(gap and set(lacking) <= set(gap.lacking) for gap in above):
            found[category] = Gap(category, there, lacking, said)
    return list(found.values())


def _named(policy: Policy, kind: str) -> frozenset[str]:
    documents = {document.id for document in policy.documents if document.kind == kind}
    return frozenset(d.category for d in policy.declarations if d.status in NAMING and _stands_in(d, documents))


def _stands_in(said: Declaration, documents: Collection[str]) -> bool:
    return any(ref.document in documents for ref in said.refs)


def _covers(named: Collection[str], category: str) -> bool:
    below = any(category in taxonomy.lineage(other) for other in named)
    return below or any(key in named for key in taxonomy.lineage(category))


def _by_consent(policy: Policy, said: Declaration) -> bool:
    return any(
        "consent" in purpose.legal_basis
        for purpose in policy.purposes
        if not said.purposes or purpose.id in said.purposes
    )


def list_gaps(
    columns: Sequence[ColumnResult], policy: Policy, contexts: Callable[[ColumnResult, str], Sequence[Context]]
) -> Iterator[Finding]:
    """One finding for each category on which the texts differ, one for each column that the approved list lacks."""
    rule = rules.load().rules["list-gap"]
    for gap in gaps(policy):
        message = Message(f"rule.{rule.id}.message", (*gap.args, ("policy", policy.id)))
        yield _of_texts(rule.id, policy, gap.category, message, places(gap.said))
    listed = _only(policy, APPROVED_LIST)
    if listed is None:
        return
    for column in columns:
        for detection in strongest(column):
            answers = (answer(listed, detection.category, c).verdict for c in contexts(column, detection.category))
            if any(verdict is not None and verdict not in COVERING for verdict in answers):
                yield Finding(
                    fingerprint(rule.id, detection.category, location_of(column)),
                    rule.id,
                    Level.NOTE if detection.confidence is Confidence.LOW else rule.level,
                    None,
                    detection.category,
                    detection.confidence,
                    location_of(column),
                    Message(f"rule.{rule.id}.stored", (("category", detection.category), ("policy", policy.id))),
                    policy.id,
                )


def _only(policy: Policy, kind: str) -> Policy | None:
    """What the documents of one kind say alone; None without any."""
    documents = tuple(document for document in policy.documents if document.kind == kind)
    names = {document.id for document in documents}
    if not documents:
        return None
    said = tuple(d for d in policy.declarations if _stands_in(d, names))
    return replace(policy, documents=documents, declarations=said, prevailing_language=None)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A category that the language versions state differently."""

    category: str
    stated: tuple[tuple[str, tuple[str, ...]], ...]
    """For each language, sorted, the statuses there; empty where nothing covers the category."""
    said: tuple[Declaration, ...]
    in_parts: tuple[str, ...] = ()
    """Languages in which nothing covers it as a whole but something below it is stated."""

    @property
    def lacking(self) -> tuple[str, ...]:
        """Languages that say nothing of it."""
        return tuple(language for language, said in self.stated if not said and language not in self.in_parts)


def disagreements(policy: Policy) -> list[Disagreement]:
    """The categories whose status differs from one language version to another, by category.

    A version states a category itself or, where it is silent, by its nearest parent. Where a parent differs in the
    same way, its children are not told beside it.
    """
    languages = sorted({document.language for document in policy.documents})
    by_language = {
        language: [d for d in policy.declarations if language in spoken(policy, d)] for language in languages
    }
    found: dict[str, Disagreement] = {}
    for category in sorted({said.category for said in policy.declarations}):
        stated = tuple((language, _stated(by_language[language], category)) for language in languages)
        above = (found.get(key) for key in taxonomy.lineage(category))
        if len({statuses for _, statuses in stated}) > 1 and not any(one and one.stated == stated for one in above):
            said = tuple(d for d in policy.declarations if d.category == category)
            parts = (language for language in languages if _in_parts(by_language[language], category))
            found[category] = Disagreement(category, stated, said, tuple(parts))
    return list(found.values())


def _stated(said: Iterable[Declaration], category: str) -> tuple[str, ...]:
    said = list(said)
    for key in taxonomy.lineage(category):
        statuses = {d.status for d in said if d.category == key and (key == category or d.status in NAMING)}
        if statuses:
            return tuple(sorted(status.value for status in statuses))
    return ()


def _in_parts(said: Iterable[Declaration], category: str) -> bool:
    return any(d.status in NAMING and category in taxonomy.lineage(d.category) for d in said)


def languages_disagree(policy: Policy) -> Iterator[Finding]:
    """One finding for each such category; only a note where a language prevails and so decides."""
    rule = rules.load().rules["languages-disagree"]
    prevails = policy.prevailing_language
    for one in disagreements(policy):
        args = [("category", one.category), ("policy", policy.id)]
        if one.lacking:
            key, named = "message", [language for language, statuses in one.stated if statuses]
            args += [("named", ", ".join(named)), ("lacking", ", ".join(one.lacking))]
        else:
            key = "otherwise"
        if prevails:
            key, args = f"{key}_prevails", [*args, ("prevails", prevails)]
        message = Message(f"rule.{rule.id}.{key}", tuple(args))
        yield _of_texts(
            rule.id, policy, one.category, message, places(one.said), Level.NOTE if prevails else rule.level
        )


def _of_texts(
    rule: str, policy: Policy, category: str, message: Message, refs: tuple[Ref, ...], level: Level | None = None
) -> Finding:
    # the policy is the object of a finding that has no place in the data
    return Finding(
        fingerprint(rule, category, Location("policy", policy.id)),
        rule,
        level or rules.load().rules[rule].level,
        None,
        category,
        Confidence.HIGH,
        None,
        message,
        policy.id,
        refs,
    )

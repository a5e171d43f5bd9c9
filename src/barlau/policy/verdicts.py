"""What a policy says of one category that was found: a verdict, and the declarations it rests on.

First match wins:

| verdict         | when                                                                                     |
|-----------------|------------------------------------------------------------------------------------------|
| `denied`        | the category or an ancestor is denied; this beats a more specific declaration too        |
| `declared`      | the category or its nearest ancestor is declared                                         |
| `vague`         | … is covered by an umbrella word (what is said of a whole group is one)                  |
| `not_personal`  | … is excluded as organisation data (`org.*`; to exclude other data only mentions them)   |
| `wrong_source`  | … is stated for these people, but not from this provider                                 |
| `wrong_purpose` | … and from this provider, but for no purpose of these data                               |
| `other_subject` | … is stated, but nowhere for these people                                                |
| `implied`       | the category itself is mentioned; a mention covers no child                              |
| `catch_all`     | a catch-all clause exists, and the policy addresses these people                         |
| `other_subject` | nothing, and the policy does not address these people                                    |
| `undeclared`    | nothing, and it addresses them                                                           |
| no verdict      | nothing, and no personal data by law (`org.*`); always for `anonymised` and `catch_all`  |

`ambiguous` comes before all of them when one language version declares the category (or covers it by an
umbrella word), another says something else and none prevails; or when one section declares organisation data
and another excludes them.

Nearest ancestor: a level of the taxonomy on which nothing is said of these people is passed over. When the
nearest one fails on provider or purpose, a declared ancestor that does reach still declares its child; an
umbrella word does not ('vehicle data' for contracts does not free the colour that is declared for profiling
only). For a third person's data the bare phrase 'data of third persons' (`third_party`) stands above every
category, as an umbrella word or as a denial.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from barlau import taxonomy
from barlau.model.policy import Context, Declaration, DeclarationStatus, Policy, Ref, Verdict
from barlau.policy.reach import THIRD_PARTY, Reach

WORDS = ("anonymised", "catch_all")
"""Categories that policies speak of and no column is."""

Levels = Sequence[Sequence[Declaration]]
"""The declarations at the category itself, at its parent, and so on."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict, or None where the policy need not speak, and the declarations behind it."""

    verdict: Verdict | None
    because: tuple[Declaration, ...] = ()

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The places of the text that it rests on."""
        return places(self.because)


def places(said: Iterable[Declaration]) -> tuple[Ref, ...]:
    """Where declarations stand in the text, each place once."""
    return tuple(dict.fromkeys(ref for declaration in said for ref in declaration.refs))


def verdict(policy: Policy, category: str, context: Context) -> tuple[Verdict, tuple[Ref, ...]] | None:
    """The verdict and the places of the text it rests on; None: no verdict is due."""
    answered = answer(policy, category, context)
    return None if answered.verdict is None else (answered.verdict, answered.refs)


def answer(policy: Policy, category: str, context: Context) -> Answer:
    """The verdict with the declarations behind it: for `wrong_*` and `other_subject`, those that miss this context."""
    if category in WORDS:
        return Answer(None)
    answers = [_answer(policy, said, category, context) for said in _versions(policy)]
    heard = [one for one in answers if one.verdict]
    verdicts = {one.verdict for one in heard}
    because = tuple(dict.fromkeys(said for one in heard for said in one.because))
    if len(verdicts) == 1:
        return Answer(verdicts.pop(), because)
    if verdicts & {Verdict.DECLARED, Verdict.VAGUE, Verdict.AMBIGUOUS}:
        return Answer(Verdict.AMBIGUOUS, because)
    return _answer(policy, policy.declarations, category, context)


def _versions(policy: Policy) -> list[list[Declaration]]:
    """The declarations of each language version, or of the one that prevails."""
    languages = sorted({document.language for document in policy.documents})
    if policy.prevailing_language in languages:
        languages = [policy.prevailing_language]
    return [[said for said in policy.declarations if language in spoken(policy, said)] for language in languages]


def spoken(policy: Policy, declaration: Declaration) -> frozenset[str]:
    """The languages a declaration stands in; one without a consent of its own shares that of another."""
    documents = {document.id: document for document in policy.documents}
    every = frozenset(document.language for document in policy.documents)
    out: frozenset[str] = frozenset()
    for ref in declaration.refs:
        if (named := documents.get(ref.document)) is not None:
            of_kind = {other.language for other in policy.documents if other.kind == named.kind}
            out |= {named.language} | (every - of_kind)
    return out or every


def _answer(policy: Policy, said: Iterable[Declaration], category: str, context: Context) -> Answer:
    reach = Reach(policy, context, personal=taxonomy.load().is_personal(category))
    said = tuple(said)
    levels = _levels(said, category, reach)
    return (
        _denial(levels, reach)
        or _statement(levels, reach)
        or _mention(levels[0], reach)
        or _clause([*levels, _at(said, "catch_all")], reach)
        or _silence(reach)
    )


def _levels(said: Sequence[Declaration], category: str, reach: Reach) -> Levels:
    keys = list(taxonomy.lineage(category))
    if reach.personal and reach.context.subject == THIRD_PARTY:
        keys.append(THIRD_PARTY)
    return [_at(said, key) for key in keys]


def _at(said: Iterable[Declaration], category: str) -> list[Declaration]:
    return [declaration for declaration in said if declaration.category == category]


def _denial(levels: Levels, reach: Reach) -> Answer | None:
    for level in levels:
        because = tuple(d for d in level if d.status is DeclarationStatus.DENIED and reach.denial(d))
        if because:
            return Answer(Verdict.DENIED, because)
    return None


def _statement(levels: Levels, reach: Reach) -> Answer | None:
    failure = others = None
    for level in levels:
        stated = [said for said in level if _states(said, reach)]
        mine = [said for said in stated if reach.person(said)]
        if not mine:
            others = others or (Answer(Verdict.OTHER_SUBJECT, tuple(stated)) if stated else None)
            continue
        found = _stated(mine, reach)
        if found.verdict is Verdict.DECLARED or (failure is None and not _is_failure(found)):
            return found
        failure = failure or found
    return failure or others


def _states(said: Declaration, reach: Reach) -> bool:
    if said.status is DeclarationStatus.NOT_PERSONAL:
        return not reach.personal
    return said.status in (DeclarationStatus.DECLARED, DeclarationStatus.VAGUE)


def _is_failure(found: Answer) -> bool:
    return found.verdict in (Verdict.WRONG_SOURCE, Verdict.WRONG_PURPOSE)


def _stated(mine: Sequence[Declaration], reach: Reach) -> Answer:
    """The answer of one level, all of whose declarations speak of these people."""
    excluded = [said for said in mine if said.status is DeclarationStatus.NOT_PERSONAL]
    if excluded:
        agreed = len(excluded) == len(mine)
        return Answer(Verdict.NOT_PERSONAL if agreed else Verdict.AMBIGUOUS, tuple(mine))
    from_here = tuple(said for said in mine if reach.provider(said))
    if not from_here:
        return Answer(Verdict.WRONG_SOURCE, tuple(mine))
    for_this = tuple(said for said in from_here if reach.purpose(said))
    if not for_this:
        return Answer(Verdict.WRONG_PURPOSE, from_here)
    declared = tuple(said for said in for_this if not _is_umbrella(said))
    return Answer(Verdict.DECLARED, declared) if declared else Answer(Verdict.VAGUE, for_this)


def _is_umbrella(said: Declaration) -> bool:
    wide = said.category == THIRD_PARTY or taxonomy.load().is_group(said.category)
    return wide or said.status is DeclarationStatus.VAGUE


def _mention(level: Sequence[Declaration], reach: Reach) -> Answer | None:
    statuses = (DeclarationStatus.IMPLIED, DeclarationStatus.NOT_PERSONAL)
    because = tuple(said for said in level if said.status in statuses and reach.person(said))
    return Answer(Verdict.IMPLIED, because) if because else None


def _clause(levels: Levels, reach: Reach) -> Answer | None:
    because = tuple(
        said
        for level in levels
        for said in level
        if said.status is DeclarationStatus.CATCH_ALL
        and reach.person(said)
        and reach.provider(said)
        and reach.purpose(said)
    )
    return Answer(Verdict.CATCH_ALL, because) if because and reach.personal and reach.addressed else None


def _silence(reach: Reach) -> Answer:
    if not reach.personal:
        return Answer(None)
    return Answer(Verdict.UNDECLARED if reach.addressed else Verdict.OTHER_SUBJECT)

"""What a reviewer should look at in a policy file that loads: weak wording, gaps, idle entries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from barlau import taxonomy
from barlau.model.policy import Claim, Declaration, DeclarationStatus, Policy, Purpose, Ref
from barlau.model.report import Level, Message
from barlau.policy.claims.parameters import problems as wrong_parameters
from barlau.policy.documents import gaps
from barlau.policy.loading import REVIEW
from barlau.policy.verdicts import spoken
from barlau.taxonomy import rules
from barlau.yamlfile import Place, YamlFile, dotted


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at; `message.key` is `problem.<id>`."""

    id: str
    level: Level
    line: int | None
    key: str
    """Where in the file, dotted: `declarations[3].category`."""
    message: Message


_Found = tuple[Place, str, dict[str, str]]
LISTS = ("purposes", "declarations", "claims")
"""The lists of a policy file whose lines a draft may propose."""


def check(policy: Policy, file: YamlFile) -> list[Problem]:
    """The problems of a policy that was loaded from this file, by line."""
    known = rules.load().problems
    found = [
        *_whole(policy),
        *_idle(policy),
        *(item for i, said in enumerate(policy.declarations) for item in _declaration(policy, i, said)),
        *(item for i in range(len(policy.claims)) for item in _claim(policy, i)),
        *_sections(policy),
        *_list_gaps(policy),
    ]
    in_file = _in_file(file)
    found = [
        *_awaiting(policy, file),
        *(((*in_file.get(place[:2], place[:2]), *place[2:]), name, gaps) for place, name, gaps in found),
    ]
    problems = [
        Problem(
            name,
            known[name].level,
            file.line(place),
            dotted(place),
            Message(f"problem.{name}", tuple(gaps.items())),
        )
        for place, name, gaps in found
    ]
    return sorted(problems, key=lambda problem: (problem.line or 0, problem.id, problem.message.args))


def _whole(policy: Policy) -> Iterator[_Found]:
    kinds: dict[str, set[str]] = {}
    for document in policy.documents:
        kinds.setdefault(document.kind, set()).add(document.language)
    several = {language for languages in kinds.values() if len(languages) > 1 for language in languages}
    if several and policy.prevailing_language is None:
        yield ("prevailing_language",), "no-prevailing-language", {"languages": _join(several)}
    if not policy.declarations and not policy.proposals.declarations:
        yield ("declarations",), "no-declarations", {}


def _awaiting(policy: Policy, file: YamlFile) -> Iterator[_Found]:
    waiting = [(key, i) for key in LISTS for i, status in enumerate(_statuses(file, key)) if status == "proposed"]
    if waiting:
        yield waiting[0], "awaits-review", {"count": str(len(policy.proposals))}


def _statuses(file: YamlFile, key: str) -> list[object]:
    """The status of each line of a list in the file."""
    data: Any = file.data
    return [entry.get("status") for entry in data.get(key) or ()]


def _in_file(file: YamlFile) -> dict[Place, Place]:
    """Where a reviewed line stands in the file, by its place among the reviewed lines."""
    out: dict[Place, Place] = {}
    for key in LISTS:
        reviewed = [i for i, status in enumerate(_statuses(file, key)) if status not in REVIEW]
        out |= {(key, i): (key, place) for i, place in enumerate(reviewed)}
    return out


def _idle(policy: Policy) -> Iterator[_Found]:
    drafted = policy.proposals
    waiting: list[Purpose | Declaration | Claim] = [*drafted.purposes, *drafted.declarations, *drafted.claims]
    used = {ref.document for _, refs in _references(policy) for ref in refs}
    used |= {ref.document for line in waiting for ref in line.refs}
    for i, document in enumerate(policy.documents):
        if document.id not in used:
            yield ("documents", i), "unused-document", {"document": document.id}
    served = {purpose for said in policy.declarations for purpose in said.purposes}
    if any(not said.purposes for said in policy.declarations):
        return  # such a declaration serves them all
    for i, purpose in enumerate(policy.purposes):
        if purpose.id not in served:
            yield ("purposes", i), "unused-purpose", {"purpose": purpose.id}


def _declaration(policy: Policy, index: int, said: Declaration) -> Iterator[_Found]:
    place: Place = ("declarations", index)
    category = {"category": said.category}
    if said.status is DeclarationStatus.VAGUE:
        yield (*place, "status"), "vague-wording", category
    if said.status is DeclarationStatus.CATCH_ALL:
        yield (*place, "status"), "catch-all-clause", {}
    if said.status is DeclarationStatus.NOT_PERSONAL and taxonomy.load().is_personal(said.category):
        yield (*place, "status"), "personal-data-excluded", category
    if missing := _missing_languages(policy, said):
        yield (*place, "refs"), "one-language", category | {"languages": _join(missing)}
    denial = _denial_above(policy, said)
    if denial is not None:
        yield place, "declared-under-denial", category | {"denied": denial.category}


def _missing_languages(policy: Policy, said: Declaration) -> set[str]:
    """Versions without this category; another declaration of it with the same status may stand there."""
    if policy.prevailing_language is not None:
        return set()
    same = [d for d in policy.declarations if (d.category, d.status) == (said.category, said.status)]
    every = {document.language for document in policy.documents}
    return every.difference(*(spoken(policy, d) for d in same))


def _denial_above(policy: Policy, said: Declaration) -> Declaration | None:
    if said.status not in (DeclarationStatus.DECLARED, DeclarationStatus.VAGUE):
        return None
    lineage = set(taxonomy.lineage(said.category))
    people = set(said.subjects or policy.subjects)
    for denial in policy.declarations:
        denied = denial.status is DeclarationStatus.DENIED and denial.category in lineage
        if denied and people & set(denial.subjects or policy.subjects):
            return denial
    return None


def _claim(policy: Policy, index: int) -> Iterator[_Found]:
    claim, place = policy.claims[index], ("claims", index)
    rule = rules.load().claims.get(claim.rule)
    if rule is None:
        known = _join(set(rules.load().claims))
        yield (*place, "rule"), "unknown-claim-rule", {"claim": claim.id, "rule": claim.rule, "known": known}
        return
    for problem in wrong_parameters(claim, policy):
        where = (*place, "params", problem.param) if problem.param in claim.params else place
        yield where, problem.id, {"claim": claim.id, **dict(problem.gaps)}


def _sections(policy: Policy) -> Iterator[_Found]:
    for place, refs in _references(policy):
        for i, ref in enumerate(refs):
            if not ref.section:
                yield (*place, "refs", i), "no-section", {"document": ref.document}


def _list_gaps(policy: Policy) -> Iterator[_Found]:
    for gap in gaps(policy):
        yield ("declarations", policy.declarations.index(gap.said[0])), "list-gap", dict(gap.args)


def _references(policy: Policy) -> Iterator[tuple[Place, Sequence[Ref]]]:
    lists: dict[str, Sequence[Purpose | Declaration | Claim]] = {
        "purposes": policy.purposes,
        "declarations": policy.declarations,
        "claims": policy.claims,
    }
    for key, entries in lists.items():
        for i, entry in enumerate(entries):
            yield (key, i), entry.refs


def _join(names: set[str]) -> str:
    return ", ".join(sorted(names))

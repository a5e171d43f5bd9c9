"""The register of processing, from policy and findings: the list of law 94-V, article 25, and a record of activity."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from barlau import taxonomy
from barlau.model.policy import Declaration, DeclarationStatus, Policy, Purpose, Ref, Verdict
from barlau.model.report import Report
from barlau.report.html.systems import in_order

NAMED = (DeclarationStatus.DECLARED, DeclarationStatus.VAGUE, DeclarationStatus.IMPLIED)
FEW = 3
_OWN = (Verdict.UNDECLARED, Verdict.DENIED, Verdict.CATCH_ALL)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list of personal data."""

    category: str
    status: str
    """How the policy names it; `undeclared`, `denied` or `catch_all` where it was found without being named."""
    subjects: tuple[str, ...]
    providers: tuple[str, ...]
    purposes: tuple[Purpose, ...]
    legal_basis: tuple[str, ...]
    kz_class: str
    sources: tuple[str, ...]
    """Where it was found."""
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Activity:
    """One line of the record of processing activities: what is done for one purpose."""

    purpose: Purpose
    categories: tuple[str, ...]
    missing: tuple[str, ...]
    """Those of the list that it does not have."""
    subjects: tuple[str, ...]
    providers: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def nearly_all(self) -> bool:
        """What is missing is told in fewer words than what is there."""
        return len(self.categories) > FEW and len(self.missing) * FEW <= len(self.categories)


@dataclass(frozen=True, slots=True)
class Register:
    """Both for one policy."""

    policy: Policy
    entries: tuple[Entry, ...]
    activities: tuple[Activity, ...]


def registers(report: Report) -> tuple[Register, ...]:
    """One for each policy that travels with the report."""
    return tuple(_register(report, policy) for policy in report.declared)


def _register(report: Report, policy: Policy) -> Register:
    held, verdicts = _found(report, policy.id)
    named = [said for said in policy.declarations if said.status in NAMED and said.category in taxonomy.load()]
    by_category: dict[str, list[Declaration]] = defaultdict(list)
    for said in named:
        by_category[said.category].append(said)
    entries = {category: _declared(policy, category, said, held) for category, said in by_category.items()}
    for category, verdict in verdicts.items():
        if verdict in _OWN and category not in entries:
            entries[category] = Entry(
                category, verdict.value, (), (), (), (), _kz_class(category), tuple(sorted(held[category])), ()
            )
    activities = tuple(_activity(policy, purpose, named, held) for purpose in policy.purposes)
    return Register(policy, tuple(entries[category] for category in in_order(entries)), activities)


def _found(report: Report, policy: str) -> tuple[dict[str, set[str]], dict[str, Verdict]]:
    """Sources by category, and the verdict of each category found."""
    held: dict[str, set[str]] = defaultdict(set)
    verdicts: dict[str, Verdict] = {}
    for column in report.columns:
        for said in column.verdicts:
            if said.policy == policy:
                held[said.category].add(column.source)
                verdicts[said.category] = said.verdict
    return held, verdicts


def _declared(policy: Policy, category: str, said: list[Declaration], held: dict[str, set[str]]) -> Entry:
    wanted = {purpose for one in said for purpose in one.purposes}
    everything = any(not one.purposes for one in said)
    purposes = tuple(p for p in policy.purposes if everything or p.id in wanted)
    return Entry(
        category,
        min((one.status for one in said), key=NAMED.index).value,
        _merged(one.subjects or policy.subjects for one in said),
        _merged([p.value for p in one.collected_from] for one in said),
        purposes,
        _merged(purpose.legal_basis for purpose in purposes),
        _kz_class(category),
        _sources([category], held),
        tuple(dict.fromkeys(ref for one in said for ref in one.refs)),
    )


def _activity(policy: Policy, purpose: Purpose, named: list[Declaration], held: dict[str, set[str]]) -> Activity:
    served = [said for said in named if not said.purposes or purpose.id in said.purposes]
    categories = in_order({said.category for said in served})
    return Activity(
        purpose,
        tuple(categories),
        tuple(in_order({said.category for said in named} - set(categories))),
        _merged(said.subjects or policy.subjects for said in served),
        _merged([p.value for p in said.collected_from] for said in served),
        _sources(categories, held),
    )


def _sources(categories: Iterable[str], held: dict[str, set[str]]) -> tuple[str, ...]:
    """Where the categories or what they cover were found."""
    wanted = set(categories)
    return tuple(sorted({s for key, sources in held.items() if wanted & set(taxonomy.lineage(key)) for s in sources}))


def _merged(parts: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for some in parts for part in some))


def _kz_class(category: str) -> str:
    known = taxonomy.load()
    return known[category].kz_class if category in known else "none"

"""What a rule makes of a promise: parts, each a count in one place, or why there is nothing to count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from barlau.model.policy import Claim, Policy
from barlau.model.question import Count, Counted, Expression, Lookup
from barlau.model.report import Confidence, Location
from barlau.policy.claims import names
from barlau.policy.claims.building import listed
from barlau.policy.claims.survey import Field, Survey, Table
from barlau.taxonomy import contexts


@dataclass(frozen=True, slots=True)
class Why:
    """Why a promise cannot be verified: a key below `claim.why` in the catalogue, and what stands in its gaps."""

    key: str
    args: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One place where a promise may be broken."""

    location: Location
    category: str
    confidence: Confidence
    question: Count | None = None
    counted: Counted | None = None
    """The count, where the first reading has it already."""
    by_absence: bool = False
    """Broken by what another table does not have: if that was not read in full, nothing is certain."""
    doubt: Why | None = None
    """Why no row that breaks it does not yet mean that it is kept."""
    rows: int = 0
    """Rows that the first reading saw."""


@dataclass(frozen=True, slots=True)
class Case:
    """One promise, and all that rules look at."""

    claim: Claim
    policy: Policy
    survey: Survey
    at: date
    """The day for which it is judged."""

    @property
    def people(self) -> tuple[str, ...]:
        """Whom it concerns: those it names, else those whom the policy addresses."""
        named = self.claim.params.get("subjects", ())
        return (named if isinstance(named, tuple) else (str(named),)) or self.policy.subjects

    def purposes(self, kind: str) -> tuple[str, ...]:
        """The purposes that it names or, if it names none, those of the policy that are of a kind."""
        named = listed(self.claim.params, "purpose", "purposes")
        return named or tuple(purpose.id for purpose in self.policy.purposes if kind in contexts.kinds(purpose))

    def kinds(self, kind: str) -> frozenset[str]:
        """The kinds of the purposes that it names; if it names none, the one given."""
        named = listed(self.claim.params, "purpose", "purposes")
        of_policy = [contexts.kinds(purpose) for purpose in self.policy.purposes if purpose.id in named]
        return frozenset().union(*of_policy) if named else frozenset({kind})

    def serving(self, kind: str) -> list[Table]:
        """The tables that serve these purposes: by the project file or else by their names."""
        return [table for table in self.survey.tables if self._serves(table, kind)]

    def _serves(self, table: Table, kind: str) -> bool:
        purposes = self.purposes(kind)
        if table.purposes:
            return not set(table.purposes).isdisjoint(purposes)
        groups = {group for purpose in purposes or (kind,) for group in names.purpose_groups(purpose)}
        by_words = any(names.says(table.ref.object, "purposes", group) for group in groups)
        return by_words or not contexts.table_kinds(table.ref.object).isdisjoint(self.kinds(kind))


Parts = Sequence[Part]
Rule = Callable[[Case], "Parts | Why"]


def asked(
    table: Table,
    checked: Expression,
    broken: Expression,
    *,
    at: Field | None,
    category: str,
    lookups: Sequence[Lookup] = (),
    day: Expression | None = None,
    labels: Expression | None = None,
    by_absence: bool = False,
    doubt: Why | None = None,
) -> Part:
    """A part that rows decide; `at` is the column that the finding names."""
    question = Count("", table.ref, checked, broken, tuple(lookups), day, labels)
    confidence = Confidence.MEDIUM
    if at is not None and (found := at.detection(category)):
        confidence = found.confidence
    location = at.location if at else table.location
    rows = max(field.result.rows for field in table.fields)
    return Part(location, category, confidence, question, None, by_absence, doubt, rows)


def unchecked(case: Case, table: Table, why: str) -> Part:
    """A table that a promise is about and whose rows cannot be held against it: a doubt that names the table."""
    rows = max(field.result.rows for field in table.every)
    category = table.personal(case.people)[0].result.detections[0].category
    doubt = Why(why, (("table", table.ref.object),))
    return Part(table.location, category, Confidence.HIGH, None, Counted("", rows), doubt=doubt)

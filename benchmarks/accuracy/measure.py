"""Scores: an answer against the truth of its column, and precision, recall and F1 over many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from generate import Truth

from barlau import taxonomy

ENOUGH = 20
"""Values that a column without a name must have to be judged: with fewer nobody can tell."""


@dataclass(frozen=True)
class Case:
    """One judged column."""

    truth: Truth
    table: str
    found: str | None
    hit: bool
    """A personal column under its own category or an equivalent one."""
    alarm: bool
    """A category that is wrong here."""
    judged: bool
    """False: either answer would have been right; only an alarm counts."""


def judge(truth: Truth, table: str, found: str | None, *, named: bool) -> Case:
    """Compare one answer with the truth."""
    kind = truth.kind
    right = found is not None and (
        found == kind.category or found in kind.accepts or (not named and _looks(kind.category, kind.looks, found))
    )
    expected = kind.category is not None and not kind.optional and truth.values >= kind.enough
    if not named:
        expected = expected and kind.shown and truth.values >= ENOUGH
    return Case(
        truth, table, found, hit=right and kind.category is not None, alarm=found is not None and not right,
        judged=expected,
    )  # fmt: skip


def _looks(category: str | None, looks: frozenset[str], found: str) -> bool:
    """Without a name a registered address is an address."""
    return found in looks or (
        category is not None and (category.startswith(found + ".") or found.startswith(category + "."))
    )


@dataclass
class Score:
    """Counts of one round."""

    hits: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    personal: int = 0
    personal_reported: int = 0
    harmless: int = 0
    harmless_reported: int = 0
    wrong: list[Case] = field(default_factory=list)

    def add(self, cases: Iterable[Case]) -> Score:
        """Count more columns."""
        for case in cases:
            self._add(case)
        return self

    def _add(self, case: Case) -> None:
        kind = case.truth.kind
        if kind.category is None:
            self.harmless += 1
            self.harmless_reported += case.alarm
        elif case.judged:
            (self.hits if case.hit else self.missed)[kind.category] += 1
            if kind.personal:
                self.personal += 1
                self.personal_reported += case.found is not None and taxonomy.load().is_personal(case.found)
        if case.alarm and case.found:
            self.alarms[case.found] += 1
        if case.alarm or (case.judged and not case.hit):
            self.wrong.append(case)

    def f1(self, category: str | None = None) -> tuple[float, float, float]:
        """Precision, recall and F1 of one category, or of all columns together."""
        hits, missed, alarms = (
            counts.total() if category is None else counts[category] for counts in (self.hits, self.missed, self.alarms)
        )
        precision = hits / (hits + alarms) if hits + alarms else 1.0
        recall = hits / (hits + missed) if hits + missed else 1.0
        return precision, recall, 2 * hits / (2 * hits + missed + alarms) if hits + missed + alarms else 1.0

    @property
    def macro(self) -> float:
        """Mean F1 of the categories that were there."""
        present = [*(self.hits + self.missed)]
        return sum(self.f1(category)[2] for category in present) / len(present) if present else 1.0

    @property
    def recall_of_personal(self) -> float:
        """Share of the personal columns reported under any personal category."""
        return self.personal_reported / self.personal if self.personal else 1.0

    @property
    def harmless_share(self) -> float:
        """Share of the harmless columns reported."""
        return self.harmless_reported / self.harmless if self.harmless else 0.0


def merged(scores: Iterable[Score]) -> Score:
    """All rounds as one."""
    out = Score()
    for score in scores:
        out.hits += score.hits
        out.missed += score.missed
        out.alarms += score.alarms
        out.personal += score.personal
        out.personal_reported += score.personal_reported
        out.harmless += score.harmless
        out.harmless_reported += score.harmless_reported
        out.wrong += score.wrong
    return out


@dataclass
class Round:
    """What one seed gave."""

    scores: dict[tuple[str, str], Score] = field(default_factory=dict)
    """By tool and mode (`with`, `without` names)."""
    subjects: Counter[bool] = field(default_factory=Counter)
    samples: Counter[bool] = field(default_factory=Counter)
    wrong_subjects: Counter[tuple[str, str, str]] = field(default_factory=Counter)

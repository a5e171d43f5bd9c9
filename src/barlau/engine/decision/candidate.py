"""What decisions are made of: a column seen through its profile, a category it may hold, and the evidence.

Odds are natural logarithms. A recognizer's `named` and `alone` are the probabilities of the fact sheet for a column
full of its values, with and without a name that agrees; everything else moves them by a stated step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from barlau.engine.decision.chance import probability
from barlau.engine.decision.lexicon import Match
from barlau.model.profile import ColumnProfile
from barlau.model.recognizer import Recognizer
from barlau.model.report import Evidence, EvidenceKind, Kind, Message

REPORT = 0.5
AGAINST = -3.0  # log odds: a word of the name says it is about something else
UNIFORM = 0.6  # share of distinct values at which a column is something (kz-identifiers, column verdict)
FULL = 0.9  # share of cells at which a column is nothing else
FEW = 20  # distinct values below which values alone decide little
REPEATED = 4  # distinct values that are all there are of many cells
LISTED = 0.2  # share of values that a word list has to know: lists are never complete
CHECK_DIGITS = frozenset(("kz.iin", "kz.bin", "kz.rnn", "kz.iban", "generic.card", "generic.imei", "generic.mrz"))
"""Validators that nothing passes without a right check digit; of the others some guard assigned codes and ranges."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A category that may be in a column, with its odds."""

    category: str | None
    entity: str | None
    kind: Kind
    odds: float
    evidence: tuple[Evidence, ...]
    count: int
    named: bool
    """Whether the column's name announced it."""
    estimated: bool = False
    """Whether `count` is projected from the distinct sample."""
    seen: bool = False
    """Whether its values were recognised, not its name alone."""

    @property
    def score(self) -> float:
        """Probability in 0..1."""
        return probability(self.odds)


@dataclass(frozen=True, slots=True)
class View:
    """A column's profile with the few numbers that every rule asks for."""

    profile: ColumnProfile
    values: int
    """Cells that hold something."""
    forms: dict[str, float]
    facts: dict[str, float]

    @classmethod
    def of(cls, profile: ColumnProfile) -> View:
        """Make one."""
        values = profile.rows - profile.nulls - profile.absent
        return cls(profile, values, dict(profile.forms), dict(profile.facts))

    def form(self, *names: str) -> float:
        """Share of values that have one of the forms."""
        return sum(self.forms.get(name, 0.0) for name in dict.fromkeys(names))


def say(kind: EvidenceKind, key: str, weight: float, **args: str) -> Evidence:
    """A piece of evidence by its sentence in the catalogue."""
    return Evidence(kind, Message(key, tuple(sorted(args.items()))), round(weight, 2))


def percent(share: float) -> str:
    """A share for a message: `97`, `0.4`."""
    value = share * 100
    return f"{value:.0f}" if value >= 10 or value == 0 else f"{value:.2g}"


def announced(match: Match | None) -> Iterator[Evidence]:
    """What a phrase of the name says, as evidence."""
    if match is not None:
        key, weight = ("header.weak", 1.0) if match.weak else ("header.phrase", 3.0)
        yield say(EvidenceKind.HEADER, key, weight, word=match.word)


def known_share(view: View, recognizer: Recognizer) -> float:
    """Share of the values that the recognizer's lists know; 1 where too few were judged to tell."""
    judged = view.profile.judged
    few = judged < (REPEATED if view.values >= FEW else FEW)
    if few or view.form("hash", "uuid", "binary") >= LISTED:
        return 1.0
    cells = sum(t.cells + t.inside for t in view.profile.tallies if t.entity == recognizer.entity)
    return cells / view.values if view.values else 1.0

"""One candidate category of one column: how strongly name and values together speak for it.

Odds are natural logarithms. A recognizer's `named` and `alone` are the probabilities of the fact sheet for a column
full of its values, with and without a name that agrees; everything else moves them by a stated step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from barlau.engine.decision.chance import logit, probability, surprise
from barlau.engine.decision.lexicon import Match
from barlau.model.profile import ColumnProfile, Tally
from barlau.model.recognizer import Recognizer
from barlau.model.report import Evidence, EvidenceKind, Kind, Message

LABELLED = 40.0  # mean bytes of a cell: an identifier of 12-20 characters and one Cyrillic word
UNIFORM, MIXED = 0.6, 0.05  # shares of distinct values (kz-identifiers, column verdict)
CERTAIN = 6.9  # -ln 0.001: accident is ruled out
WEAK_CHECK = 0.05  # checks that pass more by accident need a column full of hits, or its name
AGAINST = -3.0  # log odds: a word of the name says it is about something else
RIVAL = -3.0  # log odds: a harmless explanation fits nearly every value
FULL = 0.9  # share of cells at which a column of listed words is nothing else
SHORTER, LONGER = 3, 5  # bytes that a damaged number differs from a whole one; `9.1E+11` has five more
FEW, VERY_FEW = 20, 5  # distinct values below which values alone decide little
REPORT = 0.5
MAX_TEXT = 0.9  # values alone inside free text never say more
HEADER_ALONE = 0.75  # a clear name over an empty column
HEADER_FORM = 0.92  # a clear name and values of the right form
HEADER_ANY = 0.9  # a clear name, values that cannot say more
HEADER_MALFORMED = 0.62  # the name says IIN, the digits do not pass: still sensitive
WEAK_FORM = 0.62  # a vague name whose values have the right form
CHECK_DIGITS = frozenset(("kz.iin", "kz.bin", "kz.rnn", "kz.iban", "generic.card", "generic.imei", "generic.mrz"))
"""Validators that nothing passes without a right check digit; of the others some guard assigned codes and ranges."""
LISTED = 0.2  # share of values that a word list has to know: lists are never complete
WORDS = ("word", "text", "code")
DIGITS = ("integer", "number", "code", "year")
OTHERWISE = ("date", "datetime", "time", "path", "url", "json", "flag")
"""Forms that are no number, however many digits they have: the scan of a document, the day it was issued."""


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


def from_values(
    view: View, recognizer: Recognizer, tally: Tally, match: Match | None, against: str | None
) -> Candidate | None:
    """Weigh an entity that was met; None when accident explains it. `against`: a word of the name that denies it."""
    column = view.profile
    labelled = _is_labelled(view, tally)
    share = (tally.cells + tally.inside * labelled) / view.values if view.values else 0.0
    distinct = min(1.0, tally.distinct / column.distinct) if column.distinct else 0.0
    named = match is not None
    certain = surprise(tally.distinct, trials(tally, column), recognizer.chance) >= CERTAIN
    if tally.inside > tally.cells and not labelled:
        return _inside(view, recognizer, tally, match, against, certain=certain)
    if not certain and not named:
        return None
    if recognizer.least and _listed(view, recognizer) < recognizer.least:
        return None
    base = recognizer.named if named else recognizer.alone
    evidence = [*_name_evidence(match), *_value_evidence(recognizer, tally, column, share)]
    kind, step = _extent(max(share, distinct) if share > MIXED else share, named=named)
    listed = recognizer.sampled or bool(recognizer.vocabulary)  # lists know words by accident too
    if kind is not Kind.UNIFORM and (not certain or (not named and (listed or recognizer.chance >= WEAK_CHECK))):
        return None
    if not (listed and share >= FULL and view.values >= FEW):  # few words are all there are
        step += _few(column.distinct, named=named)
    step += _against(against, evidence)
    if not named:
        step += _rivals(view, recognizer, evidence)
    return Candidate(
        recognizer.category,
        recognizer.entity,
        kind,
        logit(base) + step,
        tuple(evidence),
        tally.cells + tally.inside,
        named,
        recognizer.sampled,
        seen=True,
    )


def trials(tally: Tally, column: ColumnProfile) -> int:
    """How many distinct values chance had a try at: repeated cells are one."""
    tried = tally.tried if tally.inside > tally.cells else min(tally.tried, column.distinct)
    return max(tried, tally.distinct)


def _is_labelled(view: View, tally: Tally) -> bool:
    """Nearly every cell is the entity with a little around it (`ИИН 110715399990`, `wa.me/77010000001`): no text."""
    return tally.cells + tally.inside >= UNIFORM * view.values and view.profile.mean_length <= LABELLED


def _extent(share: float, *, named: bool) -> tuple[Kind, float]:
    if share >= UNIFORM:
        return Kind.UNIFORM, 0.0
    if share >= MIXED:
        return Kind.MIXED, -0.5 if named else -1.0
    return Kind.SPARSE, -1.0 if named else -1.5


def _few(distinct: int, *, named: bool) -> float:
    if named or distinct >= FEW:
        return 0.0
    return -1.5 if distinct >= VERY_FEW else -2.5


def _against(word: str | None, evidence: list[Evidence]) -> float:
    if word is None:
        return 0.0
    evidence.append(say(EvidenceKind.NEGATIVE, "header.negative", AGAINST, word=word))
    return AGAINST


def _rivals(view: View, recognizer: Recognizer, evidence: list[Evidence]) -> float:
    """Other explanations that the same values fit better."""
    step = 0.0
    if recognizer.chance >= 1e-3 and view.facts.get("serial"):
        evidence.append(say(EvidenceKind.NEGATIVE, "negative.serial", RIVAL))
        step += RIVAL
    for fact, least in (("timestamp", 0.9), ("gtin", 0.9)):
        share = view.facts.get(fact, 0.0)
        if share >= least and recognizer.chance >= 1e-3:
            evidence.append(say(EvidenceKind.NEGATIVE, f"negative.{fact}", RIVAL, share=percent(share)))
            step += RIVAL
    if recognizer.entity == "IP_ADDRESS" and view.facts.get("versions", 0.0) >= 0.7:
        evidence.append(say(EvidenceKind.NEGATIVE, "negative.versions", RIVAL))
        step += RIVAL
    return step


def _name_evidence(match: Match | None) -> Iterator[Evidence]:
    if match is not None:
        key, weight = ("header.weak", 1.0) if match.weak else ("header.phrase", 3.0)
        yield say(EvidenceKind.HEADER, key, weight, word=match.word)


def _value_evidence(recognizer: Recognizer, tally: Tally, column: ColumnProfile, share: float) -> Iterator[Evidence]:
    if encoded := dict(column.facts).get("base64", 0.0):
        yield say(EvidenceKind.PATTERN, "values.base64", 0.0, share=percent(encoded))
    if recognizer.sampled or recognizer.vocabulary:
        yield say(EvidenceKind.DICTIONARY, "dictionary.words", logit(recognizer.named), share=percent(share))
        return
    guarded = recognizer.validator in CHECK_DIGITS
    kind = EvidenceKind.CHECKSUM if guarded else EvidenceKind.PATTERN
    key = "checksum.passed" if guarded else "values.valid" if recognizer.validator else "values.whole"
    yield say(kind, key, logit(recognizer.alone), share=percent(share), entity=recognizer.entity)
    hits = str(min(tally.distinct, column.distinct))  # estimated by sketches of two sizes
    yield say(EvidenceKind.PATTERN, "values.distinct", 0.0, hits=hits, distinct=str(column.distinct))
    expected = recognizer.chance * trials(tally, column)
    yield say(EvidenceKind.PATTERN, "values.chance", 0.0, hits=hits, expected=f"{expected:.2g}")


def _inside(
    view: View,
    recognizer: Recognizer,
    tally: Tally,
    match: Match | None,
    against: str | None,
    *,
    certain: bool,
) -> Candidate | None:
    """An entity inside longer text: a few distinct hits suffice, but values alone are never quite sure."""
    if not certain and match is None:
        return None
    hits = tally.distinct
    weak_check = recognizer.chance > 0.01 and max((p.score for p in recognizer.patterns), default=0) < 0.6
    if hits < 3 and weak_check:
        return None
    step = 0.0 if hits >= 10 else -0.7 if hits >= 3 else -1.4
    base = min(MAX_TEXT, recognizer.alone)
    step -= 0.5 if weak_check else 0.0
    evidence = [
        *_name_evidence(match),
        say(EvidenceKind.PATTERN, "values.inside", logit(base) + step, count=str(tally.inside)),
    ]
    step += _against(against, evidence)
    spread = tally.inside / view.values if view.values else 0.0
    kind = Kind.FREE_TEXT if view.form("text", "json") >= MIXED or spread >= MIXED else Kind.SPARSE
    return Candidate(
        recognizer.category,
        recognizer.entity,
        kind,
        logit(base) + step + (1.0 if match else 0.0),
        tuple(evidence),
        tally.cells + tally.inside,
        match is not None,
        seen=True,
    )


def from_name(view: View, match: Match, recognizer: Recognizer | None) -> Candidate | None:
    """Weigh a category that the name announces and no value has shown; None when the values speak against it."""
    if match.against is not None:
        return None
    evidence = list(_name_evidence(match))
    if recognizer is None:
        score, kind = _by_form(view, match, evidence)
    else:
        score, kind = _by_absence(view, match, recognizer, evidence)
    if score is None:
        return None
    entity = recognizer.entity if recognizer else None
    count = view.values if kind is Kind.UNIFORM else 0
    return Candidate(match.rule.category, entity, kind, logit(score), tuple(evidence), count, named=True)


def _by_form(view: View, match: Match, evidence: list[Evidence]) -> tuple[float | None, Kind]:
    if not view.values:
        return (None if match.weak else HEADER_ALONE), Kind.HEADER_ONLY
    forms = match.rule.forms
    if not forms:
        return (None if match.weak else HEADER_ANY), Kind.UNIFORM
    share = view.form(*forms, *_kin(forms))
    if share < 0.5:
        top = view.profile.forms[0][0] if view.profile.forms else "text"
        evidence.append(say(EvidenceKind.NEGATIVE, "values.form_against", -3.0, form=top))
        return None, Kind.NONE
    score = WEAK_FORM if match.weak else HEADER_FORM
    evidence.append(say(EvidenceKind.PATTERN, "values.form", 1.0, form=view.profile.forms[0][0], share=percent(share)))
    return score, Kind.UNIFORM


def _kin(forms: tuple[str, ...]) -> Iterator[str]:
    """Forms that the named ones include: 0 and 1 look like flags, 2019 like a year, a short name like a word."""
    if "integer" in forms or "number" in forms:
        yield from ("integer", "flag", "year")
    if "text" in forms:
        yield from ("word", "name", "code")
    if "name" in forms:
        yield from ("word", "text")
    if "word" in forms:
        yield "code"
    if "date" in forms:
        yield "datetime"


def _by_absence(
    view: View, match: Match, recognizer: Recognizer, evidence: list[Evidence]
) -> tuple[float | None, Kind]:
    shaped = recognizer.validator or recognizer.shapes
    if shaped and not recognizer.sampled and recognizer.forms and view.form(*recognizer.forms) >= 0.5:
        return (WEAK_FORM if match.weak else HEADER_ANY), Kind.UNIFORM
    if match.weak:
        return None, Kind.NONE
    if not view.values:
        return HEADER_ALONE, Kind.HEADER_ONLY
    if recognizer.least and _listed(view, recognizer) < recognizer.least:
        evidence.append(say(EvidenceKind.NEGATIVE, "values.unlisted", -3.0))
        return None, Kind.NONE
    if view.form("hash", "uuid", "binary") >= 0.5:
        evidence.append(say(EvidenceKind.PATTERN, "values.form", 0.0, form="hash", share="100"))
        return HEADER_ALONE, Kind.HEADER_ONLY
    if recognizer.sampled or recognizer.vocabulary or not shaped:
        if view.form(*(recognizer.forms or WORDS)) >= 0.5:
            return HEADER_ANY, Kind.UNIFORM
    elif _is_malformed(view, recognizer):
        evidence.append(_malformed(recognizer))
        return HEADER_MALFORMED, Kind.HEADER_ONLY
    top = view.profile.forms[0][0]
    evidence.append(say(EvidenceKind.NEGATIVE, "values.form_against", -3.0, form=top))
    return None, Kind.NONE


def _malformed(recognizer: Recognizer) -> Evidence:
    if recognizer.validator in CHECK_DIGITS:
        return say(EvidenceKind.CHECKSUM, "checksum.failed", -1.0, share="100")
    return say(EvidenceKind.NEGATIVE, "values.invalid", -1.0, entity=recognizer.entity)


def _is_malformed(view: View, recognizer: Recognizer) -> bool:
    """Whether values that do not pass are about as long as its shapes: the card of a patient has six digits."""
    if max(view.form(*DIGITS), view.facts.get("digits", 0.0)) < 0.5 or view.form(*OTHERWISE) >= 0.5:
        return False
    lengths = [len(shape) for shape in recognizer.shapes]
    return not lengths or min(lengths) - SHORTER <= view.profile.mean_length <= max(lengths) + LONGER


def _listed(view: View, recognizer: Recognizer) -> float:
    """Share of the values that the recognizer's lists know; 1 where too few were judged to tell."""
    if view.profile.judged < FEW or view.form("hash", "uuid", "binary") >= LISTED:
        return 1.0
    cells = sum(t.cells + t.inside for t in view.profile.tallies if t.entity == recognizer.entity)
    return cells / view.values if view.values else 1.0

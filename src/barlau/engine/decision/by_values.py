"""How strongly the values of a column, and its name beside them, speak for an entity that was met in them."""

from __future__ import annotations

from collections.abc import Iterator

from barlau.engine.decision.candidate import (
    AGAINST,
    CHECK_DIGITS,
    FEW,
    FULL,
    UNIFORM,
    Candidate,
    View,
    announced,
    known_share,
    percent,
    say,
)
from barlau.engine.decision.chance import logit, surprise
from barlau.engine.decision.lexicon import Match
from barlau.model.profile import ColumnProfile, Tally
from barlau.model.recognizer import Recognizer
from barlau.model.report import Evidence, EvidenceKind, Kind

LABELLED = 40.0  # mean bytes of a cell: an identifier of 12-20 characters and one Cyrillic word
MIXED = 0.05  # share of distinct values (kz-identifiers, column verdict)
CERTAIN = 6.9  # -ln 0.001: accident is ruled out
WEAK_CHECK = 0.05  # checks that pass more by accident need a column full of hits, or its name
OUTWEIGHED = -1.5  # log odds of the same where nearly every value is a full name
RIVAL = -3.0  # log odds: a harmless explanation fits nearly every value
VERY_FEW = 5  # distinct values below which values alone decide next to nothing
MAX_TEXT = 0.9  # values alone inside free text never say more


def from_values(
    view: View, recognizer: Recognizer, tally: Tally, match: Match | None, against: str | None
) -> Candidate | None:
    """Weigh an entity that was met; None when accident explains it. `against`: a word of the name that denies it."""
    column = view.profile
    labelled = _is_labelled(view, tally)
    share = (tally.cells + tally.inside * labelled) / view.values if view.values else 0.0
    distinct = min(1.0, tally.distinct / column.distinct) if column.distinct else 0.0
    if match is not None and match.partial and match.weak and tally.inside > tally.cells and not labelled:
        match = None  # `tracking_number` announces no phone
    named = match is not None
    if not named and _is_elsewhere(view, recognizer, share):
        return None
    certain = surprise(tally.distinct, trials(tally, column), recognizer.chance) >= CERTAIN
    if tally.inside > tally.cells and not labelled:
        return _inside(view, recognizer, tally, match, against, certain=certain)
    if not named and (not certain or _is_host(view, recognizer) or _is_dated(view, recognizer, tally)):
        return None
    if recognizer.least and known_share(view, recognizer) < recognizer.least:
        return None
    announces = match is not None and not (match.weak and against)  # `ip_mask`
    base = recognizer.named if announces else recognizer.alone
    evidence = [*announced(match), *_value_evidence(recognizer, tally, column, share)]
    kind, step = _extent(max(share, distinct) if share > MIXED else share, named=named)
    listed = recognizer.sampled or bool(recognizer.vocabulary)  # lists know words by accident too
    if kind is not Kind.UNIFORM and (not certain or (not named and (listed or recognizer.chance >= WEAK_CHECK))):
        return None
    if not (listed and share >= FULL and view.values >= FEW):  # few words are all there are
        step += _few(column.distinct, named=named)
    step += _against(against, evidence, OUTWEIGHED if _is_full_of_names(view, recognizer, share) else AGAINST)
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


def _is_dated(view: View, recognizer: Recognizer, tally: Tally) -> bool:
    """Most values that begin as IINs do have another check digit: batches of a day, not people."""
    missed = view.facts.get("iin_missed", 0.0) * view.profile.distinct
    return recognizer.entity == "KZ_IIN" and missed > tally.distinct


def _is_host(view: View, recognizer: Recognizer) -> bool:
    """An address inside a link is a server's."""
    return recognizer.entity == "IP_ADDRESS" and view.form("url") >= UNIFORM


def _is_elsewhere(view: View, recognizer: Recognizer, share: float) -> bool:
    """Links of which few lead to social networks are pages that people came from, not their own pages."""
    return recognizer.entity == "SOCIAL_ACCOUNT" and view.form("url") >= UNIFORM and share < UNIFORM


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


def _is_full_of_names(view: View, recognizer: Recognizer, share: float) -> bool:
    """Nearly every value is several words of the lists: full names, whatever the column is called (`Счет`)."""
    many = view.profile.distinct >= FEW and share >= FULL
    return bool(recognizer.least) and many and view.facts.get("spaced", 0.0) >= FULL


def _against(word: str | None, evidence: list[Evidence], step: float = AGAINST) -> float:
    if word is None:
        return 0.0
    evidence.append(say(EvidenceKind.NEGATIVE, "header.negative", step, word=word))
    return step


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
    if recognizer.entity == "KZ_VEHICLE_PLATE" and view.facts.get("units", 0.0) >= UNIFORM:
        evidence.append(say(EvidenceKind.NEGATIVE, "negative.units", RIVAL))
        step += RIVAL
    return step


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
        *announced(match),
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

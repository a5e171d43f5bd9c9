"""How strongly a name speaks for a category that no value has shown, and what the values have against it."""

from __future__ import annotations

from collections.abc import Iterator

from barlau.engine.decision.candidate import (
    CHECK_DIGITS,
    FEW,
    FULL,
    LISTED,
    UNIFORM,
    Candidate,
    View,
    announced,
    known_share,
    percent,
    say,
)
from barlau.engine.decision.chance import logit
from barlau.engine.decision.lexicon import Match
from barlau.engine.decision.phrases import Clarity
from barlau.model.recognizer import Recognizer
from barlau.model.report import Evidence, EvidenceKind, Kind

SHORTER, LONGER = 3, 5  # bytes that a damaged number differs from a whole one; `9.1E+11` has five more
HEADER_ALONE = 0.75  # a clear name over an empty column
HEADER_FORM = 0.92  # a clear name and values of the right form
HEADER_ANY = 0.9  # a clear name, values that cannot say more
HEADER_MALFORMED = 0.62  # the name says IIN, the digits do not pass: still sensitive
WEAK_FORM = 0.62  # a vague name whose values have the right form
MOSTLY = 0.5  # share of values that are something else, whatever the column is called
LONGEST_DAY = 8  # digits: 20261121
WORDS = ("word", "text", "code")
DIGITS = ("integer", "number", "code", "year")
KEY_FORMS = ("integer", "number", "code", "uuid", "hash", "year")
OTHERWISE = ("date", "datetime", "time", "path", "url", "json", "flag")
"""Forms that are no number, however many digits they have: the scan of a document, the day it was issued."""


def from_name(view: View, match: Match, recognizer: Recognizer | None) -> Candidate | None:
    """Weigh a category that the name announces and no value has shown; None when the values speak against it."""
    if match.against is not None:
        return None
    evidence = list(announced(match))
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
    if _is_key(view, match):
        evidence.append(say(EvidenceKind.NEGATIVE, "values.key", -3.0, distinct=str(view.profile.distinct)))
        return None, Kind.NONE
    if match.weak and _is_numbered(view):
        return None, Kind.NONE
    share = view.form(*forms, *_kin(forms))
    if share < 0.5:
        top = view.profile.forms[0][0] if view.profile.forms else "text"
        evidence.append(say(EvidenceKind.NEGATIVE, "values.form_against", -3.0, form=top))
        return None, Kind.NONE
    if _is_undated(view, match) or _is_moment(view, match):
        return None, Kind.NONE
    if other := _is_other(view, match):
        evidence.append(say(EvidenceKind.NEGATIVE, f"values.other.{other}", -3.0))
        return None, Kind.NONE
    score = WEAK_FORM if match.weak else HEADER_FORM
    evidence.append(say(EvidenceKind.PATTERN, "values.form", 1.0, form=view.profile.forms[0][0], share=percent(share)))
    return score, Kind.UNIFORM


def _is_undated(view: View, match: Match) -> bool:
    """Whether numbers under the name of a date are too long for one and no moments either."""
    dated = "date" in match.rule.forms and not {"number", "text", "word", "code"}.intersection(match.rule.forms)
    return dated and view.form("integer") >= MOSTLY > _moments(view) and view.profile.mean_length > LONGEST_DAY


def _is_moment(view: View, match: Match) -> bool:
    """Whether moments stand under the name of something told in words, where numbers would be codes: `ts_client`."""
    worded = "word" in match.rule.forms and not {"number", "date", "datetime"}.intersection(match.rule.forms)
    return worded and _moments(view) >= MOSTLY


def _moments(view: View) -> float:
    return max(view.facts.get("timestamp", 0.0), view.facts.get("epoch", 0.0))


def _is_other(view: View, match: Match) -> str:
    """The fact that says that the values are something else, or are not what an everyday name may mean."""
    told = view.facts.get(match.rule.told, 0.0) >= LISTED
    refuted = next((fact for fact in match.rule.refuted if view.facts.get(fact, 0.0) >= MOSTLY), "")
    ordered = view.profile.distinct > FEW and view.facts.get("age_like", 0.0) >= FULL
    unsaid = match.everyday and bool(match.rule.told) and (ordered or view.form("word", "text") >= MOSTLY)
    return "" if told else refuted or ("untold" if unsaid else "")


def _is_key(view: View, match: Match) -> bool:
    """Whether the cells are the keys of rows, not the few codes of a list: `debt_id`, unlike `document_type_id`."""
    return match.keyed and view.profile.distinct > FEW and view.form(*KEY_FORMS) >= UNIFORM


def _is_numbered(view: View) -> bool:
    """Whether the rows are numbered one after another: under a vague name that is the journal's number of the row."""
    return bool(view.facts.get("serial")) and FEW <= view.values == view.profile.distinct


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


def _by_absence(
    view: View, match: Match, recognizer: Recognizer, evidence: list[Evidence]
) -> tuple[float | None, Kind]:
    shaped = recognizer.validator or recognizer.shapes
    if shaped and not recognizer.sampled and recognizer.forms and view.form(*recognizer.forms) >= 0.5:
        return (WEAK_FORM if match.weak else HEADER_ANY), Kind.UNIFORM
    hidden = view.form("hash", "binary") >= 0.5  # the other words tell how it was hidden: `phone_sha256`
    if match.clarity is Clarity.WEAK and _is_pair(view, recognizer):
        return WEAK_FORM, Kind.UNIFORM
    if match.weak or (match.partial and not hidden):
        return None, Kind.NONE
    if not view.values:
        return HEADER_ALONE, Kind.HEADER_ONLY
    if recognizer.least and known_share(view, recognizer) < recognizer.least:
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


def _is_pair(view: View, recognizer: Recognizer) -> bool:
    """Whether the cells are two codes of something that has two: 1 and 2 under `пол`."""
    codes = "flag" in recognizer.forms and view.form(*recognizer.forms) >= FULL
    return codes and view.profile.distinct == 2 and view.values >= FEW


def _malformed(recognizer: Recognizer) -> Evidence:
    if recognizer.validator in CHECK_DIGITS:
        return say(EvidenceKind.CHECKSUM, "checksum.failed", -1.0, share="100")
    return say(EvidenceKind.NEGATIVE, "values.invalid", -1.0, entity=recognizer.entity)


def _is_malformed(view: View, recognizer: Recognizer) -> bool:
    """Whether values that do not pass are about as long as its shapes: the card of a patient has six digits.

    Numbers that follow each other are a ledger's.
    """
    if max(view.form(*DIGITS), view.facts.get("digits", 0.0)) < 0.5 or view.form(*OTHERWISE) >= 0.5:
        return False
    if view.facts.get("timestamp", 0.0) >= FULL or view.facts.get("serial"):
        return False
    lengths = [len(shape) for shape in recognizer.shapes]
    return not lengths or min(lengths) - SHORTER <= view.profile.mean_length <= max(lengths) + LONGER

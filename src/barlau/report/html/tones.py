"""How grave a verdict is, in five tones that colour, sign and order share."""

from collections.abc import Iterable

from barlau.model.policy import Verdict
from barlau.model.report import ColumnResult

TONES = ("error", "warning", "note", "ok", "none")
_OF_VERDICT = {
    Verdict.UNDECLARED: "error",
    Verdict.DENIED: "error",
    Verdict.CATCH_ALL: "warning",
    Verdict.WRONG_SOURCE: "warning",
    Verdict.WRONG_PURPOSE: "warning",
    Verdict.OTHER_SUBJECT: "warning",
    Verdict.AMBIGUOUS: "warning",
    Verdict.VAGUE: "note",
    Verdict.IMPLIED: "note",
    Verdict.DECLARED: "ok",
    Verdict.NOT_PERSONAL: "none",
}


def tone(verdict: Verdict) -> str:
    """The tone of a verdict."""
    return _OF_VERDICT[verdict]


def worst(tones: Iterable[str]) -> str:
    """The gravest of some tones; `none` of none."""
    return min(tones, key=TONES.index, default="none")


def column_tone(column: ColumnResult) -> str:
    """The gravest tone of a column's verdicts."""
    return worst(tone(verdict.verdict) for verdict in column.verdicts)


def undeclared(column: ColumnResult) -> bool:
    """Does some policy not declare, or even deny, what this column holds?"""
    return any(verdict.verdict in (Verdict.UNDECLARED, Verdict.DENIED) for verdict in column.verdicts)

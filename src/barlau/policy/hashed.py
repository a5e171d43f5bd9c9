"""Hashes that give their values away (rule `reversible-hash`).

A column of digests is tried with the identifiers that stand in clear in other columns of the scan: a digest that
matches one was made without a key or a salt, and then all the others can be turned back by trying every IIN, phone
or card there is. Salted and keyed hashes match nothing. Where nothing stands in clear, only a name can speak
(`iin_sha256`), and the finding is a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from barlau.model.question import Known, Reversed, TableRef, Unhash, Unhashed
from barlau.model.reading import Reason, Sampling
from barlau.model.report import ColumnResult, Confidence, Finding, Kind, Level, Location, Message
from barlau.policy.comparison import fingerprint, in_order
from barlau.taxonomy import rules

FEW = ("identity.iin", "org.bin", "contact.phone", "finance.card.number")
"""So few that all can be tried: 9·10⁸ IINs of people born since 1900, 10⁹ phones, 10⁹ cards of an issuer."""
CATEGORIES = (*FEW, "contact.email")
"""What digests are tried with."""
IN_CLEAR = (Kind.UNIFORM, Kind.MIXED)
DIGESTS = 0.5
"""Share of a column's values from which on it is a column of digests."""
ROWS, ALL_ROWS = 20_000, 400_000
"""Rows hashed of one column, and of all together (16 spellings of a phone take 8 µs). Of 20,000 people drawn at
random from a million, 20 are expected among any 1,000 others."""


def questions(columns: Sequence[ColumnResult], digests: Mapping[Location, float], sampling: Sampling) -> list[Unhash]:
    """One for each column of digests if anything stands in clear; `digests` has the share of digests by column."""
    known = tuple(entry for column in columns for entry in _in_clear(column))
    if not known:
        return []
    rows = min(ROWS, max(1_000, ALL_ROWS // len(known)))
    values = replace(sampling, rows=rows if sampling.rows is None else max(rows, sampling.rows))
    hashes = sampling if sampling.rows is None else values
    return [
        Unhash(_id(column), _table(column), column.column, _nearest(known, column), hashes, values)
        for column in columns
        if _holds_digests(column, digests)
    ]


def findings(
    columns: Sequence[ColumnResult], digests: Mapping[Location, float], answers: Mapping[str, Unhashed]
) -> tuple[Finding, ...]:
    """One for each column of digests and category that it gives away, and what could not be tried."""
    out: list[Finding] = []
    for column in columns:
        if not _holds_digests(column, digests):
            continue
        answer = answers.get(_id(column), Unhashed(""))
        proven, named = list(_proven(column, answer)), _named(column)
        tried = sum(entry.tried for entry in answer.reversals)
        if proven:
            out += [_matched(column, best) for best in proven]
        elif answer.reason is not None:
            about = answer.reversals[0].known.category if answer.reversals else named or FEW[0]
            gaps = (("category", about), ("reason", answer.reason.value))
            out.append(_finding(column, about, "unread", gaps, Confidence.LOW))
        elif answer.id and not answer.hashes:  # inside packed text, which is not read by column
            gaps = (("category", named or FEW[0]), ("reason", Reason.UNSUPPORTED_FORMAT.value))
            out.append(_finding(column, named or FEW[0], "unread", gaps, Confidence.LOW))
        elif not tried and named:
            out.append(_finding(column, named, "named", (("category", named),), Confidence.LOW))
    return in_order(out)


def _in_clear(column: ColumnResult) -> Iterable[Known]:
    if column.kind not in IN_CLEAR:
        return
    for found in column.detections:
        if found.category in CATEGORIES and found.count and found.confidence is not Confidence.LOW:
            yield Known(_table(column), column.column, found.category)


def _nearest(known: Sequence[Known], column: ColumnResult) -> tuple[Known, ...]:
    """Columns of the same table first: a tie of the counts is theirs."""
    return tuple(sorted(known, key=lambda entry: entry.table != _table(column)))


def _holds_digests(column: ColumnResult, digests: Mapping[Location, float]) -> bool:
    return column.kind is not Kind.NOT_SCANNED and digests.get(_place(column), 0.0) >= DIGESTS


def _proven(column: ColumnResult, answer: Unhashed) -> Iterable[Reversed]:
    """The best match of each category."""
    best: dict[str, Reversed] = {}
    for entry in answer.reversals:
        enough = max(1, min(2, entry.tried, answer.hashes))
        if _is_secret(column):  # somebody's password may be a phone; then the others are none
            enough = max(enough, entry.tried // 2)
        now = best.get(entry.known.category)
        if entry.matched >= enough and (now is None or _order(entry) > _order(now)):
            best[entry.known.category] = entry
    return best.values()


def _order(entry: Reversed) -> tuple[float, int]:
    return entry.matched / max(entry.tried, 1), entry.matched


def _is_secret(column: ColumnResult) -> bool:
    return any(found.category.startswith("auth") for found in column.detections)


def _named(column: ColumnResult) -> str | None:
    """The category that the name says is hashed here, if all its values can be tried."""
    if column.kind is not Kind.HEADER_ONLY:
        return None
    return next((found.category for found in column.detections if found.category in FEW), None)


def _matched(column: ColumnResult, best: Reversed) -> Finding:
    known = best.known
    place = f"{known.table.object}.{known.column.path or known.column.name}"
    if known.table.source != column.source:
        place = f"{known.table.source}.{place}"
    gaps = (
        ("category", known.category),
        ("function", best.function.upper().replace("SHA", "SHA-")),
        ("matched", str(best.matched)),
        ("tried", str(best.tried)),
        ("column", place),
    )
    return _finding(column, known.category, "message", gaps, Confidence.HIGH)


def _finding(
    column: ColumnResult, category: str, sentence: str, gaps: tuple[tuple[str, str], ...], confidence: Confidence
) -> Finding:
    rule = rules.load().rules["reversible-hash"]
    return Finding(
        fingerprint(rule.id, category, _place(column)),
        rule.id,
        rule.level if confidence is Confidence.HIGH else Level.NOTE,
        None,
        category,
        confidence,
        _place(column),
        Message(f"rule.{rule.id}.{sentence}", gaps),
    )


def _table(column: ColumnResult) -> TableRef:
    return TableRef(column.source, column.object)


def _place(column: ColumnResult) -> Location:
    return Location(column.source, column.object, column.column.name, column.column.path)


def _id(column: ColumnResult) -> str:
    return "|".join((column.source, column.object, column.column.name, column.column.path or ""))

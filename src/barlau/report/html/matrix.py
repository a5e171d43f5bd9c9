"""What a policy declares against what the data hold, category by category."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from barlau import taxonomy
from barlau.model.policy import Verdict
from barlau.model.report import Report
from barlau.report import summary
from barlau.report.html.promises import Promise, promises
from barlau.report.html.systems import in_order
from barlau.report.html.tones import TONES, tone

ROWS = ("declared", "vague", "implied", "catch_all", "silent", "denied", "not_personal")
"""What the policy says; `silent`: nothing."""
_ROW_OF = {
    Verdict.VAGUE: "vague",
    Verdict.IMPLIED: "implied",
    Verdict.CATCH_ALL: "catch_all",
    Verdict.UNDECLARED: "silent",
    Verdict.DENIED: "denied",
    Verdict.NOT_PERSONAL: "not_personal",
}
PLAIN = frozenset(_ROW_OF) | {Verdict.DECLARED}
"""Verdicts that their row says in full."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One category in a field of the matrix."""

    category: str
    tone: str
    columns: int
    verdict: str = ""
    amiss: bool = False
    """The category is declared, yet not in this way: `wrong_purpose`, …"""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """What one row of the matrix holds."""

    says: str
    found: tuple[Cell, ...]
    not_found: tuple[Cell, ...]
    unverifiable: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PolicyView:
    """One policy: the matrix, and its findings counted."""

    id: str
    sha256: str
    rows: tuple[MatrixRow, ...]
    rules: tuple[tuple[str, str, int], ...]
    """(rule, level, count)"""
    promises: tuple[Promise, ...]


def policies(report: Report) -> tuple[PolicyView, ...]:
    """Every policy of the report."""
    out = []
    for name, digest in report.policies:
        groups = summary.groups(report)
        counts = [(g.rule, g.level.value, sum(f.policy == name for f in g.findings)) for g in groups]
        out.append(
            PolicyView(
                name, digest, _rows(report, name), tuple(entry for entry in counts if entry[2]), promises(report, name)
            )
        )
    return tuple(out)


def _rows(report: Report, policy: str) -> tuple[MatrixRow, ...]:
    found: dict[str, dict[str, Counter[Verdict]]] = defaultdict(lambda: defaultdict(Counter))
    for column in report.columns:
        for said in column.verdicts:
            if said.policy == policy:
                found[_ROW_OF.get(said.verdict, "declared")][said.category][said.verdict] += 1
    rest: dict[tuple[str, str], set[str]] = defaultdict(set)
    for result in report.policy_results:
        if result.policy == policy and result.found != "found" and result.category in taxonomy.load():
            rest[result.status.value, result.found].add(result.category)
    rows = (
        MatrixRow(
            says,
            tuple(cell for category in in_order(found[says]) for cell in _cells(category, found[says][category])),
            tuple(Cell(category, "none", 0) for category in in_order(rest[says, "not_found"])),
            tuple(Cell(category, "none", 0) for category in in_order(rest[says, "unverifiable"])),
        )
        for says in ROWS
    )
    return tuple(row for row in rows if row.found or row.not_found or row.unverifiable)


def _cells(category: str, verdicts: Counter[Verdict]) -> list[Cell]:
    """One cell for each verdict, the gravest first."""
    ordered = sorted(verdicts, key=lambda verdict: (TONES.index(tone(verdict)), verdict))
    return [
        Cell(category, tone(verdict), verdicts[verdict], verdict.value, verdict not in PLAIN) for verdict in ordered
    ]

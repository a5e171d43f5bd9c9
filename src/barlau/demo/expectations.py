"""What a scan of the sample data has to say of each column; those readable either way are left out."""

from __future__ import annotations

from dataclasses import dataclass

from barlau.demo.blueprint import ColumnPlan, TablePlan, load
from barlau.model.policy import Verdict


@dataclass(frozen=True, slots=True)
class Expectation:
    """The right answer for one column."""

    object: str
    """As barlau shows it: table, file, or `book.xlsx#sheet`."""
    column: str
    """Name of the column, or its path inside nested data (`$.client.iin`)."""
    category: str | None
    """None: harmless, nothing may be found."""
    verdict: Verdict | None
    """What the company's policy says; None for harmless columns and organisation data it does not mention."""
    subject: str | None
    """Whose data they are; None: an organisation's, or nobody's."""
    also: tuple[str, ...] = ()
    """Further categories that the cells hold."""
    resembles: str = ""
    """What a harmless column looks like."""

    @property
    def undeclared(self) -> bool:
        """Nothing in the policy covers it, or a catch-all clause only."""
        return self.verdict in (Verdict.UNDECLARED, Verdict.CATCH_ALL, Verdict.DENIED)


def expectations(company: str) -> list[Expectation]:
    """The right answers for a company, in the order of its blueprint."""
    return [_expectation(table, column) for table, column in load(company).columns() if not column.undecided]


def _expectation(table: TablePlan, column: ColumnPlan) -> Expectation:
    return Expectation(
        table.object,
        f"$.{column.name}" if table.format == ".jsonl" else column.name,
        column.category,
        column.verdict,
        column.subject or table.subject if _is_of_a_person(column) else None,
        column.also,
        column.resembles,
    )


def _is_of_a_person(column: ColumnPlan) -> bool:
    return column.category is not None and not column.category.startswith("org.")

"""One line of the result: two measured figures, their ratio, and what is demanded of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A comparison. `at_most` or `at_least` bounds the ratio; neither: it is reported only."""

    name: str
    measured: str
    ratio: float
    at_most: float | None = None
    at_least: float | None = None

    @property
    def demand(self) -> str:
        """What the ratio must be."""
        if self.at_most is not None:
            return f"≤ {self.at_most:g}"
        return f"≥ {self.at_least:g}" if self.at_least is not None else ""

    @property
    def met(self) -> str:
        """Whether it is."""
        if self.at_most is not None:
            return "yes" if self.ratio <= self.at_most else "**no**"
        if self.at_least is not None:
            return "yes" if self.ratio >= self.at_least else "**no**"
        return ""


HEADER = "| what | measured | ratio | demand | met |\n|---|---|---|---|---|"


def line(row: Row) -> str:
    """A line of the table, as the README shows it."""
    return f"| {row.name} | {row.measured} | {row.ratio:.3g} | {row.demand} | {row.met} |"

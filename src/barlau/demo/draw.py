"""What a maker of values is given: random numbers of its own, the people of the rows, the period of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from barlau.demo.people import Person

Cell = str | int | float | bool | date | datetime | None
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Draw:
    """The chance of one column."""

    rng: np.random.Generator
    people: Sequence[Person]
    """One for each row; the columns of a row speak of the same person."""
    others: Sequence[Person]
    """For each row somebody else: a child's name, a second phone."""
    first_day: date
    last_day: date

    @property
    def rows(self) -> int:
        """How many values to make."""
        return len(self.people)

    def pick(self, items: Sequence[Item]) -> list[Item]:
        """One of the items for each row."""
        return [items[at] for at in self.rng.integers(len(items), size=self.rows).tolist()]

    def integers(self, low: int, high: int) -> list[int]:
        """Whole numbers from `low` to `high - 1`."""
        numbers: list[int] = self.rng.integers(low, high, self.rows).tolist()
        return numbers

    def digits(self, count: int) -> list[str]:
        """Digit strings of that length."""
        return [f"{number:0{count}d}" for number in self.integers(0, 10**count)]

    def hexadecimal(self, count: int) -> list[str]:
        """Lower-case hex strings of that length, an even number."""
        raw = self.rng.bytes(self.rows * count // 2).hex()
        return [raw[at : at + count] for at in range(0, len(raw), count)]

    def moments(self, *, ascending: bool = False) -> list[datetime]:
        """Moments of the company's period, whole seconds."""
        start = datetime.combine(self.first_day, time(8))
        seconds = self.rng.integers(0, (self.last_day - self.first_day).days * 86_400, self.rows)
        if ascending:
            seconds.sort()
        return [start + timedelta(seconds=second) for second in seconds.tolist()]

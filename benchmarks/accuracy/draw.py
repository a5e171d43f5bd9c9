"""What a maker of values is given: random numbers, the words, and the invented people of the rows."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import yaml
from people import Person, crowd

Cell = str | int | float | bool | date | datetime | None
Item = TypeVar("Item")

WORDS: dict[str, list] = yaml.safe_load((Path(__file__).parent / "vocabulary.yaml").read_text("utf-8"))
CROWD = 20_000
"""In larger tables a person stands in several rows, as in a table of payments."""
VIN_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Draw:
    """The chance of one table; equal seeds give equal columns."""

    rng: random.Random
    rows: int

    @cached_property
    def people(self) -> list[Person]:
        """One person for each row."""
        group = crowd(self.rng, min(self.rows, CROWD), WORDS)
        return group if len(group) == self.rows else self.rng.choices(group, k=self.rows)

    def pick(self, items: list[Item]) -> list[Item]:
        """One of the items for each row."""
        return self.rng.choices(items, k=self.rows)

    def integers(self, low: int, high: int) -> list[int]:
        """Whole numbers from `low` to `high - 1`."""
        return [self.rng.randrange(low, high) for _ in range(self.rows)]

    def digits(self, count: int) -> list[str]:
        """Digit strings of that length."""
        return [f"{number:0{count}d}" for number in self.integers(0, 10**count)]

    def digits_of(self, count: int) -> str:
        """One digit string of that length."""
        return f"{self.rng.randrange(10**count):0{count}d}"

    def pattern(self, form: str) -> str:
        """`#` becomes a digit, `@` a capital letter."""
        random_digit = self.rng.random
        return "".join(
            str(int(random_digit() * 10)) if c == "#" else self.rng.choice(UPPER) if c == "@" else c for c in form
        )

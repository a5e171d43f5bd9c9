"""Fills the tables of a blueprint. Every column has random numbers of its own: a new one changes no other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from barlau.demo import words
from barlau.demo.blueprint import load
from barlau.demo.draw import Cell, Draw
from barlau.demo.makers import MAKERS
from barlau.demo.people import Person, crowd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from barlau.demo.blueprint import ColumnPlan, TablePlan

ABSENT = ("-", "н/д", "нет", "жоқ", "не указан")
CROWDS: Mapping[str, int] = {"customer": 3_000, "employee": 300, "third_party": 900}
"""How many people of each kind a company knows; 400 of any other kind."""


@dataclass(frozen=True, slots=True)
class Table:
    """A filled table: one list of cells for each column."""

    plan: TablePlan
    columns: tuple[list[Cell], ...]

    @property
    def names(self) -> list[str]:
        """Names of the columns."""
        return [column.name for column in self.plan.columns]


def fill(company: str, seed: int) -> list[Table]:
    """All tables of a company; the same seed gives the same cells."""
    return [_table(company, plan, seed) for plan in load(company).tables]


def _key(text: str) -> int:
    return crc32(text.encode())


@lru_cache(maxsize=8)  # the kinds of people of one company
def _crowd(company: str, subject: str, seed: int) -> list[Person]:
    minors = load(company).minors if subject == "customer" else 0.0
    return crowd(CROWDS.get(subject, 400), (seed, _key(company), _key(subject)), minors)


def _table(company: str, plan: TablePlan, seed: int) -> Table:
    own_seed = (seed, _key(company), _key(plan.object))
    blueprint, columns = load(company), []
    for column in plan.columns:
        subject = column.subject or plan.subject or "customer"
        people, others = _rows(plan, _crowd(company, subject, seed), (*own_seed, _key(subject)))
        rng = np.random.default_rng([*own_seed, _key(column.name)])
        draw = Draw(rng, people, others, blueprint.first_day, blueprint.last_day)
        columns.append(_column(column, draw))
    if plan.encoding == "cp1251":  # has no Kazakh letters: such systems write their Russian neighbours
        columns = [[words.russian(cell) if isinstance(cell, str) else cell for cell in cells] for cells in columns]
    return Table(plan, tuple(columns))


def _rows(plan: TablePlan, people: Sequence[Person], seed: tuple[int, ...]) -> tuple[list[Person], list[Person]]:
    rng = np.random.default_rng(list(seed))
    repeated = plan.rows > len(people) or not plan.once
    chosen = rng.choice(len(people), plan.rows, replace=repeated).tolist()
    return [people[at] for at in chosen], [people[at - 1] for at in chosen]


def _column(plan: ColumnPlan, draw: Draw) -> list[Cell]:
    if plan.make:
        cells = MAKERS[plan.make](draw, **plan.options)
    else:
        cells = list(draw.pick(words.texts(plan.words) if plan.words else plan.values))
    stored = [_stored(cell, plan.stored) for cell in cells]
    if not plan.nulls and not plan.absent:
        return stored
    chance, marks = draw.rng.random(draw.rows).tolist(), draw.pick(ABSENT)
    return [
        None if share < plan.nulls else mark if share < plan.nulls + plan.absent else cell
        for cell, share, mark in zip(stored, chance, marks, strict=True)
    ]


def _stored(cell: Cell, kind: str) -> Cell:
    match kind:
        case "text":
            return str(cell)
        case "int":
            return int(str(cell))
        case "float":
            return float(str(cell))
    return cell

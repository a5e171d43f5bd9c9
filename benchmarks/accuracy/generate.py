"""One round of the evaluation: every kind of column once or more, under fresh names, in tables of many sizes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import pyarrow as pa
import wear
from draw import Draw
from kinds import Kind, TableKind, harmless_kinds, personal_kinds, table_kinds
from makers import MAKERS
from naming import opaque, spelled

COPIES = 2
"""Columns of each kind in one round."""
WIDTH = 12
LARGE = 100_000
LARGE_WIDTH = 6
NESTED = 0.04
PARENTS = ("data", "attributes", "body", "info")
HARMLESS_AMONG_PERSONAL = 0.35


@dataclass(frozen=True)
class Truth:
    """What one column is."""

    kind: Kind
    name: str
    opaque_name: str
    parent: str
    """Struct that the column lies in; empty: none."""
    state: str
    values: int
    """Cells that are not null."""


@dataclass(frozen=True)
class MadeTable:
    """A table and the truth of its columns, in order."""

    name: str
    subject: str | None
    data: pa.Table
    truths: tuple[Truth, ...]


@cache
def _kinds() -> tuple[list[Kind], list[Kind], list[TableKind], tuple[str, ...], tuple[str, ...]]:
    return personal_kinds(), harmless_kinds(), *table_kinds()


def tables(seed: int, *, large: int = LARGE) -> Iterator[MadeTable]:
    """All tables of one round; equal seeds give equal tables."""
    rng = random.Random(seed)
    plans = _plans(rng)
    for place, name, kinds in plans:
        yield _table(rng, name, place, kinds, _rows(rng))
    place, name, kinds = rng.choice(plans)
    yield _table(rng, name, place, kinds[:LARGE_WIDTH], large)


def _rows(rng: random.Random) -> int:
    low, high = rng.choices(((20, 20), (50, 200), (200, 1000), (1000, 3000), (3000, 9000)), (2, 3, 6, 5, 1))[0]
    return rng.randint(low, high)


def _plans(rng: random.Random) -> list[tuple[TableKind | None, str, list[Kind]]]:
    personal, harmless, places, plain_names, _ = _kinds()
    waiting: dict[int, list[Kind]] = {}
    for kind in personal * COPIES:
        fitting = [i for i, place in enumerate(places) if kind.group in place.groups]
        waiting.setdefault(rng.choice(fitting), []).append(kind)
    spare = harmless * COPIES
    rng.shuffle(spare)
    plans: list[tuple[TableKind | None, str, list[Kind]]] = []
    for index, kinds in sorted(waiting.items()):
        rng.shuffle(kinds)
        for start in range(0, len(kinds), WIDTH):
            part = kinds[start : start + WIDTH]
            among = [spare.pop() for _ in range(round(len(part) * HARMLESS_AMONG_PERSONAL)) if spare]
            plans.append((places[index], rng.choice(places[index].names), part + among))
    plans += [(None, rng.choice(plain_names), spare[at : at + WIDTH]) for at in range(0, len(spare), WIDTH)]
    rng.shuffle(plans)
    return plans


def _table(rng: random.Random, name: str, place: TableKind | None, kinds: Sequence[Kind], rows: int) -> MadeTable:
    draw = Draw(rng, rows)
    taken: set[str] = set()
    truths, columns = [], []
    for number, kind in enumerate(kinds, 1):
        names = _names(kind, place)
        truth, column = _column(draw, kind, number, spelled(rng, *rng.choice(names)), taken)
        truths.append(truth)
        columns.append(column)
    data = pa.table(columns, [t.parent or t.name for t in truths])
    return MadeTable(name, place.subject if place else None, data, tuple(truths))


def _names(kind: Kind, place: TableKind | None) -> Sequence[tuple[str, str]]:
    """In a table of employees no column is called after the client."""
    if place is None or place.subject in (None, "customer"):
        return kind.names
    words = _kinds()[-1]
    return [pair for pair in kind.names if not any(word in pair[1].lower() for word in words)]


def _column(draw: Draw, kind: Kind, number: int, name: str, taken: set[str]) -> tuple[Truth, pa.Array]:
    rng = draw.rng
    if name.lower() in taken:
        name = f"{name}_{number}"
    taken.add(name.lower())
    made = MAKERS[kind.make](draw, **kind.options)
    values, state = (wear.stored(made, kind.stored), kind.stored) if kind.stored else wear.worn(rng, made)
    values = wear.thinned(rng, values)
    parent = f"{rng.choice(PARENTS)}_{number}" if rng.random() < NESTED else ""
    filled = len(values) - values.count(None)
    truth = Truth(kind, name, opaque(rng, number), parent, state, filled)
    return truth, wear.array(rng, values, nest=name if parent else "")

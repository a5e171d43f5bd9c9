"""What happens to good values in real tables: nulls, dirt, foreign values, other storage types."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime

import pyarrow as pa
from draw import Cell
from plain_values import epoch_of

ABSENT = ("", "-", "н/д", "нет", "жоқ", "NULL", "не указано", "0", "б/н")
FOREIGN = ("см. договор", "уточнить у клиента", "архив 2019", "12", "3-15/887", "перенесено", "тест", "AB-77")


def worn(rng: random.Random, values: Sequence[Cell]) -> tuple[list[Cell], str]:
    """Values in one of three states, and its name: `clean`, `dirty` or `mixed`. Only text gets dirty."""
    out = list(values)
    state = rng.choices(("clean", "dirty", "mixed"), (6, 3, 1))[0]
    if not isinstance(out[0], str):
        state = "clean"
    if state == "dirty":
        out = [_dirty(rng, value, rng_share) for value, rng_share in zip(out, (rng.random() for _ in out), strict=True)]
    if state == "mixed":
        share = rng.uniform(0.05, 0.3)
        out = [rng.choice(FOREIGN) if rng.random() < share else value for value in out]
    return out, state


def _dirty(rng: random.Random, value: Cell, chance: float) -> Cell:
    if not isinstance(value, str) or chance > 0.3:
        return value
    if chance < 0.08:
        return rng.choice(ABSENT)
    if chance < 0.2:
        return rng.choice((f" {value}", f"{value} ", f"{value}\u00a0", f"'{value}", f"{value}\t"))
    if chance < 0.25 and len(value) > 3:
        at = rng.randrange(len(value))
        return value[:at] + value[at + 1 :]
    return value


def thinned(rng: random.Random, values: Sequence[Cell]) -> list[Cell]:
    """Half of the columns are full, the others 5 to 95 % null."""
    if rng.random() < 0.5:
        return list(values)
    share = rng.uniform(0.05, 0.95)
    return [None if rng.random() < share else value for value in values]


def stored(values: Sequence[Cell], how: str) -> list[Cell]:
    """The values as another system keeps them; text that is no number is lost."""
    if not how:
        return list(values)
    if how == "epoch":
        return [None if v is None else epoch_of(v) for v in values if v is None or isinstance(v, date | datetime)]
    numbers = [int(v) if isinstance(v, str) and v.isdigit() else v for v in values]
    if how == "int":
        return numbers
    if how == "float":
        return [None if v is None else float(v) for v in numbers]
    return [None if v is None else repr(float(v)) if v < 1e11 else f"{float(v):.11E}" for v in numbers]


def array(rng: random.Random, values: Sequence[Cell], *, nest: str = "") -> pa.Array:
    """An Arrow column: mixed types become text; some strings are dictionary-encoded; `nest` wraps in a struct."""
    kinds = {type(v) for v in values if v is not None}
    flat = pa.array(values if len(kinds) <= 1 else [None if v is None else str(v) for v in values])
    if flat.type == pa.null():
        flat = flat.cast(pa.string())
    if nest:
        return pa.StructArray.from_arrays([flat], [nest])
    return flat.dictionary_encode() if flat.type == pa.string() and rng.random() < 0.1 else flat

"""The recognizers of a pack, made ready to run: check modules imported, patterns joined for the Rust engine."""

from __future__ import annotations

import importlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

if TYPE_CHECKING:
    from barlau.engine.cells import Bytes, Rows
    from barlau.model.recognizer import Recognizer

Mask = NDArray[np.bool_]

PRECISE = 0.9  # patterns scored at least so need no second look where there is no check digit
WEAK_CHECK = 0.05  # checks that pass more by accident see only the cells that stronger ones left


class CheckModule(Protocol):
    """A module below `barlau.identifiers`; not every one has every kernel."""

    def is_valid_array(self, values: pa.Array) -> pa.BooleanArray: ...  # noqa: D102
    def check_cells(self, buffer: Bytes, start: Rows, length: int) -> Mask: ...  # noqa: D102
    def check_integers(self, values: NDArray[np.int64]) -> Mask: ...  # noqa: D102
    def whole_cells(self, buffer: Bytes, start: Rows, length: Rows) -> Mask: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Entity:
    """A recognizer ready to run."""

    recognizer: Recognizer
    module: CheckModule | None
    whole: str
    """All patterns, anchored."""
    strong: str
    """The patterns that need no context word, anchored; empty if none does without."""
    trusts_pattern: bool
    """A text match needs no validation."""
    context: tuple[str, ...]
    vocabulary: pa.StringArray | None
    needs: str
    """What every example has, as an expression: a letter, a digit; values without it are not tried."""


@dataclass(frozen=True, slots=True)
class Tries:
    """Counts, by entity, what had its shape and was checked, valid or not: chance is reckoned on it."""

    counts: NDArray[np.int64]
    weights: NDArray[np.int64] | None = None
    """Rows that each cell stands for; None: one."""
    rows: Rows | None = None
    """Where the cells at hand stand among those that `weights` speaks of."""

    def add(self, owner: int, cells: Rows) -> None:
        """These cells were checked."""
        if self.weights is None:
            self.counts[owner] += len(cells)
        else:
            self.counts[owner] += int(self.weights[cells if self.rows is None else self.rows[cells]].sum())

    def at(self, cells: Rows) -> Tries:
        """The same counter for some of the cells, which then count from 0."""
        if self.weights is None:
            return self
        return Tries(self.counts, self.weights, cells if self.rows is None else self.rows[cells])


def entity(recognizer: Recognizer) -> Entity:
    """Import the check module and join the patterns."""
    module = None
    if recognizer.validator is not None:
        module = cast("CheckModule", importlib.import_module("barlau.identifiers." + recognizer.validator))
    checked = any(hasattr(module, name) for name in ("check_digit", "check_digits"))
    strong = [p.regex for p in recognizer.patterns if p.tells_alone]
    return Entity(
        recognizer,
        module,
        anchored([p.regex for p in recognizer.patterns]),
        anchored(strong) if strong else "",
        recognizer.sampled or (not checked and all(p.score >= PRECISE for p in recognizer.patterns)),
        tuple(sorted({word.lower() for word in recognizer.context})),
        pa.array(sorted({word.lower() for word in recognizer.vocabulary})) if recognizer.vocabulary else None,
        _needs(recognizer.match),
    )


def _needs(examples: Sequence[str]) -> str:
    if examples and all(re.search(r"[^\W\d_]", text) for text in examples):
        return r"\p{L}"
    return "[0-9]" if examples and all(re.search("[0-9]", text) for text in examples) else ""


def union(patterns: Sequence[str]) -> str:
    r"""One alternation. Rust's Unicode `\b` is 200 times slower on Cyrillic text than the ASCII one."""
    return re.sub(r"\\b", r"(?-u:\\b)", "|".join(f"(?:{pattern})" for pattern in patterns))


def anchored(patterns: Sequence[str]) -> str:
    """One alternation of the whole text."""
    return f"^(?:{union(patterns)})$"

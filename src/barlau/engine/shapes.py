"""Whole cells recognised by byte templates: eight positions in one 64-bit operation, no automaton.

A shape is written one letter a byte: `d` digit, `U` upper-case Latin, `V` VIN letter or digit, `A` upper-case or
digit, `x` hex digit, `s` space or dash, `?` anything; every other ASCII character is itself. About 4 ns per eight
bytes and cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from barlau.engine.cells import (
    CLASSES,
    DIGIT,
    IOQ,
    LOWER_HEX,
    SEPARATOR,
    UPPER,
    UPPER_HEX,
    Cells,
    Rows,
    Words,
    words,
)

LETTERS = {
    "d": DIGIT,
    "U": UPPER | IOQ,
    "V": DIGIT | UPPER,
    "A": DIGIT | UPPER | IOQ,
    "x": DIGIT | LOWER_HEX | UPPER_HEX,
    "s": SEPARATOR,
    "?": 0,
}
_BYTES = np.arange(256)
_LOW, _HIGH = np.uint64(0x7F7F7F7F7F7F7F7F), np.uint64(0x8080808080808080)


@dataclass(frozen=True, slots=True)
class _Window:
    offset: int
    classes: np.uint64
    free: np.uint64
    literal: np.uint64
    mask: np.uint64


@dataclass(frozen=True, slots=True)
class Shape:
    """One compiled template; `owner` is the caller's own number for it."""

    owner: int
    length: int
    windows: tuple[_Window, ...]


def compile_shape(shape: str, owner: int) -> Shape:
    """Translate the letters of one shape into byte windows."""
    size = len(shape)
    offsets = sorted({*range(0, max(size - 7, 1), 8), max(size - 8, 0)})
    return Shape(owner, size, tuple(_window(shape, offset) for offset in offsets))


def _window(shape: str, offset: int) -> _Window:
    classes = free = literal = mask = 0
    for place in range(8):
        letter = shape[offset + place] if offset + place < len(shape) else "?"
        if letter == "?":
            free |= 1 << 8 * place
        elif letter in LETTERS:
            classes |= LETTERS[letter] << 8 * place
        else:
            free |= 1 << 8 * place
            literal |= ord(letter) << 8 * place
            mask |= 0xFF << 8 * place
    return _Window(offset, np.uint64(classes), np.uint64(free), np.uint64(literal), np.uint64(mask))


class ShapeSet:
    """All shapes of a pack, by length."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self._by_length: dict[int, list[Shape]] = defaultdict(list)
        for shape in shapes:
            self._by_length[shape.length].append(shape)
        self._begins = np.zeros((256, 256), bool)
        """By length and first byte: whether a shape may fit."""
        codes = np.frombuffer(CLASSES, np.uint8)
        for shape in shapes:
            first = shape.windows[0]
            classes, free, literal, mask = (
                int(part) & 0xFF for part in (first.classes, first.free, first.literal, first.mask)
            )
            self._begins[shape.length] |= ((codes & classes > 0) | bool(free)) & ((_BYTES ^ literal) & mask == 0)

    def match(self, cells: Cells) -> Iterator[tuple[int, int, Rows]]:
        """Yield (owner, length, rows) for each shape that some cells have; rows ascend."""
        if not len(cells):
            return
        short = np.minimum(cells.length, 255)
        begins = self._begins[short, cells.raw.take(cells.start)]
        if not begins.any():
            return
        short[~begins] = 0
        raw, codes = words(cells.raw), words(cells.codes)
        for length in np.flatnonzero(np.bincount(short, minlength=256)):
            shapes = self._by_length.get(int(length))
            if not shapes:
                continue
            rows = np.flatnonzero(short == length)
            view = _View(raw, codes, cells.start[rows], int(length))
            for shape in shapes:
                hit = view.rows(shape)
                if hit is None:
                    yield shape.owner, int(length), rows
                elif len(hit):
                    yield shape.owner, int(length), rows[hit]


class _View:
    """The windows of the cells of one length, gathered once for all shapes of that length."""

    def __init__(self, raw: Words, codes: Words, start: Rows, length: int) -> None:
        self._raw, self._codes, self._start, self._length = raw, codes, start, length
        self._dense = int(start[-1] - start[0]) == length * (len(start) - 1)
        """Whether the cells lie side by side: then a step through the buffer is twice as fast as gathering."""
        self._raw_at: dict[int, Words] = {}
        self._codes_at: dict[int, Words] = {}

    def rows(self, shape: Shape) -> Rows | None:
        """Which cells have the shape; None means all of them."""
        fits = None
        for window in shape.windows:
            test = self._test(window)
            fits = test if fits is None else fits & test
            if not fits.any():
                break
        assert fits is not None  # noqa: S101  (a shape has at least one window)
        return None if fits.all() else np.flatnonzero(fits)

    def _test(self, window: _Window) -> NDArray[np.bool_]:
        at = window.offset
        if at not in self._codes_at:
            self._codes_at[at] = self._gathered(self._codes, at)
        test: NDArray[np.bool_] = ((((self._codes_at[at] & window.classes) | window.free) + _LOW) & _HIGH) == _HIGH
        if window.mask:
            if at not in self._raw_at:
                self._raw_at[at] = self._gathered(self._raw, at)
            test &= ((self._raw_at[at] ^ window.literal) & window.mask) == 0
        return test

    def _gathered(self, buffer: Words, at: int) -> Words:
        if self._dense:
            return np.ascontiguousarray(buffer[self._start[0] + at : self._start[-1] + at + 1 : self._length])
        return buffer[self._start + at]

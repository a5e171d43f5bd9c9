"""Repairs written as regular expressions, run alike on one text and on an Arrow column.

A pattern is written in the dialect that Python's `re` and RE2 share: no look-around, no back-reference,
`[0-9]` instead of the digit class, `\\A` and `\\z`. One list of rules then serves the scalar and the
vectorised function, and both agree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from barlau.identifiers.tables import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rule:
    """One repair; every match of `pattern` is replaced. The pattern never matches an empty text."""

    pattern: str
    replacement: str
    """Text with the groups `\\1` to `\\9`."""
    only: str = ""
    """Guard: pattern that a cell has to contain, asked once for neighbours that share it. Empty: any cell."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(r"\z", r"\Z"))


@cache
def _template(replacement: str) -> str:
    """RE2 reads one digit after the backslash, `re` reads two."""
    return re.sub(r"\\([0-9])", r"\\g<\1>", replacement)


def rewrite(text: str, rules: Sequence[Rule]) -> str:
    """Apply the rules one after the other."""
    for only, group in _runs(tuple(rules)):
        if not only or _compiled(only).search(text):
            for rule in group:
                text = _compiled(rule.pattern).sub(_template(rule.replacement), text)
    return text


def rewrite_array(texts: pa.Array, rules: Sequence[Rule], *, done: str = "") -> pa.Array:
    """`rewrite` on every cell of a string array; cells that match `done` as a whole stay as they are."""
    if done:
        return apply_where(texts, ~matches_array(texts, done), lambda part: rewrite_array(part, rules))
    for only, group in _runs(tuple(rules)):
        if only:
            texts = apply_where(texts, contains_array(texts, only), partial(_replace, rules=group))
        else:
            texts = _replace(texts, group)
    return texts


@cache
def _runs(rules: tuple[Rule, ...]) -> list[tuple[str, list[Rule]]]:
    """Neighbours with the same guard; it is asked once for all of them."""
    runs: list[tuple[str, list[Rule]]] = []
    for rule in rules:
        if not runs or runs[-1][0] != rule.only:
            runs.append((rule.only, []))
        runs[-1][1].append(rule)
    return runs


def _replace(texts: pa.Array, rules: Sequence[Rule]) -> pa.Array:
    for rule in rules:
        texts = pc.replace_substring_regex(texts, pattern=rule.pattern, replacement=rule.replacement)
    return texts


def apply_where(texts: pa.Array, where: Mask, function: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """Replace the marked cells by what `function` makes of them; it has to keep their number."""
    if not where.any():
        return texts
    if where.all():
        return function(texts)
    mask = pa.array(where)
    return pc.replace_with_mask(texts, mask, function(texts.filter(mask)))


def matches(text: str, pattern: str) -> bool:
    """Does the whole text match?"""
    return _compiled(pattern).fullmatch(text) is not None


def groups(text: str, pattern: str) -> tuple[str, ...] | None:
    """The groups of a match of the whole text; a group that took no part is empty."""
    found = _compiled(pattern).fullmatch(text)
    return None if found is None else tuple(group or "" for group in found.groups())


def matches_array(texts: pa.Array, pattern: str) -> Mask:
    """Which cells match as a whole; a null does not."""
    return contains_array(texts, rf"\A(?:{pattern})\z")


def contains_array(texts: pa.Array, pattern: str) -> Mask:
    """Which cells contain a match; a null does not."""
    found = pc.match_substring_regex(texts, pattern=pattern)
    mask: Mask = pc.fill_null(found, False).to_numpy(zero_copy_only=False)  # noqa: FBT003 (Arrow has no keyword)
    return mask


def boolean_array(mask: Mask, like: pa.Array) -> pa.BooleanArray:
    """The mask as an Arrow array that is null where `like` is."""
    if like.null_count == 0:
        return pa.array(mask)
    return pa.array(mask, mask=like.is_null().to_numpy(zero_copy_only=False))


@cache
def label_rules(name: str, separators: str = " .:=#№-", *, glued: bool = True) -> tuple[Rule, ...]:
    """Rules that take the labels `name` of `data/labels.yaml` off the front of a cell (`ИИН: `, `iin=`).

    A separator has to follow, or a digit where `glued` (`ИИН110715399990`).
    """
    names = any_of(name)
    behind = f"(?:[{separators}]+|([0-9]))" if glued else f"[{separators}]+"
    return (Rule(rf"\A{names}(?:/{names})?{behind}", r"\1" if glued else "", only=r"\A[^0-9]"),)


@cache
def any_of(name: str) -> str:
    """Pattern of any of the words `name` of `data/labels.yaml`, in either case."""
    longest_first = sorted(words("labels", name), key=len, reverse=True)
    return "(?:" + "|".join(_either_case(word) for word in longest_first) + ")"


def _either_case(word: str) -> str:
    return "".join(f"[{letter.lower()}{letter.upper()}]" if letter.isalpha() else re.escape(letter) for letter in word)

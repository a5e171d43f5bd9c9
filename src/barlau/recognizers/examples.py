"""The recognizers' own examples: each file says what it must and must not recognise, and this runs them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from barlau.model.recognizer import Pack, Recognizer

# The letters of a shape as expressions over ASCII; the engine's byte classes say the same.
_LETTERS = {
    "d": "[0-9]",
    "U": "[A-Z]",
    "V": "[A-HJ-NPR-Z0-9]",
    "A": "[A-Z0-9]",
    "x": "[0-9A-Fa-f]",
    "s": "[ -]",
    "?": ".",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that turned out otherwise. The examples are synthetic, so the text may be shown."""

    recognizer: str
    origin: str
    example: str
    expected: bool


def failures(pack: Pack) -> tuple[Failure, ...]:
    """All examples of a pack that fail, in the order of the pack."""
    return tuple(failure for recognizer in pack.recognizers for failure in _failures(recognizer))


def recognises(recognizer: Recognizer, text: str) -> bool:
    """Whether the text is the entity as a whole or contains it."""
    accepts = _validator(recognizer.validator)
    if text.strip().lower() in recognizer.vocabulary or (recognizer.sampled and accepts(text)):
        return True
    if any(_shape(shape).fullmatch(text) for shape in recognizer.shapes) and accepts(text):
        return True
    found = (match[0] for p in recognizer.patterns for match in _pattern(p.regex).finditer(text))
    return any(recognizer.sampled or accepts(match) for match in found)


def _failures(recognizer: Recognizer) -> Iterator[Failure]:
    for expected, examples in ((True, recognizer.match), (False, recognizer.no_match)):
        for example in examples:
            if recognises(recognizer, example) is not expected:
                yield Failure(recognizer.entity, recognizer.origin, example, expected)


def _validator(name: str | None) -> Callable[[object], bool]:
    if name is None:
        return lambda _: True
    is_valid: Callable[[object], bool] = import_module(f"barlau.identifiers.{name}").is_valid
    return is_valid


@cache
def _shape(shape: str) -> re.Pattern[str]:
    return re.compile("".join(_LETTERS.get(letter, re.escape(letter)) for letter in shape))


@cache
def _pattern(regex: str) -> re.Pattern[str]:
    r"""As the engine compiles it: `\b` sees ASCII only, so a Cyrillic letter may touch the match."""
    return re.compile(regex.replace(r"\b", "(?:(?<![0-9A-Za-z_])(?=[0-9A-Za-z_])|(?<=[0-9A-Za-z_])(?![0-9A-Za-z_]))"))

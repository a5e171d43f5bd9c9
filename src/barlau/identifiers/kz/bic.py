"""BIC: банктің сәйкестендіру коды (БСК), банковский идентификационный код (БИК); ISO 9362.

Eight characters, or eleven with a branch; Kazakhstan has `KZ` at positions 5 and 6. It names a bank, not a
person. Any word of eight letters with KZ in that place has this shape: `listed` says whether the bank is
known.

>>> validate("caspkzka")
'CASPKZKA'
>>> validate("HSBKKZKXXXX")
'HSBKKZKX'
>>> is_valid("CASPRUMM")
False
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from barlau.identifiers.normal import accepts, clean, clean_array, latinise, latinise_array, require_shape
from barlau.identifiers.rules import Rule, boolean_array, label_rules, matches_array, rewrite, rewrite_array
from barlau.identifiers.tables import mapping

if TYPE_CHECKING:
    import pyarrow as pa

_SHAPE = "[A-Z]{4}KZ[A-Z0-9]{2}(?:[A-Z0-9]{3})?"
_HEAD_OFFICE = (Rule(r"\A([A-Z0-9]{8})XXX\z", r"\1"),)


@dataclass(frozen=True, slots=True)
class Bic:
    """What a valid code says."""

    code: str
    listed: bool
    """Is it the code of a known bank, of today or merged away?"""


def compact(value: object) -> str:
    """Capital Latin letters, without a label and without the branch XXX (the head office)."""
    return rewrite(latinise(rewrite(clean(value), label_rules("bic"))), _HEAD_OFFICE)


def validate(value: object) -> str:
    """The code of 8 or 11 characters. Raises an `InvalidIdentifier`."""
    code = compact(value)
    require_shape(code, _SHAPE, "[A-Z]{4}KZ[A-Z0-9]")
    return code


def parse(value: object) -> Bic:
    """Is the bank known? Raises an `InvalidIdentifier`."""
    code = validate(value)
    known = {*mapping("banks", "codes").values(), *mapping("banks", "historic").values()}
    return Bic(code, code[:8] in known)


def is_valid(value: object) -> bool:
    """Has it the form of a code of Kazakhstan?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = latinise_array(rewrite_array(clean_array(values), label_rules("bic")))
    return boolean_array(matches_array(texts, _SHAPE), texts)

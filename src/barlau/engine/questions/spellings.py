"""The ways in which people write an identifier before they hash it: each gives another digest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pyarrow as pa
import pyarrow.compute as pc

from barlau.identifiers.generic import card, email
from barlau.identifiers.kz import bin as organisation
from barlau.identifiers.kz import iin, phone
from barlau.identifiers.normal import clean_array, lower_array, to_text_array

Spell = Callable[[pa.StringArray, pa.StringArray], list[pa.StringArray]]
"""From valid cells as they are and the same cells cleaned to their spellings, each a value of its own row."""


def spellings(category: str, values: pa.Array) -> list[pa.StringArray]:
    """Each spelling of the distinct valid values of a column; all arrays have one row a value.

    Cells that are no valid identifier of the category are left out: the digest of a placeholder is no evidence.
    """
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    if pa.types.is_binary(values.type):
        return []
    texts = pc.utf8_trim_whitespace(to_text_array(values.drop_null()))
    cells = pc.unique(texts)
    is_valid, spell = _SPELLINGS[category]
    cells = cells.filter(pc.fill_null(is_valid(cells), False))  # noqa: FBT003  (Arrow has no keyword)
    return spell(cells, clean_array(cells)) if len(cells) else []


def _digits(texts: pa.StringArray) -> pa.StringArray:
    return pc.replace_substring_regex(texts, "[^0-9]", "")


def _number(cells: pa.StringArray, cleaned: pa.StringArray) -> list[pa.StringArray]:
    """Twelve digits; a number that lost its zeros as it stands, too."""
    digits = _digits(cleaned)
    return [pc.utf8_lpad(digits, 12, "0"), digits, cells]


def _card(cells: pa.StringArray, cleaned: pa.StringArray) -> list[pa.StringArray]:
    digits = _digits(cleaned)
    fours = "^([0-9]{4})([0-9]{4})([0-9]{4})([0-9]+)$"
    groups = (pc.replace_substring_regex(digits, fours, sign.join((r"\1", r"\2", r"\3", r"\4"))) for sign in " -")
    return [digits, *groups, cells]


def _email(cells: pa.StringArray, _: pa.StringArray) -> list[pa.StringArray]:
    return [cells, lower_array(cells), pc.utf8_upper(cells)]


def _phone(cells: pa.StringArray, cleaned: pa.StringArray) -> list[pa.StringArray]:
    ten = pc.utf8_slice_codeunits(_digits(cleaned), -10, 2**31 - 1)
    parts = "^([0-9]{3})([0-9]{3})([0-9]{2})([0-9]{2})$"
    return [pc.replace_substring_regex(ten, parts, form) for form in _PHONES] + [cells]


_PHONES = (
    r"+7\1\2\3\4",
    r"7\1\2\3\4",
    r"8\1\2\3\4",
    r"\1\2\3\4",
    r"+7 \1 \2 \3 \4",
    r"8 \1 \2 \3 \4",
    r"+7 \1 \2-\3-\4",
    r"8 \1 \2-\3-\4",
    r"+7 (\1) \2-\3-\4",
    r"8 (\1) \2-\3-\4",
    r"+7(\1)\2-\3-\4",
    r"8(\1)\2-\3-\4",
    r"+7 (\1) \2 \3 \4",
    r"8 (\1) \2 \3 \4",
    r"+7-\1-\2-\3-\4",
    r"8-\1-\2-\3-\4",
)

_SPELLINGS: Mapping[str, tuple[Callable[[pa.Array], pa.BooleanArray], Spell]] = MappingProxyType(
    {
        "identity.iin": (iin.is_valid_array, _number),
        "org.bin": (organisation.is_valid_array, _number),
        "contact.phone": (phone.is_valid_array, _phone),
        "contact.email": (email.is_valid_array, _email),
        "finance.card.number": (card.is_valid_array, _card),
    }
)
CATEGORIES = tuple(_SPELLINGS)
"""What digests are tried against."""

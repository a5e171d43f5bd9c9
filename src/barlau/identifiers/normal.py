"""Normal form of a cell before any check: what exports, spreadsheets and typing did to it is undone here.

Byte order mark, no-break and zero-width characters, quotes, the Excel wrappers `'…` and `="…"`, full-width
forms (NFKC, with the number sign kept), dashes, the suffix of a float, scientific notation that kept all
digits. What needs Unicode tables is done by one call over all cells of a column joined by line feeds, so the
scalar and the column agree.
"""

from __future__ import annotations

import math
import unicodedata
import weakref
from datetime import date
from decimal import Decimal
from numbers import Integral, Real
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from barlau.errors import InvalidFormat, InvalidIdentifier, InvalidLength
from barlau.identifiers.rules import Rule, apply_where, contains_array, matches, rewrite, rewrite_array

if TYPE_CHECKING:
    from collections.abc import Callable

_HOMOGLYPHS = str.maketrans(
    "АВЕКМНОРСТУХІЅЈавекмнорстухіѕјabcdefghijklmnopqrstuvwxyz",
    "ABEKMHOPCTYXISJABEKMHOPCTYXISJABCDEFGHIJKLMNOPQRSTUVWXYZ",
)
_ZERO_WIDTH = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad"
_SPACES = "\u0085\u1680\u2028\u2029"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_QUOTES = "\u00ab\u00bb\u2018\u2019\u201a\u201c\u201d\u201e"
_FOLD: dict[int, str | None] = {
    **dict.fromkeys(map(ord, _ZERO_WIDTH)),
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, _QUOTES), '"'),
}

_CONTROL = (Rule(r"[\x00-\x1f\x7f]+", " "),)
_UNWRAP = (Rule(r"""\A[ '"`=]+""", ""), Rule(r"""[ '"`]+\z""", ""))
_FLOAT = (Rule(r"\A(-?[0-9]+)[.,]00?\z", r"\1"),)
_EXPONENT = r"\A[0-9][.,][0-9]+[eE]\+?[0-9]+\z"
# A mantissa has to carry all digits; the shortest form of a float of up to 12 digits drops one final zero.
_SCIENTIFIC = (
    *(Rule(rf"\A([0-9])[.,]([0-9]{{{n}}})0*[eE]\+?{n}\z", r"\1\2", only=_EXPONENT) for n in range(7, 20)),
    *(Rule(rf"\A([0-9])[.,]([0-9]{{{n - 1}}})[eE]\+?{n}\z", r"\1\20", only=_EXPONENT) for n in (10, 11)),
)
_PLAIN = r"\A[0-9A-Za-z]*\z"
_INT64 = 2.0**63


def to_text(value: object) -> str:
    """Text of a cell of any type; an integer-valued float loses its fraction, what has no text is empty."""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if value is None or isinstance(value, bool | np.bool_):
        return ""
    return _number_text(value)


def _number_text(value: object) -> str:
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Real) and math.isfinite(number := float(value)):
        return str(int(number)) if number.is_integer() and abs(number) < _INT64 else repr(number)
    return ""


def to_text_array(values: pa.Array) -> pa.Array:
    """`to_text` on every cell; text, integers, floats, decimals, dates, times and dictionaries of them.

    Raises TypeError for any other Arrow type.
    """
    kind = values.type
    if pa.types.is_string(kind):
        return values
    if pa.types.is_dictionary(kind):
        return to_text_array(values.dictionary_decode())
    if pa.types.is_floating(kind):
        return _float_text_array(values.cast(pa.float64()))
    if pa.types.is_boolean(kind) or pa.types.is_null(kind):
        return pc.if_else(values.is_valid(), "", pa.scalar(None, pa.string()))
    if pa.types.is_nested(kind):
        raise TypeError(f"no text form for the Arrow type {kind}")
    return values.cast(pa.string())


def _float_text_array(values: pa.Array) -> pa.Array:
    numbers = values.to_numpy(zero_copy_only=False)
    whole = np.isfinite(numbers) & (np.floor(numbers) == numbers) & (np.abs(numbers) < _INT64)
    digits = pa.array(np.where(whole, numbers, 0.0).astype(np.int64)).cast(pa.string())
    other = pc.if_else(pc.is_finite(values), values.cast(pa.string()), "")
    return pc.if_else(values.is_valid(), pc.if_else(pa.array(whole), digits, other), other)


def clean(value: object) -> str:
    """The cell as text, without what export and display added to it."""
    text = rewrite(to_text(value), _CONTROL)
    if not text.isascii():
        text = _fold(text)
    text = rewrite(text, _UNWRAP)
    return rewrite(text, (*_FLOAT, *_SCIENTIFIC))


_last: list[tuple[Callable[[], object], pa.Array]] = []
"""The last array and what became of it: one sample is judged by a dozen identifiers in turn."""


def clean_array(values: pa.Array) -> pa.StringArray:
    """`clean` on every cell; a null stays null."""
    for known, done in _last[:]:
        if known() is values:
            return done
    texts = to_text_array(values)
    cleaned = apply_where(texts, ~contains_array(texts, _PLAIN), _clean_part)
    _last[:] = [(weakref.ref(values), cleaned)]
    return cleaned


def _clean_part(texts: pa.Array) -> pa.Array:
    texts = by_line(rewrite_array(texts, _CONTROL), _fold)
    return rewrite_array(rewrite_array(texts, _UNWRAP), (*_FLOAT, *_SCIENTIFIC))


def _fold(text: str) -> str:
    """NFKC with the number sign kept (it would become `No`), then spaces, dashes and quotes in one form."""
    return "№".join(unicodedata.normalize("NFKC", part) for part in text.split("№")).translate(_FOLD)


def by_line(texts: pa.Array, function: Callable[[str], str]) -> pa.Array:
    """Apply a function of text to the non-ASCII cells, all in one call.

    The cells hold no line feed (`clean_array` removes it) and the function has to treat every line by itself.
    """
    plain = pc.fill_null(pc.string_is_ascii(texts), True).to_numpy(zero_copy_only=False)  # noqa: FBT003
    return apply_where(texts, ~plain, lambda part: _joined(part, function))


def _joined(texts: pa.Array, function: Callable[[str], str]) -> pa.Array:
    one = pa.ListArray.from_arrays(pa.array([0, len(texts)], pa.int32()), texts)
    text = function(pc.binary_join(one, "\n")[0].as_py())
    return pc.split_pattern(pa.array([text]), pattern="\n").values


def latinise(text: str) -> str:
    """Capital Latin letters for Cyrillic look-alikes and lower case. For codes only, never for names."""
    return text.translate(_HOMOGLYPHS)


def latinise_array(texts: pa.Array) -> pa.Array:
    """`latinise` on every cell of a cleaned string array."""
    return by_line(pc.ascii_upper(texts), latinise)


def lower_array(texts: pa.Array) -> pa.Array:
    """`str.lower` on every cell of a cleaned string array."""
    return by_line(pc.ascii_lower(texts), str.lower)


def accepts(validate: Callable[[object], str], value: object) -> bool:
    """Does `validate` accept the value?"""
    try:
        validate(value)
    except InvalidIdentifier:
        return False
    return True


def require_shape(text: str, shape: str, alphabet: str) -> None:
    """Unless the text matches `shape`, raise `InvalidLength` (all is of the alphabet) or `InvalidFormat`."""
    if not matches(text, shape):
        raise InvalidLength if matches(text, f"{alphabet}*") else InvalidFormat

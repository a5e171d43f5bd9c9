"""Text made of named values: `iin=… phone=…`, `ИИН: …; тел: …`, the query of an address.

A value reaches to the next key, so nothing of a cell is lost: what stands before the first key is the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

import numpy as np
import pyarrow as pa

from barlau.engine.cells import Rows
from barlau.engine.entities import Mask

if TYPE_CHECKING:
    import polars as pl

LEAST = 2  # pairs of a cell; a single one must be all of it
_EQUAL_KEY = r"(?:^|[\s?&;,|(]+)([\p{L}_][\p{L}\p{N}_.\-\[\]]{0,40})="
_COLON_KEY = r"(?:^\s*|[;,|\n]+\s*)([\p{L}_][\p{L}\p{N}_.\-]{0,30}(?: [\p{L}\p{N}_.\-]{1,30}){0,2}) ?:"
_SINGLE = r"^\?*[\p{L}_][\p{L}\p{N}_.\-\[\]]{1,40}=[^=]"
_MARKUP_OR_HASH = r"^\s*(?:<|\$[0-9A-Za-z-]+\$)"  # `$argon2id$v=19$m=65536,t=3,p=4$…` (PHC string format)
_BEGINS_WITH_COLON_KEY = r"^\s*[\p{L}_][\p{L}\p{N}_.\-]{0,30}(?: [\p{L}\p{N}_.\-]{1,30}){0,2} ?:[^/\\]"
_COLON_PAIR = _COLON_KEY + r"[^/\\]"
_KEY, _VALUE = "\x1e", "\x1f"  # the information separators of ASCII: record, unit
_AROUND = r"^[\s\"']+|[\s\"';&,|)]+$"
_ESCAPED = "%[0-9A-Fa-f]{2}"


def are_equal_signs(texts: pl.Series) -> Mask:
    """Which cells are `key=value` text."""
    many = texts.str.count_matches(_EQUAL_KEY) >= LEAST
    return ((many | texts.str.contains(_SINGLE)) & ~texts.str.contains(_MARKUP_OR_HASH)).to_numpy()


def are_colons(texts: pl.Series) -> Mask:
    """Which cells are nothing but `key: value` text."""
    begins = texts.str.contains(_BEGINS_WITH_COLON_KEY)
    return (begins & (texts.str.count_matches(_COLON_PAIR) >= LEAST)).to_numpy()


@dataclass(frozen=True, slots=True)
class Split:
    """Cells taken apart."""

    keys: pa.StringArray
    values: pa.StringArray
    rows: Rows
    """Where in the array each pair came from."""
    rest: pa.StringArray
    """What stands before the first key; empty if nothing does."""


def split(values: pa.StringArray) -> Split:
    """Take apart cells that are one or the other; equal signs go first."""
    import polars as pl

    texts = pl.Series(pl.from_arrow(values)).str.replace_all(f"[{_KEY}{_VALUE}]", " ")
    by_sign = pl.Series(are_equal_signs(texts))
    marked = texts.str.replace_all(_EQUAL_KEY, f"{_KEY}${{1}}{_VALUE}").zip_with(
        by_sign, texts.str.replace_all(_COLON_KEY, f"{_KEY}${{1}}{_VALUE}")
    )
    parts = marked.str.split(_KEY)
    rest = parts.list.first()
    counts = parts.list.len().to_numpy().astype(np.int64) - 1
    rows = np.repeat(np.arange(len(values)), counts)
    cut = parts.list.slice(1).explode(empty_as_null=False).str.splitn(_VALUE, 2).struct
    found = _unescaped(cut.field("field_1").fill_null("").str.replace_all(_AROUND, ""))
    return Split(_array(cut.field("field_0")), _array(found), rows, _array(rest))


def _array(texts: pl.Series) -> pa.StringArray:
    return texts.to_arrow().cast(pa.string())


def _unescaped(texts: pl.Series) -> pl.Series:
    """Values of a query with their percent signs resolved: all at once, in one string."""
    import polars as pl

    escaped = texts.str.contains(_ESCAPED)
    if not escaped.any():
        return texts
    which = texts.filter(escaped)
    plain = unquote_plus(_KEY.join(which.str.replace_all("(?i)%1[ef]", " ")), errors="replace").split(_KEY)
    return texts.scatter(np.flatnonzero(escaped.to_numpy()), pl.Series(plain))

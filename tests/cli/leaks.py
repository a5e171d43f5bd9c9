"""Finds values of the data in what a program wrote, in the forms that text takes on its way."""

import hashlib
import json
import re
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

import polars as pl

SHORTEST, SHORTEST_NUMBER = 6, 9
"""Characters. Shorter values occur by chance: in a share of six digits, in a fingerprint."""
_GAPS = re.compile(r"(?<=[0-9])[\s\u00a0\u202f.,_-]+(?=[0-9])")


def worth_looking_for(values: Iterable[object], public: str) -> set[str]:
    """The values whose presence in a text means something; not those that public texts hold too."""
    texts = {str(value).strip() for value in values if value is not None}
    long = {text for text in texts if len(text) >= SHORTEST and re.search(r"\w{3}", text)}
    telling = {text for text in long if re.search(r"[^\W\d_]", text) or len(re.sub(r"\D", "", text)) >= SHORTEST_NUMBER}
    known = found(public, telling)
    return {text for text in telling if text.casefold() not in known}


def leaked(text: str, values: Iterable[str]) -> set[str]:
    """What of the values a text holds: as it is, in groups of digits, escaped or hashed."""
    kept = list(values)
    direct = found(text, {form for value in kept for form in forms(value)})
    digits = {re.sub(r"\D", "", value) for value in kept if re.fullmatch(r"[+()\d\s-]+", value)}
    return direct | found(_GAPS.sub("", text), {number for number in digits if len(number) >= SHORTEST_NUMBER})


def forms(value: str) -> set[str]:
    """How a value may be written."""
    raw = value.encode()
    hashes = {hashlib.new(name, raw, usedforsecurity=False).hexdigest() for name in ("md5", "sha1", "sha256")}
    escaped = {quote(value), quote_plus(value), json.dumps(value)[1:-1], repr(value)[1:-1], ascii(value)[1:-1]}
    return {value, *escaped, *hashes}


def found(text: str, patterns: Iterable[str]) -> set[str]:
    """The patterns that occur, whatever the case of their letters."""
    folded = sorted({pattern.casefold() for pattern in patterns})
    if not folded:
        return set()
    hits = pl.select(pl.lit(text.casefold()).str.extract_many(folded, overlapping=True)).item()
    return set(hits)

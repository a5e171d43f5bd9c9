"""Finds values of the data in what a program wrote, in the forms that text takes on its way."""

import hashlib
import re
from collections.abc import Iterable
from urllib.parse import unquote_plus

import polars as pl

SHORTEST, SHORTEST_NUMBER = 6, 9
"""Characters. Shorter values occur by chance: in a share of six digits, in a fingerprint."""
_HASH = re.compile(r"[0-9a-f]{32,}")
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
    numbers = {re.sub(r"\D", "", value) for value in kept if re.fullmatch(r"[+()\d\s-]+", value)}
    readings = "\n".join(dict.fromkeys((text, unquote_plus(text), unescaped(text), _GAPS.sub("", text))))
    hashes = set(_HASH.findall(text.lower()))
    hashed = {value for value in kept if hashes and hashes & digests(value)}
    return hashed | found(readings, {*kept, *(number for number in numbers if len(number) >= SHORTEST_NUMBER)})


def unescaped(text: str) -> str:
    """With the escapes of JSON and Python read: `\\u0456`, `\\xe9`, `\\'`."""
    code = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\\'\"/]))")
    return code.sub(lambda match: match[3] or chr(int(match[1] or match[2], 16)), text)


def digests(value: str) -> set[str]:
    """Hashes without a salt, which a number of twelve digits does not survive."""
    return {hashlib.new(name, value.encode(), usedforsecurity=False).hexdigest() for name in ("md5", "sha1", "sha256")}


def found(text: str, values: Iterable[str]) -> set[str]:
    """The values that occur, whatever the case of their letters."""
    folded = sorted({value.casefold() for value in values})
    hits = pl.select(pl.lit(text.casefold()).str.extract_many(folded, overlapping=True)).item() if folded else ()
    return set(hits)

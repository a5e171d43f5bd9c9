"""Repairs Kazakh and Russian text that was decoded with the wrong character table.

Three accidents are common: bytes of KZ-1048 (ST RK 1048-2002, the Windows table with Kazakh letters) read as
Windows-1251, so that `Серікқызы` arrives as `Серікќызы`; UTF-8 read as Windows-1251, so that `Ахметов`
arrives as `РђС…РјРµС‚РѕРІ`; and UTF-8 in a `latin1` column of MySQL, so that it arrives as `ÐÑ…Ð¼ÐµÑ‚Ð¾Ð²`.

>>> repair("Серікўлы"), repair("РђС…РјРµС‚РѕРІ")
('Серікұлы', 'Ахметов')
"""

from __future__ import annotations

import re

import pyarrow as pa

from barlau.identifiers.normal import by_line
from barlau.identifiers.rules import Rule, apply_where, contains_array, rewrite, rewrite_array

# The letters of Windows-1251 at the places where KZ-1048 has Kazakh ones. Belarusian, Ukrainian and Serbian use
# them too, which Kazakhstan's data hardly do.
_KZ1048 = str.maketrans("ЌЋЎЈҐЄЇЅќћўјґєїѕ", "ҚҺҰӘӨҒҮҢқһұәөғүң")
_KZ1048_LETTER = "[ЌЋЎЈҐЄЇЅќћўјґєїѕ]"
# A Cyrillic letter in UTF-8 is D0 to D3 and 80 to BF; these are the same bytes in Windows-1251, which has no 98.
_UNDEFINED = "\x98"
_SECOND = bytes(set(range(0x80, 0xC0)) - {0x98}).decode("cp1251") + _UNDEFINED
# The same bytes in MySQL's `latin1`: Windows-1252 with the control characters of ISO 8859-1 where it has nothing.
_LATIN = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xC0)}
_TO_LATIN = str.maketrans({letter: chr(code) for code, letter in _LATIN.items()})
_LATIN_PAIRS = f"(?:[ÐÑÒÓ][{''.join(_LATIN.values())}\x80-\x9f]){{2}}"
_UTF8_PAIRS = f"(?:[РСТУ][{_SECOND}]){{2}}|{_LATIN_PAIRS}"
_LINE_FEEDS = (Rule(r"[\x00-\x1f\x7f]+", " "),)


def repair(text: str) -> str:
    """The text as it was meant; what was not damaged stays."""
    if re.search(_UTF8_PAIRS, text):
        text = _from_utf8(rewrite(text, _LINE_FEEDS))
    return text.translate(_KZ1048)


def repair_array(texts: pa.Array) -> pa.Array:
    """`repair` on every cell of a string array."""
    texts = apply_where(texts, contains_array(texts, _UTF8_PAIRS), _from_utf8_array)
    return apply_where(texts, contains_array(texts, _KZ1048_LETTER), _from_kz1048_array)


def _from_utf8(text: str) -> str:
    """Each line by itself: a broken sequence never takes the line feed with it."""
    if re.search(_LATIN_PAIRS, text):
        return text.translate(_TO_LATIN).encode("latin-1", "replace").decode("utf-8", "replace")
    parts = (part.encode("cp1251", "replace") for part in text.split(_UNDEFINED))
    return b"\x98".join(parts).decode("utf-8", "replace")


def _from_utf8_array(texts: pa.Array) -> pa.Array:
    return by_line(rewrite_array(texts, _LINE_FEEDS), _from_utf8)


def _from_kz1048_array(texts: pa.Array) -> pa.Array:
    return by_line(rewrite_array(texts, _LINE_FEEDS), lambda text: text.translate(_KZ1048))

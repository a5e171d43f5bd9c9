"""Postal address: мекенжай, адрес.

Russian lines go from large to small with the word first (`г. Алматы, ул. Абая, д. 1, кв. 2`), Kazakh lines put
it behind the name (`Алматы қ., Абай көшесі, 20-үй`), and both mix. An address is a street with a number, or a
settlement or microdistrict with the number of a house; a settlement, a street or a place of interest by itself
is not. Lines are compared as the Latin skeletons of `barlau.fold`: one grammar reads Kazakh, Russian and Latin.

>>> parse("Астана қаласы, Мәңгілік Ел көшесі, 20-үй").house
'20'

>>> is_valid("ул. Абая")
False
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from barlau.errors import InvalidComponent, InvalidFormat
from barlau.fold import stem
from barlau.identifiers import mojibake
from barlau.identifiers.name_parts import fold_array
from barlau.identifiers.normal import accepts, clean, clean_array, latinise, to_text, to_text_array
from barlau.identifiers.rules import (
    Rule,
    apply_where,
    boolean_array,
    contains_array,
    matches_array,
    rewrite,
    rewrite_array,
)
from barlau.identifiers.tables import word_lists

_CANDIDATE = r"(?s).{0,200}[0-9].{0,200}"
_SURELY_CANDIDATE = 201
"""Characters up to which any line with a digit matches `_CANDIDATE`, whose automaton is dear."""
_PREPARED = (
    Rule("№", "#", only="№"),
    Rule("[\"'«»()]", " ", only="[\"'«»()]"),
    Rule(r"\\", "/", only=r"\\"),
    Rule("(?i)([ ,.;])ст([. ])", r"\1статья\2", only="[Сс][Тт][. ]"),  # of a law; the Latin `st` is a street
)
_START, _END = r"(?:\A|[ ,.;:])", r"(?:\z|[ ,.;:])"
_NUMBER = r"[0-9]{1,4} ?[a-z]?(?: ?[/-] ?[0-9]{1,4}[a-z]?){0,2}"
_SHORT_NUMBER = _NUMBER.replace("{1,4} ?", "{1,3}", 1)
_NAME = r"(?:[0-9]{1,3}[ -]?(?:[a-z]{1,3} )?)?[a-z'][a-z0-9'.-]*(?: [a-z'][a-z0-9'.-]*){0,3}"
_POSTAL_CODE = r"[0-9]{6}|[A-Z][0-9]{2}[A-Z][0-9][A-Z][0-9]"


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address as they were written; a part that is not there is empty."""

    postal_code: str = ""
    region: str = ""
    district: str = ""
    city: str = ""
    village: str = ""
    microdistrict: str = ""
    street: str = ""
    house: str = ""
    flat: str = ""


def compact(value: object) -> str:
    """The cell with damaged letters repaired and without what export added to it."""
    return clean(mojibake.repair(to_text(value)))


def validate(value: object) -> str:
    """The line, cleaned. Raises an `InvalidIdentifier`."""
    line = compact(value)
    if re.fullmatch(_CANDIDATE, line) is None:
        raise InvalidFormat
    if not _is_address(stem(rewrite(line, _PREPARED))):
        raise InvalidComponent
    return line


def is_valid(value: object) -> bool:
    """Is the value an address down to the house?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = clean_array(mojibake.repair_array(to_text_array(values)))
    valid = contains_array(texts, "[0-9]")
    long = valid & (pc.utf8_length(texts).to_numpy(zero_copy_only=False) > _SURELY_CANDIDATE)
    valid[long] = matches_array(texts.filter(pa.array(long)), _CANDIDATE)
    rows = np.flatnonzero(valid)
    folded = _fold_lines(rewrite_array(texts.take(pa.array(rows)), _PREPARED))
    grammar = _grammar()
    settled = contains_array(folded, grammar.settlement) & contains_array(folded, grammar.house)
    short = contains_array(folded, grammar.short) & ~contains_array(folded, grammar.place_of_interest)
    valid[rows] = settled | short | contains_array(folded, grammar.street)
    return boolean_array(valid, texts)


def _fold_lines(texts: pa.Array) -> pa.Array:
    """Fold every distinct word once: lines of one column share most of their words."""
    words = pc.split_pattern(texts, pattern=" ")
    distinct = words.values.dictionary_encode()
    folded = apply_where(distinct.dictionary, contains_array(distinct.dictionary, r"[^0-9.,/-]"), fold_array)
    return pc.binary_join(pa.ListArray.from_arrays(words.offsets, folded.take(distinct.indices)), " ")


def _is_address(folded: str) -> bool:
    def found(pattern: str) -> bool:
        return re.search(pattern.replace(r"\z", r"\Z"), folded) is not None

    grammar = _grammar()
    return (
        found(grammar.street)
        or (found(grammar.settlement) and found(grammar.house))
        or (found(grammar.short) and not found(grammar.place_of_interest))
    )


@dataclass(frozen=True, slots=True)
class _Grammar:
    """Patterns over a folded line, to be searched in it."""

    street: str
    """A street or microdistrict with a number."""
    settlement: str
    house: str
    """The word for a house with a number."""
    short: str
    """The whole line: a known city, the name of a street without a word for it, a number."""
    place_of_interest: str


@cache
def _grammar() -> _Grammar:
    before, after, micro = _any("street"), _any("street_after"), _any("microdistrict")
    house, flat, places = _any("house"), _any("flat"), "|".join(map(re.escape, sorted(_places())))
    numbered = rf"(?:{house})?[ .#]*{_NUMBER}(?:[ -]*(?:{house}))?{_END}"
    settled = "|".join(_any(key) for key in ("city", "village", "district", "region"))
    return _Grammar(
        street="|".join(
            [
                rf"{_START}(?:{before})[. ]+{_NAME}[ ,]+{numbered}",
                rf"{_START}(?:{before})[. ]+{_NUMBER}[ ,]+(?:{house})[ .#]*{_NUMBER}{_END}",
                rf"[a-z]{{2}}[ -](?:{after})[. ,]+{numbered}",
                rf"{_START}{_SHORT_NUMBER}[ ,]+(?:[a-z'.-]+ ){{1,3}}(?:{after}){_END}",
                rf"{_START}(?:{micro})[. ]*(?:{_NAME}|{_NUMBER})(?:, *|[ ,]+(?:{house})[ .#]*){_NUMBER}{_END}",
                rf"{_START}{_SHORT_NUMBER}[ -]*(?:{micro})[ .,]+{numbered}",
                rf"[a-z0-9] (?:{micro})[ .,]+{numbered}",
            ]
        ),
        settlement=rf"{_START}(?:{settled})[. ]+[a-z]{{3}}|[a-z]{{3}} (?:{settled}){_END}|{_START}(?:{places}){_END}",
        house=rf"{_START}(?:{house})[ .#]*{_NUMBER}{_END}|{_START}{_NUMBER}[ -]*(?:{house}){_END}",
        short=rf"\A(?:[0-9]{{6}}[ ,]+)?(?:[a-z][a-z. -]*, *){{0,3}}(?:(?:g[. ]+)?(?:{places})|[gspa]\. ?[a-z-]{{3,}})"
        rf"(?: k\.?| kalasi| g\.?)?[ ,]+"
        rf"(?:[a-z'.-]{{3,}}[ ,]+){{1,3}}{_SHORT_NUMBER}(?:[ ,]+(?:{flat})?[ .#]*{_NUMBER})?[ .]*\z",
        place_of_interest=rf"{_START}(?:{_any('place_of_interest')})[a-z]{{0,3}}{_END}",
    )


@cache
def _kinds() -> dict[str, str]:
    """Part of the address by the folded word for it."""
    kinds = {stem(word): kind for kind, words in word_lists("address_words", "words").items() for word in words}
    return {word: kind.removesuffix("_after") for word, kind in kinds.items() if kind != "place_of_interest"}


def _any(kind: str) -> str:
    words = {stem(word) for word in word_lists("address_words", "words")[kind]}
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _places() -> frozenset[str]:
    """Folded names of the cities."""
    cities = word_lists("places", "cities").items()
    return frozenset(stem(name) for city, others in cities for name in (city, *others))


def parse(value: object) -> Address:
    """The parts of an address. Raises an `InvalidIdentifier`."""
    found: dict[str, str] = {}
    for piece in validate(value).split(","):
        for kind, text in _parts(piece.strip(" .;")):
            found.setdefault(kind, text)
    return Address(**{field.name: found.get(field.name, "") for field in fields(Address)})


def _parts(piece: str) -> list[tuple[str, str]]:
    """Kind and text of what stands between two commas; a number behind the name of a street is the house."""
    if re.fullmatch(_POSTAL_CODE, latinise(piece).upper()):
        return [("postal_code", latinise(piece).upper())]
    words = re.sub(r"([0-9])-(?=\D{2,}$)", r"\1 ", piece).replace(". ", " ").replace(".", " ").split()
    kinds = [_kinds().get(stem(word), "") for word in words]
    at = next((at for at, kind in enumerate(kinds) if kind), None)
    kind = kinds[at] if at is not None else "city" if stem(piece) in _places() else ""
    rest = [word for index, word in enumerate(words) if index != at]
    if kind in ("street", "microdistrict") and len(rest) > 1 and re.match("[0-9]", rest[-1]):
        return [(kind, " ".join(rest[:-1])), ("house", rest[-1])]
    return [(kind, " ".join(rest))] if kind else []

"""Person's name: аты-жөні, фамилия имя отчество.

Orders met in Kazakhstan: surname, given name, patronymic; given name first; surname with initials; surname and
given name. A citizen may bear the bare name of an ancestor as surname, and no patronymic (Code on Marriage and
Family of 26.12.2011, article 63), so endings are not enough. A value is judged as a whole: every word becomes a
letter (`name_parts`), and the letters of a row have to stand in one of the orders. Words cannot tell a person
from a street named after one (`Абая`).

>>> parse("Ахметов Асан Серікұлы").order
'surname given patronymic'

>>> is_valid("Абай көшесі")
False
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from barlau.errors import InvalidComponent, InvalidFormat
from barlau.identifiers import mojibake
from barlau.identifiers.name_parts import LETTERS, compound_places, nominative, part, parts_array
from barlau.identifiers.normal import accepts, clean, clean_array, to_text, to_text_array
from barlau.identifiers.rules import (
    Mask,
    Rule,
    boolean_array,
    contains_array,
    matches,
    matches_array,
    rewrite,
    rewrite_array,
)
from barlau.identifiers.tables import mapping

Script = Literal["cyrillic_kk", "cyrillic_ru", "latin"]

_SHAPE = rf"[{LETTERS}'’ʼ`., -]{{2,100}}"
_UNPACKED = (
    # ICAO Doc 9303: document and issuing state stand before the name.
    Rule(r"\A[IPAC]<[A-Z]{3}([A-Z])", r"\1", only="<"),
    Rule(r"<+", " ", only="<"),
    # IATA Resolution 830: `ABDRAKHMANOVA/MERUERT MRS`.
    Rule(r"([A-Z])/([A-Z]+)(?: ?(?:MR|MRS|MS|MISS|MSTR|CHD|INF))?\z", r"\1 \2", only="/"),
    Rule(r"\A +", "", only=r"\A "),
    Rule(r" +\z", "", only=r" \z"),
)
_SEPARATED = (
    # Without regard to case, `re` takes both for an i and RE2 takes neither.
    Rule("İ", "I", only="İ"),
    Rule("ı", "i", only="ı"),
    Rule(r"\.", ". ", only=r"\."),
    Rule(r"[ ,-]+", " ", only="[,-]|  "),
    Rule(r"\A | \z", "", only=r"\A | \z"),
)
_MAX_WORDS = 7


def _pair(first: str, second: str) -> str:
    return f"[{first}]{_KNOWN}[{second}]|[{second}]{_KNOWN}[{first}]"


_KNOWN = "[gbwvstpoqiI]*"
_EVIDENCE = "|".join(
    [
        _pair("gb", "gbwvstp"),
        _pair("s", "wvIp"),
        _pair("p", "wvt"),
        _pair("tv", "wI"),
        _pair("gb", "I"),
        "[bs]i",
        "i[bs]",
    ]
)
_ORDERS = "|".join(
    [
        "[gbsp]",
        "[gbwvXLC]o",
        f"{_KNOWN}(?:{_EVIDENCE}){_KNOWN}",
        "[XLCgbwvst]{1,2}p[oq]?",  # a patronymic carries words that no list knows
        "[XLCgbwvst]p[XLCgbwvst]",
        "sxp|xps",
        "[XLCgbwvst]{2}o",
        "[XLCw]II",
        "II[XLCw]",
        "s[iI]?[XL]",  # capitals of a heading (ОТДЕЛ ПРОДУКТОВ) do not show where a name begins
        "[gbXL][iI]?s",
        "[gb][iI]?[XL]",
    ]
)
_GIVEN = "[gbwv]{1,2}"
_SURNAME = "q?[stvb]{1,3}"
_PATRONYMIC = "p|[gbwvsXLC]o"


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name; a part that is not there is empty."""

    order: str
    """Parts in the order of the text: `surname given patronymic`, `initials surname`."""
    given: str
    surname: str
    patronymic: str
    initials: str
    script: Script


@cache
def _prepared() -> tuple[Rule, ...]:
    titles = mapping("not_names", "forms")["before"].split()
    return (*_UNPACKED, Rule(rf"(?i)\A(?:{'|'.join(titles)})[. ]+", ""))


def compact(value: object) -> str:
    """The cell with damaged letters repaired, without what stands before a name (`ИП`, `г-н`); the case is kept."""
    return rewrite(clean(mojibake.repair(to_text(value))), _prepared())


def validate(value: object) -> str:
    """The name, without endings of a Kazakh case. Raises an `InvalidIdentifier`."""
    name = compact(value)
    _letters(name, _ORDERS)
    return " ".join(nominative(word) for word in name.split(" "))


def is_valid(value: object) -> bool:
    """Is the value the name of one person, whole or in part?"""
    return accepts(validate, value)


def parse(value: object) -> PersonName:
    """The parts of a name and their order. Raises an `InvalidIdentifier`."""
    name = validate(value)
    words = _words(name)
    roles = _roles(_letters(name, _ORDERS))
    parts = {role: " ".join(w for w, r in zip(words, roles, strict=True) if r == role) for role in set(roles)}
    return PersonName(
        order=" ".join(role for role, _ in groupby(roles)),
        given=parts.get("given", ""),
        surname=parts.get("surname", ""),
        patronymic=parts.get("patronymic", ""),
        initials=parts.get("initials", parts.get("initial", "")),
        script=_script(name),
    )


def _roles(letters: str) -> list[str]:
    fixed = {
        "p": "patronymic",
        "o": "patronymic",
        "I": "initials",
        "i": "initial",
        "s": "surname",
        "q": "surname",
    }
    roles = [fixed.get(letter, "") for letter in letters]
    given = [at for at, letter in enumerate(letters) if letter in "gbwv"]
    if "o" in letters and letters.index("o") > 0:
        roles[letters.index("o") - 1] = "patronymic"
    bare = next((at for at, letter in enumerate(letters) if letter in "tXLC"), None)
    if "surname" not in roles and bare is None and len(letters) > 1 and len(given) > (0 if "I" in letters else 1):
        bare = given[0]
    return [
        role or ("surname" if at == bare or (letters[at] in "tXLC" and at not in given) else "given")
        for at, role in enumerate(roles)
    ]


def _script(name: str) -> Script:
    if name.isascii() or not any("Ѐ" <= letter <= "ӿ" for letter in name):
        return "latin"
    return "cyrillic_kk" if set(name.lower()) & set("әғқңөұүһі") else "cyrillic_ru"


def _words(name: str) -> list[str]:
    return rewrite(name, _SEPARATED).split(" ")


def _letters(name: str, orders: str) -> str:
    if not matches(name, _SHAPE):
        raise InvalidFormat
    if matches(name, compound_places()):
        raise InvalidComponent
    words = _words(name)
    letters = "".join(part(word) for word in words)
    if len(words) > _MAX_WORDS or not matches(letters, orders):
        raise InvalidComponent
    return letters


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    return _in_order(values, _ORDERS)


def is_given_name_array(values: pa.Array) -> pa.BooleanArray:
    """Which cells are one given name or two; a null stays null."""
    return _in_order(values, _GIVEN)


def is_surname_array(values: pa.Array) -> pa.BooleanArray:
    """Which cells are a surname, simple or double; a null stays null."""
    return _in_order(values, _SURNAME)


def is_patronymic_array(values: pa.Array) -> pa.BooleanArray:
    """Which cells are a patronymic; a null stays null."""
    return _in_order(values, _PATRONYMIC)


def _in_order(values: pa.Array, orders: str) -> pa.BooleanArray:
    texts = rewrite_array(clean_array(mojibake.repair_array(to_text_array(values))), _prepared())
    shaped = matches_array(texts, _SHAPE) & ~matches_array(texts, compound_places())
    rows = np.flatnonzero(shaped)
    shaped[rows] = _rows_in_order(texts.take(pa.array(rows)), orders)
    return boolean_array(shaped, texts)


def _rows_in_order(texts: pa.Array, orders: str) -> Mask:
    """Which texts of names' characters have words in one of the orders."""
    words = pc.split_pattern(rewrite_array(texts, _SEPARATED), pattern=" ")
    distinct = words.values.dictionary_encode()
    letters = parts_array(distinct.dictionary).take(distinct.indices)
    rows = pc.binary_join(pa.ListArray.from_arrays(words.offsets, letters), "")
    return matches_array(rows, orders) & contains_array(rows, rf"\A.{{1,{_MAX_WORDS}}}\z")

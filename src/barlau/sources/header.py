"""Whether the first row of a table names the columns, told by what stands below it.

A value must never become a column's name, since names are printed: in doubt a row is data.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from barlau.identifiers.name_parts import part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_NAME = 100
MAX_SHORT = 30  # characters of a cell below a name that is a whole sentence
MAX_NAME_WORDS = 4
MAX_WORDS = 8
MOST = 0.8
RARELY = 0.1
RUN = 3  # numbers that follow one another

_KINDS = (
    ("email", re.compile(r"[^\s@]+@[^\s@]+\.[^\W\d_]{2,}")),
    ("link", re.compile(r"\w+://\S+")),
    ("digits", re.compile(r"[\W_]*[0-9][\W\d_]*(?:e[+-]?[0-9]+|T[0-9:.,]+(?:Z|[+-][0-9:]+)?)?", re.IGNORECASE)),
    ("flag", re.compile(r"true|false|yes|no|да|нет|иә|жоқ", re.IGNORECASE)),
    ("code", re.compile(r"(?![^\W\d_]+_?[0-9]{1,2}$)(?=\S*[0-9])\S+")),  # but not c1, tel_2
)
# Years, months and days stand above the columns of a pivot table.
_PERIOD = re.compile(
    r"(?:19|20)[0-9]{2}(?:[-./]?(?:0[1-9]|1[0-2])(?:[-./][0-9]{2}(?:[ T]00:00(?::00)?)?)?)?"
    r"|(?:[0-9]{1,2}[./-])?(?:0?[1-9]|1[0-2])[./-](?:(?:19|20)[0-9]{2}|[0-9]{2})"
    r"|(?:19|20)[0-9]{2}\s?[-–/]\s?(?:19|20)[0-9]{2}"
)
_IDENTIFYING = re.compile(
    r"[0-9]{11}|\bKZ[0-9]{2}[A-Z0-9]{16}\b|[0-9]{4}(?:[ -][0-9]{4}){3}"
    r"|\+?[78][ (.-]{0,2}[0-9]{3}[ ).-]{0,2}[0-9]{3}[ .-]?[0-9]{2}[ .-]?[0-9]{2}"
)
_COMPANY = re.compile(r"\b(?:ТОО|АО|ООО|ИП|ЖК)\s+[«\"]|\b(?:ЖШС|АҚ|LLP|LLC|JSC)$")
_INVISIBLE = re.compile("^[\ufeff\u200b-\u200f\u2060]+")  # before a name; inside it they are shown escaped
_MISSING = re.compile(r"не указан|нет данных|неизвест|unknown$|null$|none$|n/?a$|nan$|[-–—]+$", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"[0-9]{6}")
_NUMBERED = re.compile(r"[^\W\d_]+(?:[_ ][^\W_]+)*[_ ][0-9]+")  # UF_CRM_1620391844
_ONE_OF_SEVERAL = re.compile(r"[^\W\d_]{3,} ?[0-9]{1,2}")  # ИИН1, Телефон 2
_IDENTIFIER = re.compile(r"[a-z]{1,20}(?:_[a-z0-9]{1,20})*[0-9]{0,2}")  # nobody's name is written so
# Stems of the commonest headers of columns that hold one word.
_STEM = re.compile(
    r"^(фам|имя|отч|фио|аты|тег|әке|жөн|город|қала|пол|жын|страна|адрес|стат|тип|наимен"
    r"|name|first|last|sur|middle|patron|city|gender|sex|country|address|status|type|login|user)",
    re.IGNORECASE,
)


def locate(rows: Sequence[Sequence[str]], candidates: Sequence[int]) -> tuple[int, bool]:
    """The row at which a table starts, and whether that row names the columns.

    Titles fill a cell or two: the table starts with the first candidate that is at least half as full as most
    rows. If it leaves columns unnamed, as names of groups of columns do, the first full row is looked at as well.
    """
    filled = [sum(bool(cell) for cell in row) for row in rows]
    usual = Counter(filter(None, filled)).most_common(1)
    if not usual or not candidates:
        return 0, False
    top = next((i for i in candidates if filled[i] * 2 >= usual[0][0]), candidates[0])
    if _has_gaps(rows[top]):
        lower = next((i for i in candidates if i > top and all(rows[i][1:])), 0)
        if lower and is_header(rows[lower], rows[lower + 1 :]):
            return lower, True
    return top, is_header(rows[top], rows[top + 1 :])


def _has_gaps(row: Sequence[str]) -> bool:
    """Whether a row leaves a column unnamed, or names two alike; the first column may be an index."""
    return len(set(row)) < len(row) or "" in row[1:]


def is_header(first: Sequence[str], rest: Sequence[Sequence[str]]) -> bool:
    """Whether a row names columns: it is no row of data, and the rows below it are written otherwise."""
    cells = [cell.strip() for cell in first]
    again = len(first) > 1 and list(first)  # files that were joined repeat their header
    below = [row for row in rest if len(row) == len(first) and list(row) != again]
    columns = [[value for row in below if (value := row[i].strip())] for i in range(len(first))]
    unnamed = sum(bool(column) and not cell for cell, column in zip(cells, columns, strict=True))
    if not any(cells) or unnamed * 2 > len(cells) or any(map(_is_value, cells, columns)):
        return False
    votes = _votes(cells, columns)
    if votes["header"]:
        return votes["header"] > votes["data"]
    return not votes["data"] and _reads_as_names(cells, columns, alone=not below)


def _reads_as_names(cells: Sequence[str], columns: Sequence[Sequence[str]], *, alone: bool) -> bool:
    """The same where all columns hold words, so that only the wording tells."""
    if any(cell and cell in column for cell, column in zip(cells, columns, strict=True)):
        return False
    filled = [cell for cell in cells if cell]
    known = any(map(_STEM.match, filled))
    if any(map(_is_sentence, filled)):
        return False
    identifiers = all(map(_IDENTIFIER.fullmatch, filled))
    if alone:
        return not any(map(_may_be_person, filled)) and (known or all(map(_may_be_name, filled)))
    if all(map(_same_shape, cells, columns)):
        one_word = all(" " not in cell for cell in filled)
        return (one_word and known) or (identifiers and (len(filled) > 1 or not any(columns)))
    return known or identifiers or not any(map(_has_digit, filled))


def _votes(cells: Sequence[str], columns: Sequence[Sequence[str]]) -> Counter[str]:
    """How many columns say that the cell above them is a name, and how many that it is one more value."""
    running = _is_run([cell for cell in cells if cell.isdecimal()])
    return Counter(
        _vote(cell, column)
        for cell, column in zip(cells, columns, strict=True)
        if cell and column and not (running and cell.isdecimal())
    )


def _vote(cell: str, column: Sequence[str]) -> str:
    found = kind(cell)
    usual, count = Counter(map(kind, column)).most_common(1)[0]
    if found == "digits":
        return "data" if found == usual and _is_one_of(cell, column) else ""
    if _MISSING.match(cell) or (found == usual and found in ("email", "link", "flag")):
        return "data"
    if found == "text" != usual and count >= MOST * len(column):
        return "header"
    return "data" if column.count(cell) > RARELY * len(column) else ""


def _is_one_of(number: str, column: Sequence[str]) -> bool:
    """Whether a number is one of those below it, and not a period above amounts."""
    if _PERIOD.fullmatch(number):
        return any(map(_PERIOD.fullmatch, column))
    return list(map(shape, column)).count(shape(number)) > RARELY * len(column)


def _is_run(numbers: Sequence[str]) -> bool:
    """Whether whole numbers follow one another, as the days of a month do above a time sheet."""
    if len(numbers) < RUN or max(map(len, numbers)) > len("2026"):
        return False
    start = int(numbers[0])
    return list(map(int, numbers)) == list(range(start, start + len(numbers)))


def kind(text: str) -> str:
    """What a cell is made of: `email`, `link`, `digits`, `flag`, `code` (letters with digits) or `text`."""
    return next((name for name, pattern in _KINDS if pattern.fullmatch(text)), "text")


def _is_value(cell: str, column: Sequence[str]) -> bool:
    """Whether a cell is certainly a value, whatever stands beside it: an identifier, a person, a long text."""
    if len(cell) > MAX_NAME:
        return max(map(len, column), default=MAX_NAME) > MAX_SHORT
    if not cell or _PERIOD.fullmatch(cell):
        return False
    found = kind(cell)
    if found == "email" or is_person(cell) or any(sign.search(cell) for sign in (_IDENTIFYING, _COMPANY)):
        return True
    if found == "digits":
        return bool(_LONG_NUMBER.search(cell))
    if not _has_digit(cell):
        return False
    if shape(cell) in map(shape, column):
        return True
    return not column and bool(_LONG_NUMBER.search(cell)) and not _NUMBERED.fullmatch(cell)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def is_person(text: str) -> bool:
    """Whether a cell is a person's name of two words or more."""
    words = text.replace(",", " ").split()
    if not 2 <= len(words) <= MAX_NAME_WORDS or not all(map(_is_name_word, words)):
        return False
    parts = [part(word) for word in words]
    names = sum(letter in "gsbp" for letter in parts)
    if set(parts) & set("x!") or not (text.istitle() or text.isupper() or names > 2):
        return False
    return "p" in parts or names > 1 or (names == 1 and any(letter in "wvtiI" for letter in parts))


def _is_name_word(word: str) -> bool:
    return word.replace(".", "").replace("-", "").isalpha()


def _is_sentence(text: str) -> bool:
    return text.endswith((".", "!", ":", ",")) or text.count(" ") >= MAX_WORDS


def _may_be_name(text: str) -> bool:
    return not _has_digit(text) or any(name.fullmatch(text) for name in (_IDENTIFIER, _NUMBERED, _ONE_OF_SEVERAL))


def _may_be_person(text: str) -> bool:
    return is_person(text) or (text.istitle() and part(text) in "gsbp")


def _same_shape(cell: str, column: Sequence[str]) -> bool:
    """Whether a cell is written like most of those below it: words, capitals, digits."""
    filled = [shape(value) for value in column]
    return not filled or not cell or filled.count(shape(cell)) * 2 > len(filled)


def shape(text: str) -> str:
    """Runs of capitals, small letters and digits as one A, a or 9 each: `Омаров А.` is `Aa A.`."""
    kinds = "".join("A" if c.isupper() else "a" if c.isalpha() else "9" if c.isdigit() else c for c in text[:MAX_NAME])
    return re.sub(r"([Aa9])\1+", r"\1", kinds)


def unique_names(header: Iterable[str], width: int) -> tuple[str, ...]:
    """Names for `width` columns: empty ones become `column_3`, repeated ones `name.2`."""
    given = [" ".join(_INVISIBLE.sub("", cell).split())[:MAX_NAME] for cell in header][:width]
    given += [""] * (width - len(given))
    names: list[str] = []
    taken: set[str] = set()
    for position, cell in enumerate(given, 1):
        name = base = cell or f"column_{position}"
        again = 1
        while name in taken:
            again += 1
            name = f"{base}.{again}"
        taken.add(name)
        names.append(name)
    return tuple(names)

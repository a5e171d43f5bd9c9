"""What kind of delimited text a file is: its separator, and whether its first row names the columns."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# In the order of preference: a comma is also a decimal mark, and a semicolon stands in browser names.
SEPARATORS = "\t;|,"
NO_SEPARATOR = "\x1f"  # ASCII unit separator: in no text file
SAMPLE_BYTES = 1 << 16
SAMPLE_ROWS = 500
AGREEING = 0.5  # of the rows have the same number of cells
AGREEING_PROSE = 0.8  # sentences have commas too
MAX_PREAMBLE = 20  # title rows above a header
LONG_QUOTE = 100  # lines in one cell of the sample: a quote was never closed
MAX_NAME = 100
PREAMBLE = "(above the header)"  # the column of title cells

_EXCEL_HINT = re.compile(r'^"?sep=(.)"?\r?\n?$')
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|$)")
_DATA = re.compile(r"@|[0-9]{6}|://|^(true|false|null|none|да|нет|иә|жоқ)$|^[\W\d_]*[0-9][\W\d_]*$", re.IGNORECASE)
# Names that look like data where the column below does not: `UF_CRM_1620391844`, `2024`, `2024-05`.
_NUMBERED = re.compile(r"[^\W\d_]+(?:_[^\W_]+)*_[0-9]+")
_PERIOD = re.compile(r"(?:19|20)[0-9]{2}(?:[-./]?(?:0[1-9]|1[0-2]))?")
# Patronymics; a name list without a header must not end as column names.
_PATRONYMIC = re.compile(r"(вич|вна|ична|ұлы|улы|қызы|кызы|uly|kyzy|vich|vna)\b", re.IGNORECASE)
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")  # nobody's name is written so
# Stems of the commonest one-word headers of columns that hold one word.
_HEADER_STEM = re.compile(
    r"^(фам|имя|отч|фио|аты|тег|әке|жөн|город|қала|пол|жын|страна|адрес|стат|тип|наимен"
    r"|name|first|last|sur|middle|patron|city|gender|sex|country|address|status|type)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How to cut a text into columns."""

    separator: str
    names: tuple[str, ...]
    start: int
    """Bytes before the first row of data."""
    preamble: tuple[str, ...] = ()
    """Cells above the header."""
    row_bytes: int = 1
    """Of an average row."""


def detect(sample: bytes, *, prose: bool = False) -> Dialect:
    """The dialect of a text that starts with these bytes (UTF-8, whole lines, at most `SAMPLE_BYTES`).

    `prose`: the text may as well be no table; then it is one column of lines.
    """
    text = sample.decode("utf-8", "replace")
    first_line = text.partition("\n")[0]
    hint = _EXCEL_HINT.match(first_line)
    separator = hint.group(1) if hint else _separator(text, AGREEING_PROSE if prose else AGREEING)
    lines, rows = _rows(text, separator)
    skipped = 1 if hint else 0
    width, _ = _usual_width(rows[skipped:])
    candidates = range(skipped, min(len(rows), skipped + MAX_PREAMBLE))
    top = next((i for i in candidates if len(rows[i]) == width), skipped)
    if top > skipped and _is_short_header(rows[top - 1], rows[top:], width):
        top -= 1
        rows[top] = rows[top] + [""] * (width - len(rows[top]))
    body = rows[top:]
    row_bytes = _offset(sample, lines[-1]) // len(rows) if rows else 1
    preamble = tuple(cell for row in rows[skipped:top] for cell in row if cell)
    named = bool(body) and is_header(body[0], body[1:])
    names = unique_names(body[0] if named else (), width)
    before = top + named
    start = _offset(sample, lines[before - 1]) if before else 0
    return Dialect(separator, names, start, preamble, row_bytes)


def _separator(text: str, agreeing_share: float) -> str:
    """The first candidate that cuts most rows into equally many cells, the first of them included."""
    best, best_key = NO_SEPARATOR, (False, 0.0)
    for candidate in SEPARATORS:
        rows = [row for row in _rows(text, candidate)[1] if row]
        width, share = _usual_width(rows)
        key = (bool(rows) and len(rows[0]) == width, round(share, 1))
        if width > 1 and share >= agreeing_share and key > best_key:
            best, best_key = candidate, key
    return best


def _is_short_header(row: Sequence[str], below: Sequence[Sequence[str]], width: int) -> bool:
    """Whether the rows below are wider only because each ends with a separator."""
    surplus = (cell for cells in below if len(cells) == width for cell in cells[len(row) :])
    return 1 < len(row) < width and not any(surplus)


def _usual_width(rows: Sequence[Sequence[str]]) -> tuple[int, float]:
    """The commonest number of cells in rows that are not empty, and the share of the rows that have it."""
    widths = Counter(len(row) for row in rows if row)
    width, agreeing = widths.most_common(1)[0] if widths else (1, 0)
    return width, agreeing / max(widths.total(), 1)


def _rows(text: str, separator: str) -> tuple[list[int], list[list[str]]]:
    """The rows of a sample, each with the number of lines up to its end."""
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=quoting)
        lines: list[int] = []
        rows: list[list[str]] = []
        try:
            for row in reader:
                if reader.line_num - (lines[-1] if lines else 0) > LONG_QUOTE:
                    raise csv.Error
                lines.append(reader.line_num)
                rows.append(row)
                if len(rows) == SAMPLE_ROWS:
                    break
        except csv.Error:
            continue
        return lines, rows
    return [], []


def _offset(sample: bytes, lines: int) -> int:
    """Bytes in so many lines."""
    end = 0
    for _ in range(lines):
        found = _LINE.match(sample, end)
        end = found.end() if found else end
    return end


def is_header(first: Sequence[str], rest: Sequence[Sequence[str]]) -> bool:
    """Whether a row names columns: nothing in it looks like data, and nothing in it comes again below."""
    cells = [cell.strip() for cell in first]
    filled = [cell for cell in cells if cell]
    below = [row for row in rest if len(row) == len(first) and list(row) != list(first)]
    columns = [[row[i].strip() for row in below] for i in range(len(first))]
    if all(map(_PERIOD.fullmatch, filled)) or any(map(_is_value, cells, columns)):
        return False
    if any(cell and cell in column for cell, column in zip(cells, columns, strict=True)):
        return False
    if not below or not all(map(_same_shape, cells, columns)):
        return True
    one_word = all(" " not in cell for cell in filled)
    return (one_word and any(map(_HEADER_STEM.match, filled))) or all(map(_IDENTIFIER.fullmatch, filled))


def _is_value(cell: str, column: Sequence[str]) -> bool:
    """Whether a cell looks like data, and not like a name with digits in it above data of another kind."""
    if not _is_data(cell):
        return False
    written = next((names for names in (_NUMBERED, _PERIOD) if names.fullmatch(cell)), None)
    return written is None or not any(column) or any(map(written.fullmatch, column))


def _is_data(cell: str) -> bool:
    digits = sum(map(str.isdigit, cell))
    mostly_digits = digits * 2 >= len(cell) >= 5  # a plate, a document number
    return bool(len(cell) > MAX_NAME or mostly_digits or _DATA.search(cell) or _PATRONYMIC.search(cell))


def _same_shape(cell: str, column: Sequence[str]) -> bool:
    """Whether a cell is written like most of those below it: words, capitals, digits."""
    filled = [shape(value) for value in column if value]
    return not filled or not cell or filled.count(shape(cell)) * 2 > len(filled)


def shape(text: str) -> str:
    """Runs of capitals, small letters and digits as one A, a or 9 each: `Омаров А.` is `Aa A.`."""
    kinds = "".join("A" if c.isupper() else "a" if c.isalpha() else "9" if c.isdigit() else c for c in text[:MAX_NAME])
    return re.sub(r"([Aa9])\1+", r"\1", kinds)


def unique_names(header: Iterable[str], width: int) -> tuple[str, ...]:
    """Names for `width` columns: empty ones become `column_3`, repeated ones `name.2`."""
    given = [" ".join(cell.split())[:MAX_NAME] for cell in header][:width]
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

"""What kind of delimited text a file is: its separator, and whether its first row names the columns."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from barlau.sources.escapes import may_be_escaped, unescape
from barlau.sources.header import locate, unique_names

if TYPE_CHECKING:
    from collections.abc import Sequence

# In the order of preference: a comma is also a decimal mark, and a semicolon stands in browser names.
SEPARATORS = "\t;|,^~\x01"  # the last is Hive's
NO_SEPARATOR = "\x1f"  # ASCII unit separator: in no text file
SAMPLE_BYTES = 1 << 16
SAMPLE_ROWS = 500
AGREEING = 0.5  # of the rows have the same number of cells
AGREEING_PROSE = 0.8  # sentences have commas too
MAX_PREAMBLE = 20  # title rows above a header
LONG_QUOTE = 100  # lines in one cell of the sample: a quote was never closed
PREAMBLE = "(above the header)"  # the column of title cells

_EXCEL_HINT = re.compile(r'^"?sep=(.)"?\r?\n?$')
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|$)")


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
    escaped: bool = False
    """Whether backslashes take away the meaning of the next character; `start` is then counted without them."""


def detect(sample: bytes, *, prose: bool = False) -> Dialect:
    """The dialect of a text that starts with these bytes (UTF-8, whole lines, at most `SAMPLE_BYTES`).

    `prose`: the text may as well be no table; then it is one column of lines.
    """
    escaped = _is_escaped(sample, prose=prose)
    if escaped:
        sample = unescape(sample)
    text = sample.decode("utf-8", "replace")
    first_line = text.partition("\n")[0]
    hint = _EXCEL_HINT.match(first_line)
    separator = hint.group(1) if hint else _separator(text, AGREEING_PROSE if prose else AGREEING)
    lines, rows = _rows(text, separator)
    skipped = 1 if hint else 0
    width, _ = _usual_width(rows[skipped:])
    candidates = [i for i in range(skipped, min(len(rows), skipped + MAX_PREAMBLE)) if len(rows[i]) == width]
    top = candidates[0] if candidates else skipped
    if top > skipped and _is_short_header(rows[top - 1], rows[top:], width):
        rows[top - 1] = rows[top - 1] + [""] * (width - len(rows[top - 1]))
        candidates.insert(0, top - 1)
    top, named = locate(rows, candidates)
    top = max(top, skipped)
    row_bytes = _offset(sample, lines[-1]) // len(rows) if rows else 1
    preamble = tuple(cell for row in rows[skipped:top] for cell in row if cell)
    names = unique_names(rows[top] if named else (), width)
    before = top + named
    start = _offset(sample, lines[before - 1]) if before else 0
    return Dialect(separator, names, start, preamble, row_bytes, escaped)


def _is_escaped(sample: bytes, *, prose: bool) -> bool:
    """Whether the rows agree at least as well if backslashes are escapes: a path may end in one (`C:\\`)."""
    if not may_be_escaped(sample):
        return False
    shares = []
    for text in (sample.decode("utf-8", "replace"), unescape(sample).decode("utf-8", "replace")):
        separator = _separator(text, AGREEING_PROSE if prose else AGREEING)
        rows = _rows(text, separator)[1]
        shares.append((len(rows) > 1 and separator != NO_SEPARATOR, _usual_width(rows)[1]))
    return shares[1] >= shares[0] and shares[1][0]


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

"""Plain text and Markdown as pieces: lines joined to paragraphs, bullets, headings, tables with tabs or bars."""

from __future__ import annotations

import re
from dataclasses import replace

from barlau.policy.draft.sections import Kind, Piece, begins
from barlau.policy.draft.source import Source

_BULLET = re.compile(r"[ \t]*(?:[•▪●■◦○‣➢➤✓✔·*–—-]|o(?=\s{2}))[ \t]+(?=\S)")
_INNER = re.compile(r"[ \t]*[◦○✓✔➢]")
_LETTERED = re.compile(r"(?:[A-ZА-ЯӘІҢҒҮҰҚӨҺ]|[IVXLC]{1,5})(?:\.[0-9]{1,2})*[.)]?\s+(?=[«\"A-ZА-ЯӘІҢҒҮҰҚӨҺ])")
"""A letter or a Roman number before a heading: "B. Customers", "C.2 Sources"."""
_LATER = re.compile(r"[2-9][.)]\s+\w")  # "4. …" goes on with a list that began in the row above
_BAR = re.compile(r"(?<=\S)\s*\|\s")
_RULE = re.compile(r"[\s|:=+-]+$")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")
_LONG = 60  # a line this long that ends in no mark goes on in the next
_HEADING_WORDS = 14


def read(text: str, *, wrapped: bool = False) -> Source:
    """The pieces of a text. `wrapped`: no blank lines part its paragraphs (PDF)."""
    return Source(text, tuple(_Lines(text, wrapped=wrapped).pieces()))


class _Lines:
    """One pass over the lines."""

    def __init__(self, text: str, *, wrapped: bool) -> None:
        self.text, self.wrapped = text, wrapped
        self.open: Piece | None = None
        self.table = -1
        self.in_table = False
        self.row = 0
        self.columns = 0
        self.out: list[Piece] = []

    def pieces(self) -> list[Piece]:
        at, blank = 0, True
        lines = self.text.splitlines(keepends=True)
        for index, line in enumerate(lines):
            bare = line.strip()
            if bare:
                following = lines[index + 1].strip() if index + 1 < len(lines) else ""
                self._line(line.rstrip(), at, following, blank=blank)
            blank = not bare
            at += len(line)
        self._close()
        return self.out

    def _line(self, line: str, at: int, following: str, *, blank: bool) -> None:
        alone = not following or bool(_BULLET.match(following))
        start, end = at + len(line) - len(line.lstrip()), at + len(line)
        bare = line.strip()
        if self._table_line(line, at, following):
            return
        bullet = _BULLET.match(line)
        markdown = re.match(r"(#+)\s", bare)
        if markdown:
            self._new(Piece(start, end, Kind.HEADING, len(markdown.group(1))), close=True)
        elif bullet and not bare.startswith("**"):
            self._new(
                Piece(
                    start + len(line.lstrip()) - len(line[bullet.end() :]),
                    end,
                    Kind.BULLET,
                    int(bool(_INNER.match(line))),
                )
            )
        elif begins(bare) and not self._goes_on(bare, blank=blank):
            self._new(Piece(start, end, Kind.PARAGRAPH))
        elif self._goes_on(bare, blank=blank):
            assert self.open is not None  # noqa: S101  (_goes_on says so)
            self.open = replace(self.open, end=end)
        elif _titled(bare) and (
            (blank and (alone or bare.isupper() or _heads(bare, following)))
            or (self.wrapped and following[:1].isupper() and len(following) > _LONG)
            or (self.wrapped and bool(_BULLET.match(following)))
        ):
            self._new(Piece(start, end, Kind.HEADING), close=True)
        else:
            self._new(Piece(start, end, Kind.PARAGRAPH))

    def _goes_on(self, bare: str, *, blank: bool) -> bool:
        """The line continues the paragraph above it."""
        if self.open is None or blank:
            return False
        above = self.text[self.open.start : self.open.end].rstrip()
        if above.endswith((".", ":", ";", "!", "?")):
            return bare[:1].islower() and not above.endswith((":", ";")) and not begins(bare)
        if begins(bare) and not above.endswith((",", "-", "(")):
            return False
        if bare[:1].islower() or bare[:1] in "()":
            return True
        return len(above) - (above.rfind("\n") + 1) > _LONG and not begins(bare)

    def _table_line(self, line: str, at: int, following: str) -> bool:
        bare = line.strip()
        if bare.startswith("|") and bare.endswith("|") and len(bare) > 1:
            if not _RULE.match(bare):
                self._row(line, at, "|")
            return True
        bars = len(_BAR.findall(bare))
        if bars and (self.in_table or len(_BAR.findall(following)) == bars or _RULE.match(following)):
            if not _RULE.match(bare):
                self._row(line, at, "|")
            return True
        if "\t" in line.strip("\n") and (line.strip("\t ").count("\t") or self.in_table) and not _BULLET.match(line):
            if not _RULE.match(bare):
                self._row(line, at, "\t")
            return True
        if self.in_table and bare.startswith("<"):
            self._cell(at, at + len(line), self.columns - 1)
            return True
        self.in_table = False
        return False

    def _row(self, line: str, at: int, mark: str) -> None:
        self._close()
        body, shift = line, at
        if mark == "|" and line.lstrip().startswith("|"):
            shift += line.index("|") + 1
            body = line.strip()[1:].removesuffix("|")
        cells = body.split(mark)
        first = _TAG.sub("", cells[0]).strip()
        if not self.in_table:
            self.table, self.row, self.columns, self.in_table = self.table + 1, 0, len(cells), True
        elif first and not first[:1].islower() and not _LATER.match(first):
            self.row += 1
        for column, cell in enumerate(cells):
            self._cell(shift, shift + len(cell), column)
            shift += len(cell) + 1

    def _cell(self, start: int, end: int, column: int) -> None:
        raw = self.text[start:end]
        start, end = start + len(raw) - len(raw.lstrip()), end - (len(raw) - len(raw.rstrip()))
        if end > start:
            self.out.append(Piece(start, end, Kind.CELL, 0, self.table, self.row, column))

    def _new(self, piece: Piece, *, close: bool = False) -> None:
        self._close()
        self.open = piece
        if close:
            self._close()

    def _close(self) -> None:
        if self.open is not None:
            self.out.append(self.open)
        self.open = None


def _heads(bare: str, following: str) -> bool:
    """It has a letter or a Roman number of its own, and the next line is no member of the same list."""
    return "." in bare[:8] and bool(_LETTERED.match(bare)) and not _LETTERED.match(following)


def _titled(bare: str) -> bool:
    return len(bare.split()) <= _HEADING_WORDS and not bare.endswith((".", ";", ",", ":", "?!")) and len(bare) > 2

"""HTML as pieces: headings, paragraphs, list items and table cells; scripts, styles and navigation are left out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from barlau.policy.draft.sections import Kind
from barlau.policy.draft.source import Source, Table, Writer

_SKIPPED = frozenset(
    ("script", "style", "template", "noscript", "title", "nav", "footer", "svg", "button", "select", "iframe", "object")
)
_BLOCKS = frozenset(
    (
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "aside",
        "blockquote",
        "dl",
        "dt",
        "dd",
        "pre",
        "form",
        "address",
    )
)
_HEADING = re.compile(r"h[1-6]")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{3,20})", re.I)


def charset(raw: bytes) -> str | None:
    """The encoding that a page names in its head."""
    found = _CHARSET.search(raw[:2048])
    return found.group(1).decode("ascii") if found else None


def read(text: str) -> Source:
    """The pieces of a page."""
    page = _Page()
    page.feed(text)
    page.close()
    page.flush()
    return page.writer.source()


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.writer = Writer()
        self.words: list[str] = []
        self.kind, self.level = Kind.PARAGRAPH, 0
        self.skipped = 0
        self.lists = 0
        self.tables: list[Table] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _SKIPPED:
            self.skipped += 1
        elif tag == "br":
            self.words.append("\n" if self._in_cell() else " ")
        elif tag == "table":
            self.flush()
            self.tables.append(Table())
        elif tag == "tr" and self.tables:
            self.tables[-1].row()
        elif tag in ("td", "th") and self.tables:
            self._close_cell()
            self.tables[-1].open = True
        elif self._in_cell():
            self.words.append("\n" if tag in _BLOCKS or tag in ("li", "ul", "ol") else "")
        else:
            self._open(tag)

    def _open(self, tag: str) -> None:
        if _HEADING.fullmatch(tag):
            self.flush()
            self.kind, self.level = Kind.HEADING, int(tag[1])
        elif tag in ("ul", "ol"):
            self.flush()
            self.lists += 1
        elif tag == "li":
            self.flush()
            self.kind, self.level = Kind.BULLET, int(self.lists > 1)
        elif tag in _BLOCKS:
            self.flush(keep=True)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self.skipped = max(0, self.skipped - 1)
        elif tag in ("td", "th", "tr") and self.tables:
            self._close_cell()
        elif tag == "table" and self.tables:
            self._close_cell()
            self.tables.pop().write(self.writer)
        elif self._in_cell():
            self.words.append("\n" if tag in _BLOCKS or tag == "li" else "")
        elif tag in ("ul", "ol"):
            self.flush()
            self.lists = max(0, self.lists - 1)
        elif tag == "li" or _HEADING.fullmatch(tag):
            self.flush()
        elif tag in _BLOCKS:
            self.flush(keep=True)

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.words.append(data if not self._in_cell() else data.replace("\n", " "))

    def _in_cell(self) -> bool:
        return bool(self.tables) and self.tables[-1].open

    def _close_cell(self) -> None:
        if self._in_cell():
            self.tables[-1].cell("".join(self.words).split("\n"))
            self.words.clear()

    def flush(self, *, keep: bool = False) -> None:
        """End the open piece. `keep`: a block inside a list item or heading does not end it before its first word."""
        text = "".join(self.words)
        self.words.clear()
        if text.strip():
            self.writer.add(text, self.kind, level=self.level)
        elif keep:
            return
        self.kind, self.level = Kind.PARAGRAPH, 0

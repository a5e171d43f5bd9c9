"""PDF as pieces: the text layer of its pages, without page numbers and running heads, read as wrapped plain text."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from typing import TYPE_CHECKING

from barlau.errors import ConfigError
from barlau.policy.draft import plain
from barlau.policy.draft.source import Source

if TYPE_CHECKING:
    from pypdf import PageObject

_MAX_PAGES = 2000
_LETTERS = 20  # a page, on average: fewer are stamps on a scan
_PAGE_NUMBER = re.compile(
    r"[\s–—-]*(?:(?:стр|бет|page|страница)\.?\s*)?[0-9]{1,4}(?:\s*(?:/|из|of)\s*[0-9]{1,4})?[\s–—-]*", re.I
)
_APART = re.compile(r"(?<![^\W_])[әғқңөұүһі]{1,2}(?![^\W_])", re.I)
_TORN = 0.02  # letters that stand alone, a word: whole Kazakh text has none
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad]\n(?=[а-яёәғқңөұүһіa-z])")


def read(raw: bytes, shown: str) -> Source:
    """The pieces of a document. Raises `ConfigError` where it is broken, locked or a scan without text."""
    pages = _pages(raw, shown)
    letters = sum(char.isalpha() for page in pages for char in page)
    if letters < _LETTERS * max(1, len(pages)):
        raise ConfigError(shown, "has no text layer, it seems to be a scan", remedy="recognise its text first (OCR)")
    return plain.read(_joined(pages), wrapped=True)


def _pages(raw: bytes, shown: str) -> list[str]:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote the file
    broken = ConfigError(shown, "is not a readable PDF file", remedy="open it in a viewer and save it again")
    locked = ConfigError(shown, "is locked with a password", remedy="save a copy without one")
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise locked
        if len(reader.pages) > _MAX_PAGES:
            raise ConfigError(shown, "is too long for a policy's text", remedy=f"at most {_MAX_PAGES} pages")
        return [_text(page) for page in reader.pages]
    except ConfigError:
        raise
    except Exception:  # noqa: BLE001  (a broken file makes pypdf raise anything, with the file's bytes in the text)
        raise broken from None


def _text(page: PageObject) -> str:
    """The text of a page; by the places of its letters where letters of another font stand apart from their words.

    Many fonts lack the letters of Kazakh; those come from a second font, and a change of fonts reads as a space.
    """
    text = page.extract_text()
    words = len(text.split())
    if words and len(_APART.findall(text)) > _TORN * words:
        return page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False)
    return text


def _joined(pages: list[str]) -> str:
    """One text: lines that stand at the edge of most pages are running heads."""
    split = [[line.rstrip() for line in page.splitlines() if line.strip()] for page in pages]
    edges = Counter(line.strip() for lines in split for line in {*lines[:2], *lines[-2:]})
    running = {line for line, count in edges.items() if count >= 3 and count > len(pages) / 2}
    kept = [
        "\n".join(line for line in lines if not (line.strip() in running or _PAGE_NUMBER.fullmatch(line)))
        for lines in split
    ]
    return _HYPHEN.sub("", "\n".join(kept)) + "\n"

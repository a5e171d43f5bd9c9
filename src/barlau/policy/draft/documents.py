"""Files that hold a policy's text, by kind: plain text and Markdown, HTML, DOCX, PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from barlau.errors import ConfigError
from barlau.policy.draft import docx, hypertext, pdf, plain

if TYPE_CHECKING:
    from pathlib import Path

    from barlau.policy.draft.source import Source

MAX_BYTES = 64 << 20  # a policy of 500 pages with pictures
PLAIN, PAGES = (".txt", ".md", ".text", ".markdown"), (".html", ".htm", ".xhtml")
KINDS = (*PLAIN, *PAGES, ".docx", ".pdf")


def read(path: Path) -> Source:
    """The text of a file and its structure. Raises `ConfigError`."""
    shown = str(path)
    raw = _bytes(path, shown)
    source = _source(raw, path.suffix.lower(), shown)
    if not any(char.isalpha() for char in source.text):
        raise ConfigError(shown, "holds no text", remedy="check that it is the right file")
    return source


def _source(raw: bytes, kind: str, shown: str) -> Source:
    if kind == ".pdf":
        return pdf.read(raw, shown)
    if kind == ".docx":
        return docx.read(raw, shown)
    if kind in PAGES:
        return hypertext.read(_decoded(raw, shown, hypertext.charset(raw)))
    if kind in PLAIN:
        return plain.read(_decoded(raw, shown))
    raise ConfigError(shown, "is no kind of text that a draft is made from", remedy="one of " + ", ".join(KINDS))


def _bytes(path: Path, shown: str) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ConfigError(shown, "is too large for a policy's text", remedy=f"at most {MAX_BYTES >> 20} MiB")
        raw = path.read_bytes()
    except FileNotFoundError:
        raise ConfigError(shown, "no such file", remedy="check the path") from None
    except IsADirectoryError:
        raise ConfigError(shown, "is a folder, one text is expected") from None
    except OSError:
        raise ConfigError(shown, "cannot be read", remedy="check its permissions") from None
    if not raw.strip():
        raise ConfigError(shown, "is empty", remedy="check that it is the right file")
    return raw


def _decoded(raw: bytes, shown: str, named: str | None = None) -> str:
    """UTF-8, UTF-16 with its mark, the encoding that a page names, or the code page of Cyrillic Windows."""
    encodings = (
        ["utf-16"]
        if raw.startswith((b"\xff\xfe", b"\xfe\xff"))
        else ["utf-8-sig", *([named] if named else []), "cp1251"]
    )
    if b"\0" in raw and encodings[0] != "utf-16":
        raise ConfigError(shown, "is not a text file", remedy="give it the suffix of its kind")
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise ConfigError(shown, "is in an unknown encoding", remedy="save it as UTF-8")

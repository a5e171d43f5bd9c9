"""DOCX as pieces, read from the XML inside: paragraphs with their automatic numbers, lists, headings and tables."""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from barlau.errors import ConfigError
from barlau.policy.draft.sections import Kind
from barlau.policy.draft.source import Source, Table, Writer

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_PART = 128 << 20  # unpacked; a policy's text takes well under 10 MB
_HEADING = re.compile(r"(?:heading|заголовок|тақырып|title)\s*([1-9])?", re.I)


def read(raw: bytes, shown: str) -> Source:
    """The pieces of a document. Raises `ConfigError` where it is broken, encrypted or no DOCX."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            body = _part(archive, "word/document.xml", shown)
            styles = _part(archive, "word/styles.xml", shown)
            numbering = _part(archive, "word/numbering.xml", shown)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise _broken(shown) from None
    if body is None:
        raise _broken(shown)
    return _Document(_Styles.read(styles), _Numbering.read(numbering)).read(body)


def _broken(shown: str) -> ConfigError:
    return ConfigError(shown, "is not a readable DOCX file", remedy="open it in a word processor and save it again")


def _part(archive: zipfile.ZipFile, name: str, shown: str) -> ET.Element | None:
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.file_size > _MAX_PART:
        raise ConfigError(shown, "is too large for a policy's text", remedy=f"at most {_MAX_PART >> 20} MiB unpacked")
    with archive.open(info) as file:
        raw = file.read(_MAX_PART + 1)
    if len(raw) > _MAX_PART or b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise _broken(shown)
    try:
        return ET.fromstring(raw)  # noqa: S314  (no document type, hence no entities: refused above)
    except (ET.ParseError, LookupError, ValueError):
        raise _broken(shown) from None


def _value(element: ET.Element | None, name: str = "val") -> str:
    return "" if element is None else element.get(_W + name, "")


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


@dataclass(slots=True)
class _Numbering:
    """Automatic numbers: what the text of a list item begins with."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    """By id of the abstract numbering."""
    lists: dict[str, str] = field(default_factory=dict)
    """Id of a list to its abstract numbering."""
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def read(cls, root: ET.Element | None) -> _Numbering:
        made = cls()
        if root is None:
            return made
        for abstract in root.iter(_W + "abstractNum"):
            made.levels[_value(abstract, "abstractNumId")] = {
                int(_value(level, "ilvl") or 0): _Level(
                    _value(level.find(_W + "numFmt")),
                    _value(level.find(_W + "lvlText")),
                    _integer(_value(level.find(_W + "start")), 1),
                )
                for level in abstract.iter(_W + "lvl")
            }
        for one in root.iter(_W + "num"):
            made.lists[_value(one, "numId")] = _value(one.find(_W + "abstractNumId"))
        return made

    def next(self, number: str, depth: int) -> str | None:
        """The number that the next item prints, `""` for a bullet, nothing for a list that is not known."""
        abstract = self.lists.get(number, "")
        level = self.levels.get(abstract, {}).get(depth)
        if level is None:
            return None
        if level.form in ("bullet", "none"):
            return ""
        counts = self.counts[abstract]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        return re.sub(r"%([1-9])", lambda found: self._shown(abstract, int(found.group(1)) - 1), level.text)

    def _shown(self, abstract: str, depth: int) -> str:
        level = self.levels[abstract].get(depth)
        count = self.counts[abstract].get(depth, level.start if level else 1)
        if level and level.form in ("lowerLetter", "russianLower"):
            alphabet = "абвгдежзиклмнопрстуфхцчшщэюя" if level.form == "russianLower" else "abcdefghijklmnopqrstuvwxyz"
            return alphabet[(count - 1) % len(alphabet)]
        return str(count)


def _integer(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() else default


@dataclass(slots=True)
class _Styles:
    """Which styles are headings, and the lists that styles number by."""

    headings: dict[str, int] = field(default_factory=dict)
    lists: dict[str, tuple[str, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: ET.Element | None) -> _Styles:
        made = cls()
        for style in root.iter(_W + "style") if root is not None else ():
            name, key = _value(style.find(_W + "name")), _value(style, "styleId")
            found = _HEADING.match(name)
            if found:
                made.headings[key] = int(found.group(1) or 1)
            numbered = _listed(style.find(_W + "pPr"))
            if numbered:
                made.lists[key] = numbered
        return made


def _listed(properties: ET.Element | None) -> tuple[str, int] | None:
    numbered = None if properties is None else properties.find(_W + "numPr")
    if numbered is None:
        return None
    number = _value(numbered.find(_W + "numId"))
    return (number, _integer(_value(numbered.find(_W + "ilvl")), 0)) if number else None


class _Document:
    def __init__(self, styles: _Styles, numbering: _Numbering) -> None:
        self.styles, self.numbering = styles, numbering
        self.writer = Writer()

    def read(self, root: ET.Element) -> Source:
        body = root.find(_W + "body")
        for element in _blocks(body if body is not None else root):
            if element.tag == _W + "tbl":
                self._table(element).write(self.writer)
            else:
                self._paragraph(element)
        return self.writer.source()

    def _paragraph(self, element: ET.Element) -> None:
        text, bullet = self._text(element)
        properties = element.find(_W + "pPr")
        style = _value(properties.find(_W + "pStyle")) if properties is not None else ""
        heading = self.styles.headings.get(style)
        if heading:
            self.writer.add(text, Kind.HEADING, level=heading)
        else:
            self.writer.add(text, Kind.BULLET if bullet else Kind.PARAGRAPH)

    def _text(self, element: ET.Element) -> tuple[str, bool]:
        """The words of a paragraph behind its automatic number, and whether it is a bullet."""
        words = "".join(_words(element))
        if not words.strip():
            return "", False
        properties = element.find(_W + "pPr")
        style = _value(properties.find(_W + "pStyle")) if properties is not None else ""
        numbered = _listed(properties) or self.styles.lists.get(style)
        number = self.numbering.next(*numbered) if numbered else None
        return (f"{number} {words}" if number else words), number == ""

    def _table(self, element: ET.Element) -> Table:
        table = Table()
        for row in element.iter(_W + "tr"):
            table.row()
            for cell in row.findall(_W + "tc"):
                table.cell(self._text(paragraph)[0] for paragraph in cell.iter(_W + "p"))
        return table


def _blocks(parent: ET.Element) -> Iterator[ET.Element]:
    """Paragraphs and tables in order, those inside content controls too."""
    for element in parent:
        if element.tag in (_W + "p", _W + "tbl"):
            yield element
        elif element.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml"):
            yield from _blocks(element)


def _words(element: ET.Element) -> Iterator[str]:
    for part in element.iter():
        if part.tag == _W + "t":
            yield part.text or ""
        elif part.tag in (_W + "tab", _W + "br", _W + "cr"):
            yield " "
        elif part.tag == _W + "noBreakHyphen":
            yield "-"

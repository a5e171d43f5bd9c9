"""Which format a file has: its first bytes decide, its suffix only where they say nothing."""

from __future__ import annotations

import codecs
import re
import zlib
from enum import StrEnum
from pathlib import PurePath

HEAD_BYTES = 4096
GZIP_SUFFIX = ".gz"


class Format(StrEnum):
    """What can be read."""

    CSV = "csv"
    JSON_LINES = "jsonl"
    JSON = "json"
    PARQUET = "parquet"
    EXCEL = "excel"
    SQLITE = "sqlite"
    DUCKDB = "duckdb"


SUFFIXES = {
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".tab": Format.CSV,
    ".psv": Format.CSV,
    ".txt": Format.CSV,
    ".log": Format.CSV,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
    ".json": Format.JSON,
    ".parquet": Format.PARQUET,
    ".pq": Format.PARQUET,
    ".xlsx": Format.EXCEL,
    ".xlsm": Format.EXCEL,
    ".xlsb": Format.EXCEL,
    ".xls": Format.EXCEL,
    ".ods": Format.EXCEL,
}
TEXT = frozenset({Format.CSV, Format.JSON_LINES, Format.JSON})

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Excel 97-2003; also what wraps an encrypted .xlsx
_SPREADSHEET_MEMBERS = (b"xl/", b"application/vnd.oasis.opendocument.spreadsheet")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BOMS = codecs.BOM_UTF8 + codecs.BOM_UTF16_LE
_BINARY = (  # bytes at an offset
    (0, b"PAR1", Format.PARQUET),
    (0, b"PARE", Format.PARQUET),  # with an encrypted footer
    (0, b"SQLite format 3\0", Format.SQLITE),
    (8, b"DUCK", Format.DUCKDB),
)


def recognise(head: bytes, name: str) -> Format | None:
    """The format of a file that starts with `head` (at least `HEAD_BYTES` of it, if it has as many)."""
    for offset, magic, found in _BINARY:
        if head[offset:].startswith(magic):
            return found
    suffix = PurePath(name).suffix.lower()
    if head.startswith(_GZIP):
        return _compressed(head, name)
    by_suffix = SUFFIXES.get(suffix)
    if head.startswith(_ZIP):
        spreadsheet = by_suffix is Format.EXCEL or any(member in head for member in _SPREADSHEET_MEMBERS)
        return Format.EXCEL if spreadsheet else None
    if head.startswith(OLE):
        return Format.EXCEL if by_suffix is Format.EXCEL else None
    if suffix == ".xls" and _is_text(head):
        return None if head.lstrip(_BOMS + b" \r\n").startswith(b"<") else Format.CSV
    return by_suffix


def _is_text(head: bytes) -> bool:
    return head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or not _CONTROL.search(head)


def _compressed(head: bytes, name: str) -> Format | None:
    inner = name[: -len(GZIP_SUFFIX)] if name.lower().endswith(GZIP_SUFFIX) else name
    try:
        start = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, HEAD_BYTES)
    except zlib.error:
        start = b""
    found = None if start.startswith(_GZIP) else recognise(start, inner)
    return found if found in TEXT else None

"""Where a file is, as a URI: what CI services link a finding to."""

import re
from urllib.parse import quote

from barlau.model.reading import ObjectKind
from barlau.report.json_values import string

_INSIDE = {ObjectKind.SHEET: "#", ObjectKind.MEMBER: "!"}
"""What divides the name of a file from what lies in it."""
_GLOB = re.compile(r"/?[^/]*[*?\\[].*")
_KEPT = "/!$&'()*+,;=@~-._"
"""Characters of a path that stay as they are (RFC 3986, pchar without the colon)."""


def file_uri(source: str, name: str, kind: ObjectKind | None) -> str | None:
    """The file that an object is or lies in, relative to where the scan ran; None for a table of a database."""
    path = file_path(source, name, kind)
    if path is None:
        return None
    encoded = quote(string(path), safe=_KEPT)
    return f"file://{encoded}" if path.startswith("/") else encoded


def file_path(source: str, name: str, kind: ObjectKind | None) -> str | None:
    """The same as a path, as it is."""
    if kind in (None, ObjectKind.TABLE) or "://" in source:
        return None
    file = name.partition(_INSIDE[kind])[0] if kind in _INSIDE else name
    return _path(source, file)


def _path(source: str, file: str) -> str:
    if source == file or source.endswith(f"/{file}"):
        return source
    folder = _GLOB.sub("", source).rstrip("/")
    return f"{folder}/{file}" if folder else file

"""Where a file is, as a URI: what CI services link a finding to."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from barlau.model.reading import ObjectKind
from barlau.model.report import Finding
from barlau.report.json_values import string
from barlau.report.visible import visible

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
    return f"file://{encoded(path)}" if path.startswith("/") else encoded(path)


def encoded(path: str) -> str:
    """A path as it stands in a URI."""
    return quote(string(path), safe=_KEPT)


def finding_path(finding: Finding, kinds: Mapping[tuple[str, str], ObjectKind]) -> str:
    """A path for every finding: its file, else `source/table`, else the policy; code services want one in each."""
    place = finding.location
    if place is None:
        return visible(finding.policy or "policy")
    file = file_path(place.source, place.object, kinds.get((place.source, place.object)))
    return visible(file or f"{place.source}/{place.object}").lstrip("/")


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

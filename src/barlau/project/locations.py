"""Paths and URLs of a project file: relative to the file, with `${NAME}` from the environment."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from barlau.yamlfile import Place, YamlFile

VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
FILE_URL = re.compile(
    r"(?P<head>(?:sqlite|duckdb)(?:\+[a-z]+)?:///)(?P<path>[^?]*)(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
PASSWORD = re.compile(r"://[^/?#]*?:(?P<password>[^/?#@]*)@")


def path(file: YamlFile, place: Place, text: str) -> Path:
    """A path of the file. Raises `ConfigError` if a variable is not set."""
    return folder(file) / _expanded(file, place, text)


def spec(file: YamlFile, place: Place, text: str) -> str:
    """What a source opens: a URL, whose variables the source itself fills in, or an absolute path or glob."""
    if "://" not in text:
        return str(path(file, place, text))
    _expanded(file, place, text)  # every variable has to be set, or nothing is read at all
    found = FILE_URL.fullmatch(text)
    if found is None:
        return text
    at = _expanded(file, place, found["path"])
    if at.startswith("/"):
        return text
    return f"{found['head']}{quote(str(folder(file)))}/{found['path']}{found['rest']}"


def has_password(text: str) -> bool:
    """Whether a URL holds a password in clear, not as `${NAME}`."""
    found = PASSWORD.search(text)
    return found is not None and bool(found["password"]) and VARIABLE.search(found["password"]) is None


def folder(file: YamlFile) -> Path:
    """Where the project file is."""
    return Path(file.path).absolute().parent


def _expanded(file: YamlFile, place: Place, text: str) -> str:
    for name in VARIABLE.findall(text):
        if name not in os.environ:
            raise file.error(place, f"the environment variable {name} is not set", f"export {name}=…")
    return VARIABLE.sub(lambda match: os.environ[match[1]], text)

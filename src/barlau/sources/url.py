"""Database URLs in SQLAlchemy's shape: read, completed from the environment, and shown without secrets.

`postgresql://user:password@host:5432/database?sslmode=require`, `sqlite:////absolute/path`, `duckdb:///relative`.
`${NAME}` stands for an environment variable anywhere but in the scheme; its value is taken as it is.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from barlau.errors import ConfigError, TargetError

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMES = {
    "postgresql": "postgresql",
    "postgres": "postgresql",
    "mysql": "mysql",
    "mariadb": "mysql",
    "sqlite": "sqlite",
    "duckdb": "duckdb",
}
FILE_SCHEMES = frozenset({"sqlite", "duckdb"})
STATEMENT_TIMEOUT = 600.0  # seconds; a table is read in one transaction, and ten minutes hurt no vacuum

_ENCODE = "write @ / ? % in a user name, a password or an option as %40 %2F %3F %25"
_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_HOST = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^:@\[\]]*)(?::(?P<port>[^:]*))?")


@dataclass(frozen=True, slots=True)
class DatabaseUrl:
    """The parts of a database URL, decoded. Neither `repr` nor `name` shows user, password or options."""

    scheme: str
    """The dialect: `postgresql`, `mysql`, `sqlite` or `duckdb`."""
    name: str
    """The URL for people: `postgresql://host:5432/database`."""
    host: str = ""
    port: int | None = None
    database: str = ""
    """Empty if the URL names none; the path of a file database."""
    user: str = field(default="", repr=False)
    password: str | None = field(default=None, repr=False)
    options: Mapping[str, str] = field(default_factory=dict, repr=False)
    statement_timeout: float = STATEMENT_TIMEOUT
    """Seconds for the reading of one table (`?statement_timeout=30`)."""


def parse(spec: str) -> DatabaseUrl:
    """Read a URL. Raises `TargetError` if it is malformed and `ConfigError` if a variable is not set."""
    scheme, found, rest = spec.partition("://")
    dialect = SCHEMES.get(scheme.lower().partition("+")[0])
    if not found or dialect is None:
        raise TargetError("database URL", "is not one of a known kind", remedy="postgresql://host/database")
    shown = f"{scheme.lower().partition('+')[0]}://"
    head, _, query = rest.partition("?")
    authority, slash, path = head.partition("/")
    options = _options(query, shown)
    if dialect in FILE_SCHEMES:
        if authority or not path:
            remedy = f"{shown}/relative/path or {shown}//absolute"
            raise TargetError(shown + "…", "names no file", remedy=remedy)
        return _with_timeout(DatabaseUrl(dialect, shown + slash + path, database=expand(path), options=options))
    if "@" in path:
        raise TargetError(shown + "…", "has an @ behind the host", remedy=_ENCODE)
    return _server(dialect, shown, authority, expand(path), options)


def expand(text: str) -> str:
    """Undo percent encoding and put in the environment's values, which are not decoded."""
    literals_and_names = _VARIABLE.split(text)
    literals = [unquote(part) for part in literals_and_names[::2]]
    values = [_environment(name) for name in literals_and_names[1::2]]
    return literals[0] + "".join(value + text for value, text in zip(values, literals[1:], strict=True))


def _environment(name: str) -> str:
    try:
        return os.environ[name]
    except KeyError:
        problem = f"the environment variable {name} is not set"
        raise ConfigError("target", problem, key=f"${{{name}}}", remedy=f"export {name}=…") from None


def _options(query: str, shown: str) -> dict[str, str]:
    options = {}
    for part in filter(None, query.split("&")):
        key, equals, value = part.partition("=")
        if not equals or "@" in part:
            raise TargetError(shown + "…", "has a malformed option", remedy=_ENCODE)
        options[unquote(key)] = expand(value)
    return options


def _server(dialect: str, shown: str, authority: str, database: str, options: dict[str, str]) -> DatabaseUrl:
    login, at, address = authority.rpartition("@")
    user, colon, password = login.partition(":")
    place = _HOST.fullmatch(address)
    port = options.pop("port", "") or (expand(place["port"] or "") if place else "")
    if place is None or (port and not (port.isascii() and port.isdigit() and int(port) < 1 << 16)):
        raise TargetError(shown + "…", "has a malformed host or port", remedy=_ENCODE)
    host = options.pop("host", "") or expand(place["host"]).strip("[]")
    url = DatabaseUrl(
        dialect,
        shown,
        host=host,
        port=int(port) if port else None,
        database=options.pop("dbname", "") or database,
        user=options.pop("user", "") or (expand(user) if at else ""),
        password=options.pop("password", None) or (expand(password) if colon else None),
        options=options,
    )
    return _with_timeout(_named(url))


def _named(url: DatabaseUrl) -> DatabaseUrl:
    place = "" if url.host.startswith("/") else f"[{url.host}]" if ":" in url.host else url.host
    port = f":{url.port}" if url.port else ""
    return replace(url, name=f"{url.name}{place}{port}/{url.database}")


def _with_timeout(url: DatabaseUrl) -> DatabaseUrl:
    options = dict(url.options)
    given = options.pop("statement_timeout", None)
    try:
        seconds = STATEMENT_TIMEOUT if given is None else float(given)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 1e6:
        problem = "statement_timeout is not a positive number of seconds"
        raise TargetError(url.name, problem, remedy="?statement_timeout=600")
    return replace(url, options=options, statement_timeout=seconds)

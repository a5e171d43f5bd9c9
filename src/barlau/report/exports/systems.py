"""What a source is, as catalogues name it: the kind of database, where it runs, which database."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from barlau.model.report import Report

KINDS = {
    "postgresql": "postgresql",
    "postgres": "postgresql",
    "mysql": "mysql",
    "mariadb": "mysql",
    "sqlite": "sqlite",
    "duckdb": "duckdb",
}
"""Scheme of a URL to the kind of database."""
PORTS = {"postgresql": 5432, "mysql": 3306}


@dataclass(frozen=True, slots=True)
class System:
    """A database, or files."""

    kind: str
    """`postgresql`, `mysql`, `sqlite`, `duckdb`, or `file`."""
    host: str = ""
    port: int | None = None
    database: str = ""
    """Its name; the path of a file database or of a folder."""


def systems(report: Report) -> Mapping[str, System]:
    """Each source of the report; of one that a project file names, by its address."""
    addresses = dict(report.addresses)
    return {
        item.object.source: system(addresses.get(item.object.source, item.object.source)) for item in report.objects
    }


def system(address: str) -> System:
    """What a URL without secrets, or a path, names."""
    scheme, found, rest = address.partition("://")
    kind = KINDS.get(scheme)
    if not found or kind is None:
        return System("file", database=address)
    if kind not in PORTS:
        return System(kind, database=rest.removeprefix("/"))
    place, _, database = rest.partition("/")
    try:
        parts = urlsplit(f"//{place}")
        return System(kind, parts.hostname or "", parts.port or PORTS[kind], database)
    except ValueError:
        return System(kind, database=database)

"""The kinds of columns and tables, read from the YAML files beside this module."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from makers import MAKERS

from barlau import taxonomy

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Kind:
    """One way a column can be: what it is called, how its values are made, what it has to be taken for."""

    id: str
    names: tuple[tuple[str, str], ...]
    """(language, phrase); language `raw` is used as written."""
    make: str
    options: dict[str, Any] = field(default_factory=dict)
    stored: str = ""
    """int, float, scientific, epoch; empty: as made."""
    category: str | None = None
    """None: harmless."""
    accepts: frozenset[str] = frozenset()
    """Categories that are right as well (README: equivalents)."""
    looks: frozenset[str] = frozenset()
    """What the values show when the name is missing."""
    group: str = "harmless"
    shown: bool = False
    """The values tell the category without a name."""
    enough: int = 0
    """Values that the column must have to be judged at all."""
    optional: bool = False
    """Reporting it and not reporting it are both right."""

    @property
    def personal(self) -> bool:
        """Personal by law, alone or joined to a person."""
        return self.category is not None and taxonomy.load().is_personal(self.category)


@dataclass(frozen=True)
class TableKind:
    """Names of tables that say the same, and the groups of columns in them."""

    subject: str | None
    names: tuple[str, ...]
    groups: frozenset[str]


def personal_kinds() -> list[Kind]:
    """One kind for each way to write the values of each entry."""
    entries = [e for path in sorted((HERE / "columns").glob("*.yaml")) for e in _read(path)]
    return [_personal(entry, number, way) for entry in entries for number, way in enumerate(entry["values"])]


def harmless_kinds() -> list[Kind]:
    """The kinds that may not be reported."""
    return [
        Kind(
            e["id"], tuple((_language(name), name) for name in e["names"]), _known(e["make"]), e.get("with", {}),
            e.get("stored", ""), accepts=frozenset(e.get("tolerates", ())),
        )
        for e in _read(HERE / "harmless.yaml")["kinds"]
    ]  # fmt: skip


def table_kinds() -> tuple[list[TableKind], tuple[str, ...], tuple[str, ...]]:
    """Tables of people and things; names of tables that hold harmless columns alone; words of customers."""
    content = _read(HERE / "tables.yaml")
    kinds = [TableKind(t["subject"], tuple(t["names"]), frozenset(t["groups"])) for t in content["tables"]]
    return kinds, tuple(content["harmless"]), tuple(content["of_customers"])


def _personal(entry: dict[str, Any], number: int, way: dict[str, Any]) -> Kind:
    names = [(language, name) for language in ("en", "ru", "kk") for name in entry.get(language, ())]
    names += [("raw", name) for name in entry.get("short", ())]
    category = entry["category"]
    known = taxonomy.load()
    for key in (category, *entry.get("accepts", ()), *entry.get("looks", ())):
        assert key in known, key
    return Kind(
        f"{entry.get('id', category)}#{number}", tuple(names), _known(way["make"]), way.get("with", {}),
        way.get("stored", ""), category, frozenset(entry.get("accepts", ())), frozenset(entry.get("looks", ())),
        entry["group"], way.get("shown", False), entry.get("enough", 0), entry.get("optional", False),
    )  # fmt: skip


def _language(name: str) -> str:
    """The language of a harmless name by its letters: one written like an identifier is used as it is."""
    if "_" in name:
        return "raw"
    if any(letter in "әғқңөұүһі" for letter in name):
        return "kk"
    return "ru" if any("а" <= letter <= "я" for letter in name) else "en"


def _known(maker: str) -> str:
    assert maker in MAKERS, maker
    return maker


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))

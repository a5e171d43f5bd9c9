"""What the names of tables and columns tell of purpose and provider (`contexts.yaml`), where no project file does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from barlau import taxonomy, yamlfile
from barlau.fold import fits, phrase, tokens
from barlau.model.policy import Policy, Provider, Purpose

Words = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PurposeKind:
    """A kind of purposes that policies word in many ways."""

    key: str
    title: Mapping[str, str]
    dpv: str
    policy: Words
    tables: Words


@dataclass(frozen=True, slots=True)
class ProviderRule:
    """The words that tell a provider, and the categories that they speak of."""

    provider: Provider
    tables: Words
    columns: Words
    only: tuple[str, ...]
    excepted: tuple[str, ...]

    def reaches(self, category: str) -> bool:
        """Whether the words say anything about data of this category."""
        keys = set(taxonomy.lineage(category))
        return (not self.only or bool(keys & set(self.only))) and not keys & set(self.excepted)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole file."""

    purposes: Mapping[str, PurposeKind]
    providers: tuple[ProviderRule, ...]


@cache
def load() -> Catalogue:
    """The packaged catalogue."""
    data = yamlfile.read(Path(__file__).with_name("contexts.yaml"), "contexts.yaml").data
    assert isinstance(data, dict)  # noqa: S101  (our own packaged file)
    purposes = {
        key: PurposeKind(key, entry["title"], entry["dpv"], _words(entry["policy"]), _words(entry.get("tables", ())))
        for key, entry in data["purposes"].items()
    }
    providers = tuple(
        ProviderRule(
            Provider(key),
            _words(entry["tables"]),
            _words(entry.get("columns", ())),
            tuple(entry.get("only", ())),
            tuple(entry.get("except", ())),
        )
        for key, entry in data["providers"].items()
    )
    return Catalogue(purposes, providers)


def _words(texts: Sequence[str]) -> Words:
    return tuple(phrase(text) for text in texts)


def kinds(purpose: Purpose) -> frozenset[str]:
    """The kinds of a policy's purpose: as the policy says, or else by the words of its id, or else of its titles."""
    if purpose.kinds:
        return frozenset(purpose.kinds)
    return _kinds_by_words(purpose.id) or frozenset().union(*map(_kinds_by_words, purpose.title.values()))


@lru_cache(maxsize=1 << 12)
def _kinds_by_words(text: str) -> frozenset[str]:
    return frozenset(kind.key for kind in load().purposes.values() if _says(text, kind.policy))


@lru_cache(maxsize=1 << 14)
def table_kinds(name: str) -> frozenset[str]:
    """The kinds of purposes that a table's name tells."""
    return frozenset(kind.key for kind in load().purposes.values() if _says(name, kind.tables))


def purposes(policy: Policy, table: str) -> tuple[str, ...]:
    """The policy's purposes that a table of this name serves; empty if the name tells none that the policy has."""
    told = table_kinds(table)
    return tuple(purpose.id for purpose in policy.purposes if told and kinds(purpose) & told)


def provider(table: str, column: str, category: str) -> Provider | None:
    """Who provided such data: as the column's name tells, or else the table's; None if no name or several do."""
    named = _providers(column, "columns") or _providers(table, "tables")
    return named[0].provider if len(named) == 1 and named[0].reaches(category) else None


@lru_cache(maxsize=1 << 14)
def _providers(name: str, place: str) -> tuple[ProviderRule, ...]:
    return tuple(rule for rule in load().providers if _says(name, rule.tables if place == "tables" else rule.columns))


def _says(name: str, phrases: Words) -> bool:
    words = tokens(name)
    return any(
        all(map(fits, wanted, words[start : start + len(wanted)]))
        for wanted in phrases
        for start in range(len(words) - len(wanted) + 1)
    )

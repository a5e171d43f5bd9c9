"""The canonical taxonomy of data categories: one key names one kind of data everywhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from barlau import precomputed, yamlfile


@dataclass(frozen=True, slots=True)
class Term:
    """The nearest term of another vocabulary."""

    key: str
    relation: str
    """`=` the same meaning, `<` ours is narrower, `~` the nearest relative."""


@dataclass(frozen=True, slots=True)
class Category:
    """One entry of `taxonomy.yaml`; its header comment explains each field."""

    key: str
    title: Mapping[str, str]
    personal: str
    sensitivity: int
    kz_class: str
    derivable_from: tuple[str, ...] = ()
    given_away_by: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    note: str | None = None
    fideslang: Term | None = None
    dpv: Term | None = None


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """All categories and subjects."""

    categories: Mapping[str, Category]
    subjects: Mapping[str, Mapping[str, str]]

    def __contains__(self, key: str) -> bool:
        return key in self.categories

    def __getitem__(self, key: str) -> Category:
        return self.categories[key]

    def is_group(self, key: str) -> bool:
        """A top-level key with members (`identity`): its word alone names no data."""
        return "." not in key and any(other.startswith(key + ".") for other in self.categories)

    def is_personal(self, key: str) -> bool:
        """Personal by law, alone or once joined to a person; a key of somebody's own counts as personal."""
        return key not in self.categories or self.categories[key].personal != "no"

    def title(self, key: str, language: str = "en") -> str:
        """The label of a category in a report."""
        return self.categories[key].title[language]

    def nearest(self, key: str, count: int = 3) -> list[str]:
        """Keys most like `key`, for error messages: of the same last part, then of like spelling."""
        from difflib import get_close_matches

        last = key.rpartition(".")[2]
        same_end = [known for known in self.categories if last and known.rpartition(".")[2] == last]
        return list(dict.fromkeys([*same_end, *get_close_matches(key, self.categories, count, cutoff=0.5)]))[:count]


def lineage(key: str) -> Iterator[str]:
    """The key itself, then its ancestors: `a.b.c`, `a.b`, `a`."""
    while key:
        yield key
        key = key.rpartition(".")[0]


def _term(entry: Mapping[str, str] | None, name: str) -> Term | None:
    return Term(entry[name], entry["relation"]) if entry and entry[name] else None


@cache
def load() -> Taxonomy:
    """The packaged taxonomy."""
    return precomputed.kept("taxonomy", ("taxonomy", "yamlfile.py"), _load)


def _load() -> Taxonomy:
    data = yamlfile.read(Path(__file__).with_name("taxonomy.yaml"), "taxonomy.yaml").data
    assert isinstance(data, dict)  # noqa: S101  (our own packaged file)
    categories = {
        key: Category(
            key,
            entry["title"],
            entry["personal"],
            entry["sensitivity"],
            entry["kz_class"],
            tuple(entry.get("derivable_from", ())),
            tuple(entry.get("given_away_by", ())),
            tuple(entry.get("implies", ())),
            entry.get("note"),
            _term(entry.get("fideslang"), "key"),
            _term(entry.get("dpv"), "term"),
        )
        for key, entry in data["categories"].items()
    }
    return Taxonomy(categories, data["subjects"])

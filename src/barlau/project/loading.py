"""Reads a project file: its shape (`schema`), then what only the taxonomy, the folder and the whole file can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from barlau import taxonomy, yamlfile
from barlau.model.project import Binding, Project, ProjectSource, Suppression
from barlau.model.reading import Target
from barlau.project import locations
from barlau.taxonomy import rules

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from barlau.project.schema import ColumnEntry, ProjectEntry, SourceEntry, SuppressionEntry, TableEntry
    from barlau.yamlfile import Place, YamlFile

SCHEMA = "barlau.project/1"


def load(path: Path | str) -> Project:
    """The project in a file. Raises `ConfigError` with file, key, line and remedy for the first error."""
    return parse(yamlfile.read(path))


def parse(file: YamlFile) -> Project:
    """The project in a file that was read already (`check` needs its lines too)."""
    from barlau.project.schema import ProjectEntry

    yamlfile.check_head(file, SCHEMA)
    entry = yamlfile.validate(file, ProjectEntry)
    _check_sources(file, entry)
    for i, item in enumerate(entry.suppressions):
        _check_suppression(file, ("suppressions", i), item)
    return _project(file, entry)


def history_of(path: Path | str) -> Path:
    """The history that a project file names, whatever else is in it. Raises `ConfigError`."""
    from barlau.project.schema import ProjectEntry

    file = yamlfile.read(path)
    yamlfile.check_head(file, SCHEMA)
    assert isinstance(file.data, dict)  # noqa: S101  (checked with the head)
    default = ProjectEntry.model_fields["history"].default
    return locations.path(file, ("history",), str(file.data.get("history") or default))


def _check_sources(file: YamlFile, entry: ProjectEntry) -> None:
    seen: set[str] = set()
    for i, source in enumerate(entry.sources):
        if source.name in seen:
            raise file.error(("sources", i, "name"), f"the name '{source.name}' stands twice", "names are unique")
        seen.add(source.name)
        _check_bindings(file, ("sources", i, "tables"), source.tables)
        for j, table in enumerate(source.tables):
            _check_bindings(file, ("sources", i, "tables", j, "columns"), table.columns)


def _check_bindings(file: YamlFile, place: Place, entries: Sequence[ColumnEntry]) -> None:
    seen: set[str] = set()
    for i, entry in enumerate(entries):
        at = (*place, i)
        if entry.match in seen:
            raise file.error((*at, "match"), f"'{entry.match}' stands twice", "merge the two entries")
        seen.add(entry.match)
        for j, subject in enumerate(entry.subjects):
            _check_known(file, (*at, "subjects", j), subject, taxonomy.load().subjects.keys(), "subject")
        if not (entry.subjects or entry.collected_from or entry.purposes or getattr(entry, "columns", ())):
            raise file.error(at, "says nothing of what it matches", "add subjects, collected_from or purposes")


def _check_suppression(file: YamlFile, place: Place, entry: SuppressionEntry) -> None:
    categories = taxonomy.load()
    if entry.category is not None and entry.category not in categories:
        near = categories.nearest(entry.category)
        remedy = "nearest: " + ", ".join(near) if near else "see the taxonomy's keys"
        raise file.error((*place, "category"), f"unknown category '{entry.category}'", remedy)
    if entry.rule is not None:
        _check_known(file, (*place, "rule"), entry.rule, rules.load().rules.keys(), "rule")
    if entry.category is None and entry.rule is None and entry.column is None:
        raise file.error(place, "would suppress everything", "name a category, a rule or a column")


def _check_known(file: YamlFile, place: Place, name: str, known: Collection[str], noun: str) -> None:
    if name not in known:
        raise file.error(place, f"unknown {noun} '{name}'", "one of " + ", ".join(sorted(known)))


def _project(file: YamlFile, entry: ProjectEntry) -> Project:
    return Project(
        origin=file.path,
        folder=locations.folder(file),
        policies=_paths(file, "policies", entry.policies),
        recognizers=_paths(file, "recognizers", entry.recognizers),
        sources=tuple(_source(file, ("sources", i), source) for i, source in enumerate(entry.sources)),
        suppressions=tuple(
            Suppression(s.category, s.rule, s.column or "", s.reason, s.by, s.until, file.line(("suppressions", i)))
            for i, s in enumerate(entry.suppressions)
        ),
        history=locations.path(file, ("history",), entry.history),
    )


def _paths(file: YamlFile, key: str, texts: Sequence[str]) -> tuple[Path, ...]:
    found = tuple(locations.path(file, (key, i), text) for i, text in enumerate(texts))
    for i, path in enumerate(found):
        if not path.exists():
            raise file.error((key, i), "no such file or folder", f"paths are relative to {locations.folder(file)}")
        if path in found[:i]:
            raise file.error((key, i), "stands twice", "take one away")
    return found


def _source(file: YamlFile, place: Place, entry: SourceEntry) -> ProjectSource:
    target = Target(locations.spec(file, (*place, "url"), entry.url), entry.name, entry.include, entry.exclude)
    tables = tuple(_table(file, (*place, "tables", i), table) for i, table in enumerate(entry.tables))
    return ProjectSource(target, entry.policy, tables, file.line(place), locations.has_password(entry.url))


def _table(file: YamlFile, place: Place, entry: TableEntry) -> Binding:
    columns = tuple(_binding(file, (*place, "columns", i), column) for i, column in enumerate(entry.columns))
    return _binding(file, place, entry, columns)


def _binding(file: YamlFile, place: Place, entry: ColumnEntry, columns: tuple[Binding, ...] = ()) -> Binding:
    return Binding(
        entry.match, entry.subjects, entry.collected_from, entry.purposes, columns, file.line((*place, "match"))
    )

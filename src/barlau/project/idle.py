"""What a project file says in vain: bindings and rules that match nothing, and passwords that stand in it."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from barlau.model.project import names_column
from barlau.model.report import Level, Message, Notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from barlau.model.profile import ObjectProfile
    from barlau.model.project import Project, ProjectSource


def idle(project: Project, profiles: Sequence[ObjectProfile]) -> list[Notice]:
    """A notice for each binding and each include or exclude rule without effect, in the order of the file."""
    return [
        Notice(Level.WARNING, message, f"{project.origin}:{line}" if line else project.origin)
        for source in project.sources
        for line, message in _of_source(source, [p for p in profiles if p.object.source == source.target.name])
    ]


def _of_source(source: ProjectSource, profiles: Sequence[ObjectProfile]) -> Iterator[tuple[int | None, Message]]:
    name = ("source", source.target.name)
    if source.has_password:
        yield source.line, Message("notice.password_in_file", (name,))
    names = [profile.object.name for profile in profiles]
    for glob in (*source.target.include, *source.target.exclude):
        if not any(fnmatchcase(item, glob) for item in names):
            yield source.line, Message("notice.rule_idle", (("glob", glob), name))
    for binding in source.bindings:
        matched = [profile for profile in profiles if fnmatchcase(profile.object.name, binding.match)]
        if not matched:
            yield binding.line, Message("notice.binding_idle", (("glob", binding.match), name))
            continue
        columns = [column.column for profile in matched for column in profile.columns]
        for part in binding.columns:
            if columns and not any(names_column(part.match, column.name, column.path) for column in columns):
                gaps = (("glob", part.match), ("table", binding.match), name)
                yield part.line, Message("notice.columns_idle", gaps)

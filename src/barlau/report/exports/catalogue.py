"""What a data catalogue wants to know: data sets, their fields, and the categories of personal data in each field.

Categories of organisations' data are left out, and so is what a reviewer rejected as a false alarm. Names are as they
are in the source, because a catalogue finds the field by them.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from barlau import taxonomy
from barlau.model.reading import ObjectKind, ReadStatus
from barlau.model.report import ColumnResult, Confidence, Detection, Report
from barlau.nested.paths import leaf_name
from barlau.report.exports.systems import System, systems
from barlau.report.json_report import column_key
from barlau.report.summary import object_key

Place = tuple[str, str, str, str | None, str]
"""Source, object, column, path, category."""
SENSITIVITY = ("none", "low", "moderate", "high", "critical")
"""Words for the taxonomy's grades 0 to 4."""


@dataclass(frozen=True, slots=True)
class Label:
    """One category in one field."""

    category: str
    entity: str | None
    confidence: Confidence
    score: float
    subject: str
    path: str | None
    """Where inside the cell, if the field holds nested data."""
    verdicts: tuple[tuple[str, str], ...]
    """(policy, verdict)"""
    confirmed: bool
    """A reviewer confirmed a finding of it."""

    @property
    def sensitivity(self) -> int:
        """0 to 4; a category of somebody's own is taken for moderate."""
        known = taxonomy.load()
        return known[self.category].sensitivity if self.category in known else 2


@dataclass(frozen=True, slots=True)
class Field:
    """One column, or one path of a file that is all nested."""

    name: str
    type: str
    labels: tuple[Label, ...]

    @property
    def categories(self) -> tuple[str, ...]:
        """Each once."""
        return tuple(dict.fromkeys(label.category for label in self.labels))

    @property
    def strongest(self) -> tuple[Label, ...]:
        """For each category the label that is surest of it, by category."""
        best: dict[str, Label] = {}
        for label in self.labels:
            if label.category not in best or _weight(label) > _weight(best[label.category]):
                best[label.category] = label
        return tuple(best[category] for category in sorted(best))

    @property
    def sensitivity(self) -> int:
        """Of the most sensitive category."""
        return max((label.sensitivity for label in self.labels), default=0)


def _weight(label: Label) -> tuple[bool, float]:
    return label.confirmed, label.score


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table, a file, a sheet."""

    source: str
    system: System
    name: str
    kind: ObjectKind
    status: ReadStatus
    fields: tuple[Field, ...]

    @property
    def is_personal(self) -> bool:
        """Whether any field holds personal data."""
        return any(field.labels for field in self.fields)

    @property
    def schema_and_table(self) -> tuple[str, str]:
        """`public.customers` as two names; what has no schema has an empty one.

        MySQL's schema is its database; that of a table in a database file found in a folder is the file.
        """
        system = self.system
        if self.kind is not ObjectKind.TABLE or system.kind == "sqlite":
            return "", self.name
        if system.kind == "file" and "#" in self.name:
            file, _, table = self.name.partition("#")
            return file, table
        if system.kind == "mysql" and system.database:
            return system.database, self.name
        schema, dot, table = self.name.partition(".")
        return (schema, table) if dot else ("", self.name)


def datasets(report: Report) -> tuple[Dataset, ...]:
    """Every object that was read, by source and name; fields in the order of their names."""
    columns: dict[tuple[str, str], list[ColumnResult]] = defaultdict(list)
    for column in sorted(report.columns, key=column_key):
        columns[column.source, column.object].append(column)
    decided, where = _decisions(report), systems(report)
    return tuple(
        Dataset(
            item.object.source,
            where[item.object.source],
            item.object.name,
            item.object.kind,
            item.coverage.status,
            _fields(columns.get((item.object.source, item.object.name), []), decided),
        )
        for item in sorted(report.objects, key=object_key)
        if item.coverage.status in (ReadStatus.SCANNED, ReadStatus.PARTIAL)
    )


def title_of(category: str) -> str:
    """The English title; a key of somebody's own stands for itself."""
    known = taxonomy.load()
    return known.title(category) if category in known else category


def _decisions(report: Report) -> Mapping[Place, bool]:
    """What reviewers said of a category in a place: true, confirmed; false, rejected."""
    said: dict[Place, bool] = {}
    for finding in report.findings:
        if finding.decision and finding.location:
            place = finding.location
            key = (place.source, place.object, place.column or "", place.path, finding.category)
            said[key] = said.get(key, False) or finding.decision.confirmed
    return said


def _fields(columns: list[ColumnResult], decided: Mapping[Place, bool]) -> tuple[Field, ...]:
    by_name: dict[str, list[ColumnResult]] = defaultdict(list)
    for column in columns:
        by_name[column.column.name].append(column)
    return tuple(
        Field(
            name,
            next((column.column.type for column in members if not _inside(column)), members[0].column.type),
            tuple(label for column in members for label in _labels(column, decided)),
        )
        for name, members in by_name.items()
    )


def _inside(column: ColumnResult) -> bool:
    """Whether it is a path inside the cells of a column that has a name of its own."""
    return column.column.path is not None and leaf_name(column.column.path) != column.column.name


def _labels(column: ColumnResult, decided: Mapping[Place, bool]) -> list[Label]:
    place = (column.source, column.object, column.column.name, column.column.path)
    return [
        _label(column, detection, confirmed=decided.get((*place, detection.category), False))
        for detection in column.detections
        if taxonomy.load().is_personal(detection.category) and decided.get((*place, detection.category), True)
    ]


def _label(column: ColumnResult, detection: Detection, *, confirmed: bool) -> Label:
    return Label(
        detection.category,
        detection.entity,
        detection.confidence,
        round(detection.score, 6),
        column.subject,
        column.column.path if _inside(column) else None,
        tuple(sorted((v.policy, v.verdict.value) for v in column.verdicts if v.category == detection.category)),
        confirmed,
    )

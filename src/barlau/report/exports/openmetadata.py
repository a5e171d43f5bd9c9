"""OpenMetadata: bodies for its API (2.0): a classification, its tags, and the tag labels of columns.

A label that is certain is `Confirmed`, any other `Suggested`. Files are no tables of OpenMetadata and are left out, by
number. A service is called as the source; `docs/exports.md` shows how to add labels without overwriting others.
"""

import uuid
from collections.abc import Iterable

from barlau import taxonomy
from barlau.model.reading import ObjectKind
from barlau.model.report import Confidence, Report
from barlau.report.exports.catalogue import Dataset, Label, datasets, title_of
from barlau.report.json_report import canonical
from barlau.report.json_values import Json, string

CLASSIFICATION = "PersonalDataKZ"
RECOGNIZERS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:barlau:recognizer")
"""Namespace of the ids of recognizers."""
_RESERVED = (("::", "__reserved__colon__"), (">", "__reserved__arrow__"), ('"', "__reserved__quote__"))
"""As OpenMetadata's own ingestion writes what a name of an entity may not hold."""


def render(report: Report) -> str:
    """The JSON document."""
    found = datasets(report)
    tables = [item for item in found if item.kind is ObjectKind.TABLE and item.is_personal]
    used = {label.category for item in tables for field in item.fields for label in field.labels}
    return canonical(
        {
            "classification": {
                "name": CLASSIFICATION,
                "description": "Categories of personal data, as barlau knows them.",
                "mutuallyExclusive": False,
            },
            "tags": [_tag(category) for category in sorted(_with_parents(used))],
            "columns": [column for item in tables for column in _columns(item)],
            "filesLeftOut": sum(item.is_personal for item in found if item.kind is not ObjectKind.TABLE),
        }
    )


def quoted(name: str) -> str:
    """A part of a fully qualified name."""
    for sign, written in _RESERVED:
        name = name.replace(sign, written)
    return f'"{name}"' if "." in name else name


def table_fqn(found: Dataset) -> str:
    """`service.database.schema.table`; a database without a name or a schema has OpenMetadata's `default`."""
    schema, table = found.schema_and_table
    database = found.system.database if found.system.kind == "postgresql" else ""
    return ".".join(quoted(part) for part in (found.source, database or "default", schema or "default", table))


def tag_fqn(category: str) -> str:
    """`PersonalDataKZ.identity.iin`: tags nest as categories do."""
    return ".".join((CLASSIFICATION, *(quoted(part) for part in category.split("."))))


def _with_parents(categories: Iterable[str]) -> set[str]:
    return {key for category in categories for key in taxonomy.lineage(category)}


def _tag(category: str) -> Json:
    parent, _, name = category.rpartition(".")
    return {
        "classification": CLASSIFICATION,
        **({"parent": string(tag_fqn(parent))} if parent else {}),
        "name": string(quoted(name).strip('"')),
        "displayName": string(title_of(category)),
        "description": string(f"{title_of(category)} ({category})"),
    }


def _columns(found: Dataset) -> list[Json]:
    return [
        {
            "table": string(table_fqn(found)),
            "column": string(field.name),
            "tags": [_label(label) for label in field.strongest],
        }
        for field in found.fields
        if field.labels
    ]


def _label(label: Label) -> Json:
    certain = label.confirmed or label.confidence is Confidence.HIGH
    verdicts = "".join(f"; {verdict} ({policy})" for policy, verdict in label.verdicts)
    recognizer = label.entity or label.category
    return {
        "tagFQN": string(tag_fqn(label.category)),
        "source": "Classification",
        "labelType": "Generated",
        "state": "Confirmed" if certain else "Suggested",
        "reason": string(f"confidence {label.confidence.value}{verdicts}"),
        "appliedBy": "barlau",
        "metadata": {
            "recognizer": {
                "recognizerId": str(uuid.uuid5(RECOGNIZERS, string(recognizer))),
                "recognizerName": string(recognizer),
                "score": label.score,
            }
        },
    }

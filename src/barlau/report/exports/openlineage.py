"""OpenLineage 2.0: one run event whose inputs are what was read, to be posted to any of its receivers.

Facets: `schema`; `tags` with the categories of each field; `dataQualityAssertions` with the verdict of each policy,
which succeeds where the policy declares the category.
"""

import uuid

from barlau.model.policy import Verdict
from barlau.model.reading import ObjectKind
from barlau.model.report import Report, RunStatus
from barlau.report.exports.catalogue import Dataset, Field, Label, datasets
from barlau.report.json_report import canonical
from barlau.report.json_values import Json, string

SPEC = "https://openlineage.io/spec"
EVENT = f"{SPEC}/2-0-2/OpenLineage.json#/$defs/RunEvent"
FACETS = {
    "schema": f"{SPEC}/facets/1-2-0/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet",
    "tags": f"{SPEC}/facets/1-0-0/TagsDatasetFacet.json#/$defs/TagsDatasetFacet",
    "dataQualityAssertions": (
        f"{SPEC}/facets/1-1-0/DataQualityAssertionsDatasetFacet.json#/$defs/DataQualityAssertionsDatasetFacet"
    ),
}
EVENTS = {
    RunStatus.COMPLETE: "COMPLETE",
    RunStatus.INCOMPLETE: "COMPLETE",
    RunStatus.INTERRUPTED: "ABORT",
    RunStatus.FAILED: "FAIL",
}
SCHEMES = {"postgresql": "postgres", "mysql": "mysql"}
FINE = (Verdict.DECLARED.value, Verdict.NOT_PERSONAL.value)
RUNS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:barlau:run")
NO_TIME = "1970-01-01T00:00:00Z"


def render(report: Report) -> str:
    """The event."""
    producer = f"urn:barlau:{report.tool_version}"
    times = f"{report.started_at} {report.finished_at}"
    return canonical(
        {
            "eventType": EVENTS[report.status],
            "eventTime": report.finished_at or report.started_at or NO_TIME,
            "producer": producer,
            "schemaURL": EVENT,
            "run": {"runId": str(uuid.uuid5(RUNS, times))},
            "job": {"namespace": "barlau", "name": "scan"},
            "inputs": [_dataset(found, producer) for found in datasets(report)],
            "outputs": [],
        }
    )


def namespace(found: Dataset) -> str:
    """As OpenLineage names sources: `postgres://db:5432`, `file`; a source of an unknown place by its own name."""
    system = found.system
    if system.kind in SCHEMES and system.host:
        return f"{SCHEMES[system.kind]}://{system.host}:{system.port}"
    if found.kind is not ObjectKind.TABLE:
        return "file"
    return string(found.source)


def name(found: Dataset) -> str:
    """`crm.public.customers`, `shop.orders`, the path of a file."""
    if found.kind is not ObjectKind.TABLE:
        return string(f"{found.source}/{found.name}")
    schema, table = found.schema_and_table
    database = found.system.database if found.system.kind == "postgresql" else ""
    return string(".".join(part for part in (database, schema, table) if part))


def _dataset(found: Dataset, producer: str) -> Json:
    tags = [tag for field in found.fields for label in field.strongest for tag in _tags(field, label)]
    checks = [check for field in found.fields for label in field.strongest for check in _checks(field, label)]
    fields: list[Json] = [_field(field) for field in found.fields]
    facets: dict[str, Json] = {"schema": _facet("schema", producer, fields=fields)}
    if tags:
        facets["tags"] = _facet("tags", producer, tags=tags)
    checked: Json = _facet("dataQualityAssertions", producer, assertions=checks)
    return {
        "namespace": namespace(found),
        "name": name(found),
        "facets": facets,
        "inputFacets": {"dataQualityAssertions": checked} if checks else {},
    }


def _facet(key: str, producer: str, **content: list[Json]) -> Json:
    return {"_producer": producer, "_schemaURL": FACETS[key], **content}


def _field(field: Field) -> Json:
    return {"name": string(field.name), **({"type": string(field.type)} if field.type else {})}


def _tags(field: Field, label: Label) -> list[Json]:
    place: dict[str, Json] = {"field": string(field.name), "source": "barlau"}
    return [
        {"key": "personal_data", "value": string(label.category), **place},
        {"key": f"personal_data.{string(label.category)}.confidence", "value": label.confidence.value, **place},
    ]


def _checks(field: Field, label: Label) -> list[Json]:
    return [
        {
            "assertion": "declared_in_policy",
            "name": string(f"{policy}: {label.category}"),
            "column": string(field.name),
            "success": verdict in FINE,
            "expected": Verdict.DECLARED.value,
            "actual": verdict,
            "severity": "error" if verdict in (Verdict.UNDECLARED, Verdict.DENIED) else "warn",
        }
        for policy, verdict in label.verdicts
    ]

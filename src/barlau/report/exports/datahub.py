"""DataHub: metadata change proposals, as its `file` source reads them.

Tags are added to `editableSchemaMetadata` by JSON patches: what people wrote there stays. Each tag says why it is there
in its attribution.
"""

import json
from datetime import datetime

from barlau.model.reading import ObjectKind
from barlau.model.report import Report
from barlau.report.exports.catalogue import Dataset, Field, Label, datasets, title_of
from barlau.report.json_report import canonical
from barlau.report.json_values import Json, string

PLATFORMS = {"postgresql": "postgres", "mysql": "mysql", "sqlite": "sqlite", "duckdb": "duckdb", "file": "file"}
ENVIRONMENT = "PROD"
ACTOR = "urn:li:corpuser:barlau"
PATCH = "application/json-patch+json"
_RESERVED = {ord(char): code for char, code in {",": "%2C", "(": "%28", ")": "%29", "␟": "%E2%90%9F"}.items()}


def render(report: Report) -> str:
    """A JSON array: first the tags, then the fields that have them."""
    found = [item for item in datasets(report) if item.is_personal]
    used = sorted({label.category for item in found for field in item.fields for label in field.labels})
    time = _milliseconds(report)
    return canonical([*(_tag(category) for category in used), *(_fields(item, time) for item in found)])


def dataset_urn(found: Dataset) -> str:
    """`urn:li:dataset:(urn:li:dataPlatform:postgres,crm.public.customers,PROD)`"""
    platform = PLATFORMS[found.system.kind]
    return f"urn:li:dataset:(urn:li:dataPlatform:{platform},{_encoded(_name(found))},{ENVIRONMENT})"


def tag_urn(category: str) -> str:
    """`urn:li:tag:barlau.identity.iin`"""
    return f"urn:li:tag:{_encoded(f'barlau.{category}')}"


def _name(found: Dataset) -> str:
    schema, table = found.schema_and_table
    if found.kind is not ObjectKind.TABLE:
        return f"{found.source}/{found.name}"
    first = {"postgresql": found.system.database, "file": found.source}.get(found.system.kind, "")
    return ".".join(part for part in (first, schema, table) if part)


def _encoded(name: str) -> str:
    return string(name).translate(_RESERVED)


def _tag(category: str) -> Json:
    return {
        "entityType": "tag",
        "entityUrn": tag_urn(category),
        "changeType": "UPSERT",
        "aspectName": "tagProperties",
        "aspect": {"json": {"name": string(category), "description": string(title_of(category))}},
    }


def _fields(found: Dataset, time: int) -> Json:
    operations = [_operation(field, label, time) for field in found.fields for label in field.strongest]
    return {
        "entityType": "dataset",
        "entityUrn": dataset_urn(found),
        "changeType": "PATCH",
        "aspectName": "editableSchemaMetadata",
        "aspect": {"contentType": PATCH, "value": json.dumps(operations, sort_keys=True)},
    }


def _operation(field: Field, label: Label, time: int) -> Json:
    parts = ("editableSchemaFieldInfo", string(field.name), "globalTags", "tags", tag_urn(label.category))
    detail: dict[str, Json] = {
        "tool": "barlau",
        "confidence": label.confidence.value,
        "score": str(label.score),
        "subject": label.subject,
        **({"path": string(label.path)} if label.path else {}),
        **{string(f"verdict.{policy}"): verdict for policy, verdict in label.verdicts},
    }
    return {
        "op": "add",
        "path": "/" + "/".join(part.replace("~", "~0").replace("/", "~1") for part in parts),
        "value": {
            "tag": tag_urn(label.category),
            "attribution": {"time": time, "actor": ACTOR, "sourceDetail": detail},
        },
    }


def _milliseconds(report: Report) -> int:
    try:
        return int(datetime.fromisoformat(report.finished_at).timestamp() * 1000)
    except ValueError:
        return 0

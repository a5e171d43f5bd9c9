"""Open Data Contract Standard 3.1 (YAML): the schema that was read, with what it holds and how sensitive that is."""

from barlau.model.report import Report
from barlau.report.exports.catalogue import SENSITIVITY, Dataset, Field, datasets
from barlau.report.exports.systems import System
from barlau.report.exports.yaml_text import dump
from barlau.report.json_values import Json, string

CLASSIFICATIONS = ("public", "internal", "confidential", "restricted", "restricted")
"""By sensitivity 0 to 4, in the standard's customary words."""
TAG = "personal_data"
LOGICAL = (
    ("array", ("list", "large_list", "array", "_")),
    ("boolean", ("bool",)),
    ("timestamp", ("timestamp", "datetime")),
    ("date", ("date",)),
    ("time", ("time",)),
    ("string", ("interval",)),
    (
        "integer",
        ("int", "uint", "bigint", "smallint", "tinyint", "mediumint", "hugeint", "serial", "bigserial", "year"),
    ),
    ("number", ("numeric", "decimal", "double", "float", "real", "money", "halffloat")),
    ("object", ("json", "struct", "map", "hstore")),
)
"""The standard's types by the beginning of a database's own."""


def render(report: Report) -> str:
    """One contract, in draft, for everything that was read."""
    found = datasets(report)
    sources = {item.source for item in found}
    servers = {(item.source, item.schema_and_table[0]): item.system for item in found}
    contract: dict[str, Json] = {
        "apiVersion": "v3.1.0",
        "kind": "DataContract",
        "id": "barlau",
        "name": "Personal data found by barlau",
        "version": report.tool_version,
        "status": "draft",
    }
    if servers:
        contract["servers"] = [_server(name, schema, system) for (name, schema), system in servers.items()]
    if found:
        contract["schema"] = [_object(item, several=len(sources) > 1) for item in found]
    return dump(contract)


def _server(name: str, schema: str, system: System) -> Json:
    """Where the data are: a server for each schema. The standard wants more than is known of a file."""
    base: dict[str, Json] = {"server": string(f"{name}.{schema}" if schema else name)}
    place: dict[str, Json] = {"host": string(system.host), "port": system.port, "database": string(system.database)}
    if system.kind == "postgresql":
        return {**base, "type": "postgres", **place, "schema": string(schema)}
    if system.kind == "mysql":
        return {**base, "type": "mysql", **place}
    if system.kind == "duckdb":
        return {**base, "type": "duckdb", "database": string(system.database)}
    return {**base, "type": "custom", "description": string(system.database)}


def _object(found: Dataset, *, several: bool) -> Json:
    """An object's name is unique in a contract: where there are several sources, it begins with its own."""
    custom: list[Json] = [{"property": "source", "value": string(found.source)}]
    return {
        "name": string(f"{found.source}.{found.name}" if several else found.name),
        "physicalName": string(found.name),
        "logicalType": "object",
        "physicalType": found.kind.value,
        **({"tags": [TAG]} if found.is_personal else {}),
        "customProperties": [*custom, {"property": "coverage", "value": found.status.value}],
        "properties": [_property(field) for field in found.fields],
    }


def logical_type(own: str) -> str:
    """`bigint` is an `integer`; what is not known is text, as it was read."""
    if own.endswith("[]"):
        return "array"
    lowered = own.lower()
    return next((name for name, beginnings in LOGICAL if lowered.startswith(beginnings)), "string")


def _property(field: Field) -> Json:
    out: dict[str, Json] = {"name": string(field.name), "logicalType": logical_type(field.type)}
    if field.type:
        out["physicalType"] = string(field.type)
    if not field.labels:
        return out
    details: list[Json] = [
        {
            "category": string(label.category),
            "confidence": label.confidence.value,
            **({"path": string(label.path)} if label.path else {}),
            "verdicts": {string(policy): verdict for policy, verdict in label.verdicts},
        }
        for label in field.labels
    ]
    custom: list[Json] = [
        {"property": "sensitivity", "value": SENSITIVITY[field.sensitivity]},
        {"property": "personalData", "value": details},
    ]
    tags: list[Json] = [TAG, *(string(category) for category in field.categories)]
    return {
        **out,
        "classification": CLASSIFICATIONS[field.sensitivity],
        "tags": tags,
        "customProperties": custom,
    }

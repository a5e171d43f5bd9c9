"""dbt properties (YAML): personal columns of database tables as sources with `config.meta` and `config.tags`.

Files are no sources of dbt, and columns without personal data need no entry. dbt renders Jinja in this file, so a name
that would be a template is written with its braces escaped (and then matches no column).
"""

from barlau.model.reading import ObjectKind
from barlau.model.report import Report
from barlau.report.exports.catalogue import SENSITIVITY, Dataset, Field, datasets
from barlau.report.exports.yaml_text import dump
from barlau.report.json_values import Json, string

TAG = "personal_data"
_TEMPLATES = {"{{": "{\\u{7b}", "{%": "{\\u{25}", "{#": "{\\u{23}"}


def render(report: Report) -> str:
    """One source for each schema of a database."""
    sources: dict[tuple[str, str], list[Dataset]] = {}
    left_out = 0
    for found in datasets(report):
        if found.kind is not ObjectKind.TABLE:
            left_out += found.is_personal
        elif found.is_personal:
            sources.setdefault((found.source, found.schema_and_table[0]), []).append(found)
    written: list[Json] = [_source(*key, members) for key, members in sources.items()]
    files = f"\nNot listed, because dbt knows tables only: {left_out} files with personal data." if left_out else ""
    comment = "Personal data found by barlau. Merge it into the properties of your own sources and models." + files
    return dump({"version": 2, "sources": written}, comment)


def plain(name: str) -> str:
    """A name in which dbt sees no template."""
    for sign, written in _TEMPLATES.items():
        name = name.replace(sign, written)
    return string(name)


def _source(source: str, schema: str, members: list[Dataset]) -> Json:
    system = members[0].system
    out: dict[str, Json] = {"name": plain(f"{source}.{schema}" if schema else source)}
    if system.database and system.kind == "postgresql":
        out["database"] = plain(system.database)
    if schema:
        out["schema"] = plain(schema)
    out["tables"] = [
        {
            "name": plain(found.schema_and_table[1]),
            "columns": [_column(field) for field in found.fields if field.labels],
        }
        for found in members
    ]
    return out


def _column(field: Field) -> Json:
    verdicts: list[Json] = [
        {"category": string(label.category), "policy": plain(policy), "verdict": verdict}
        for label in field.labels
        for policy, verdict in label.verdicts
    ]
    meta: dict[str, Json] = {
        "categories": [plain(category) for category in field.categories],
        "sensitivity": SENSITIVITY[field.sensitivity],
        "confidence": max((label.confidence for label in field.labels), key=_rank).value,
        **({"verdicts": verdicts} if verdicts else {}),
    }
    return {"name": plain(field.name), "config": {"meta": {"pii": meta}, "tags": [TAG]}}


def _rank(confidence: str) -> int:
    return ("low", "medium", "high").index(confidence)

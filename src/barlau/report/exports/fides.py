"""fides datasets (YAML, fideslang 3): every field with the data categories of fideslang that it holds.

A category of ours becomes the nearest one of fideslang, which every fides knows; the description says which it was.
"""

import re
from zlib import crc32

from barlau import taxonomy
from barlau.model.report import Report
from barlau.report.exports.catalogue import Dataset, Field, Label, datasets, title_of
from barlau.report.exports.yaml_text import dump
from barlau.report.json_values import Json, string

ANY = "user"
"""fideslang's category for any data about a person, where it has no nearer one."""
SUBJECTS = {"customer": "customer", "sole_proprietor": "customer", "employee": "employee"}
"""Our subjects that fideslang knows."""
_NO_KEY = re.compile(r"[^a-zA-Z0-9_.<>-]+")


def render(report: Report) -> str:
    """One dataset for each source, one collection for each of its objects."""
    by_source: dict[str, list[Dataset]] = {}
    for found in datasets(report):
        by_source.setdefault(found.source, []).append(found)
    return dump({"dataset": [_dataset(source, members) for source, members in by_source.items()]})


def fides_key(name: str) -> str:
    """A key that fides allows; a changed name gets a checksum, so that no two names share a key."""
    key = _NO_KEY.sub("_", name).strip("_")
    return key if key == name else f"{key or 'source'}_{crc32(name.encode('utf-8', 'surrogatepass')):08x}"


def category_key(category: str) -> str:
    """The nearest category of fideslang."""
    known = taxonomy.load()
    for key in taxonomy.lineage(category):
        if key in known and (term := known[key].fideslang):
            return term.key
    return ANY


def _dataset(source: str, members: list[Dataset]) -> Json:
    return {
        "fides_key": fides_key(source),
        "name": string(source),
        "collections": [
            {"name": string(found.name), "fields": [_field(field) for field in found.fields]} for found in members
        ],
    }


def _field(field: Field) -> Json:
    out: dict[str, Json] = {"name": string(field.name)}
    if field.labels:
        categories = sorted({category_key(category) for category in field.categories})
        subjects = sorted({SUBJECTS[label.subject] for label in field.labels if label.subject in SUBJECTS})
        out["description"] = "; ".join(_sentence(label) for label in field.labels)
        out["data_categories"] = list[Json](categories)
        if subjects:
            out["data_subjects"] = list[Json](subjects)
    return out


def _sentence(label: Label) -> str:
    verdicts = ", ".join(f"{verdict} ({policy})" for policy, verdict in label.verdicts)
    place = f" at {label.path}" if label.path else ""
    said = f"{label.category}{place}: {title_of(label.category)}, confidence {label.confidence.value}"
    return string(f"{said}, {verdicts}" if verdicts else said)

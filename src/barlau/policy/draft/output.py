"""A draft as the YAML of a policy file or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from barlau.policy.draft.drafting import Draft
    from barlau.policy.draft.place import Place
    from barlau.policy.draft.redrafting import Redraft

_HEAD = """\
# Draft: every line waits for review and clears nothing until then.
# Accept a line: status: declared, or what else fits. Refuse it: status: rejected.
# section, item: where it stands (b2 = second bullet, p2 = second paragraph, r3 = third row).
# span: the first character of the words in the text as it was read, and the one after their last.
"""


def content(draft: Draft) -> dict[str, Any]:
    """The draft as the content of a policy file."""
    answers = draft.controller
    return {
        "schema": "barlau.policy/1",
        "id": draft.id,
        "controller": {
            "name": answers.name or draft.id,
            "legal_form": answers.legal_form,
            "bin": answers.bin,
            "sites": list(answers.sites),
            "contacts": list(answers.contacts),
        },
        "documents": [
            {"id": name, "kind": "policy", "language": language} | ({"date": date} if date else {})
            for name, language, date in draft.documents
        ],
        "prevailing_language": draft.prevailing_language,
        "purposes": [
            {
                "id": line.id,
                "title": dict(line.title),
                "legal_basis": list(line.legal_basis),
                "status": "proposed",
                "refs": _refs(line.places),
            }
            for line in draft.purposes
        ],
        "declarations": [
            {
                "category": line.category,
                "status": "proposed",
                "proposed": str(line.proposed),
                "collected_from": [str(one) for one in line.collected_from],
                "subjects": list(line.subjects),
                "purposes": list(line.purposes),
                "open_ended": line.open_ended,
                "refs": _refs(line.places),
            }
            for line in draft.declarations
        ],
        "claims": [
            {
                "id": line.id,
                "rule": line.rule,
                "params": dict(line.params),
                "status": "proposed",
                "refs": _refs(line.places),
            }
            for line in draft.claims
        ],
        "recipients": [
            {"id": line.id, "title": dict(line.title), "status": "proposed", "refs": _refs(line.places)}
            for line in draft.recipients
        ],
        "retention": [
            {"text": line.text, "years": line.years, "status": "proposed", "refs": _refs(line.places)}
            for line in draft.retention
        ],
    }


def summary(made: Redraft) -> list[str]:
    """What became of the decisions of a reviewed file, in sentences."""
    lines = [f"decisions kept: {made.kept}; lines that wait for review: {made.new}"]
    if made.unmet:
        lines.append("kept, but not found in this text: " + ", ".join(made.unmet))
    return lines


def _refs(places: Iterable[Place]) -> list[dict[str, Any]]:
    return [_ref(place) for place in places]


def _ref(place: Place) -> dict[str, Any]:
    ref: dict[str, Any] = {"document": place.document, "section": place.section}
    if place.item:
        ref["item"] = place.item
    return ref | {"span": list(place.span)}


def as_json(data: Mapping[str, Any]) -> str:
    """Canonical JSON."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_yaml(data: Mapping[str, Any]) -> str:
    """YAML as people write policy files: one block for each line, references in flow style."""
    lines = [_HEAD]
    for key, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict) and key != "documents":
            lines.append(f"{key}:\n")
            for entry in value:
                lines.extend(_entry(entry))
            lines.append("\n")
        elif key == "documents":
            lines.append("documents:\n" + "".join(f"  - {_flow(entry)}\n" for entry in value))
        else:
            lines.append(f"{key}: {_flow(value)}\n")
    return "".join(lines).rstrip("\n") + "\n"


def _entry(entry: Mapping[str, Any]) -> list[str]:
    out = []
    for i, (key, value) in enumerate(entry.items()):
        mark = "  - " if i == 0 else "    "
        if key == "refs" and len(value) > 1:
            out.append(f"{mark}{key}:\n" + "".join(f"      - {_flow(ref)}\n" for ref in value))
        else:
            out.append(f"{mark}{key}: {_flow(value)}\n")
    return out


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(one) for one in value) + "]"
    if isinstance(value, str):
        return value if _plain(value) else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)


def _plain(value: str) -> bool:
    """A word that YAML reads as itself."""
    words: Sequence[str] = ("yes", "no", "on", "off", "true", "false", "null", "y", "n")
    return (
        value[:1].isalpha()
        and value.isascii()
        and value.replace("_", "").replace("-", "").replace(".", "").isalnum()
        and value not in words
    )

"""A draft of a new text beside the file that was reviewed: decisions stay, what is new waits, what is gone is told.

A line of the reviewed file is a decision unless its status is `proposed`. It meets a line of the draft that proposes
what was proposed or decided before; then its places are those of the new text, and those that a person wrote (without
a span). A decision whose words the draft does not find stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from barlau import yamlfile
from barlau.policy.loading import parse

Line = dict[str, Any]
_LISTS = ("purposes", "declarations", "claims", "recipients", "retention")
_BEFORE, _AFTER = ("prevailing_language", "subjects"), ("notes",)


@dataclass(frozen=True, slots=True)
class Redraft:
    """The content of the new file and what became of the old one."""

    content: dict[str, Any]
    kept: int
    """Decisions kept."""
    new: int
    """Lines that wait for review."""
    unmet: tuple[str, ...]
    """Decisions (categories, ids) that nothing in the new text meets."""


def redraft(drafted: Mapping[str, Any], reviewed: Path) -> Redraft:
    """Set a draft beside a reviewed file. Raises `ConfigError` where that is no policy file."""
    file = yamlfile.read(reviewed)
    parse(file)
    old: Mapping[str, Any] = file.data  # type: ignore[assignment]  # parse has checked that it is a mapping
    renamed, documents = _documents(drafted["documents"], old["documents"])
    out: dict[str, Any] = {
        "schema": old["schema"],
        "id": old["id"],
        "controller": old["controller"],
        "documents": documents,
    }
    out |= {key: old[key] for key in _BEFORE if key in old}
    kept = new = 0
    unmet: list[str] = []
    for key in _LISTS:
        lines = [_renamed(line, renamed) for line in drafted[key]]
        before = old.get(key) or []
        decided = [
            line for line in ([before] if isinstance(before, dict) else before) if line.get("status") != "proposed"
        ]
        meets = _same_declaration if key == "declarations" else _same_statement
        made, fresh, lost = _merged(decided, lines, meets)
        out[key] = [*made, *fresh]
        kept, new = kept + len(made), new + len(fresh)
        unmet += lost
    out |= {key: old[key] for key in _AFTER if key in old}
    return Redraft(out, kept, new, tuple(dict.fromkeys(unmet)))


def _documents(drafted: Iterable[Line], old: Iterable[Line]) -> tuple[dict[str, str], list[Line]]:
    """What the reviewed file calls the versions of the text, and its documents with any new version and date."""
    documents = list(old)
    renamed: dict[str, str] = {}
    for version in drafted:
        same = [one for one in documents if one["language"] == version["language"] and one["kind"] == "policy"]
        if not same:
            taken = {one["id"] for one in documents}
            name = next(n for n in (version["id"], *(f"{version['id']}-{i}" for i in range(2, 99))) if n not in taken)
            same = [version | {"id": name}]
            documents += same
        renamed[version["id"]] = same[0]["id"]
        if "date" in version:
            documents = [one | {"date": version["date"]} if one["id"] == same[0]["id"] else one for one in documents]
    return renamed, documents


def _renamed(line: Line, names: Mapping[str, str]) -> Line:
    return line | {"refs": [ref | {"document": names[ref["document"]]} for ref in line["refs"]]}


def _merged(
    decided: list[Line], drafted: list[Line], meets: Callable[[Line, Line], int]
) -> tuple[list[Line], list[Line], list[str]]:
    """Decisions with their new places, lines that meet none, and the names of decisions that no line meets."""
    found: dict[int, list[Line]] = {}
    met: set[int] = set()
    fresh = []
    for line in drafted:
        scores = [(meets(decision, line), -i) for i, decision in enumerate(decided)]
        met |= {-i for score, i in scores if score}
        best, index = max(scores, default=(0, 0))
        if best:
            found.setdefault(-index, []).append(line)
        else:
            fresh.append(line)
    made = [_placed(decision, found.get(i, [])) for i, decision in enumerate(decided)]
    unmet = [
        _name(decision) for i, decision in enumerate(decided) if i not in met and decision.get("status") != "rejected"
    ]
    return made, fresh, unmet


def _placed(decision: Line, lines: list[Line]) -> Line:
    """A decision with its places in the new text; those without a span were written by a person."""
    if not lines:
        return decision
    refs: dict[tuple[object, ...], Line] = {}
    by_hand = [ref for ref in decision.get("refs") or [] if "span" not in ref]
    for ref in [*(ref for line in lines for ref in line["refs"]), *by_hand]:
        refs.setdefault((ref["document"], ref.get("section"), ref.get("item")), ref)
    return decision | {"refs": sorted(refs.values(), key=_order)}


def _order(ref: Line) -> tuple[bool, int, str]:
    return ("span" not in ref, (ref.get("span") or [0])[0], ref["document"])


def _same_declaration(decision: Line, line: Line) -> int:
    """How well a decision fits a line of the draft: 0 for another category, or for one spoken of in another way."""
    said = {decision.get("proposed"), decision["status"]} - {None, "rejected"}
    if decision["category"] != line["category"] or line["proposed"] not in said:
        return 0
    alike = [set(decision.get(key) or []) == set(line[key]) for key in ("collected_from", "subjects", "purposes")]
    return 1 + sum(alike) + _shared_places(decision, line)


def _same_statement(decision: Line, line: Line) -> int:
    """By id, by rule and parameters, by text, or by a place that both name."""
    if "rule" in line and decision.get("rule") != line["rule"]:
        return 0
    if "id" in line and decision.get("id") == line["id"]:
        return 4
    if "rule" in line and (decision.get("params") or {}) == line["params"]:
        return 3
    if "text" in line and decision.get("text") == line["text"]:
        return 3
    return _shared_places(decision, line)


def _shared_places(decision: Line, line: Line) -> int:
    places = {(ref["document"], ref.get("section"), ref.get("item")) for ref in decision.get("refs") or []}
    return 2 * any((ref["document"], ref["section"], ref.get("item")) in places for ref in line["refs"])


def _name(line: Line) -> str:
    return str(line.get("category") or line.get("id") or line.get("text"))

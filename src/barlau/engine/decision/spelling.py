"""Words of evidence as they stand in the names of columns and tables, not folded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from barlau.fold import as_written
from barlau.model.report import ColumnResult, Evidence, EvidenceKind


def spelled(result: ColumnResult) -> ColumnResult:
    """The same result with the words that its evidence quotes spelled as in the names."""
    column = result.column.path or result.column.name
    names = (column, result.object)
    return replace(
        result,
        detections=tuple(replace(d, evidence=_spelled(d.evidence, names)) for d in result.detections),
        alternates=tuple(replace(a, evidence=_spelled(a.evidence, names)) for a in result.alternates),
        subject_evidence=_spelled(result.subject_evidence, names),
    )


def _spelled(evidence: Iterable[Evidence], names: tuple[str, str]) -> tuple[Evidence, ...]:
    return tuple(_one(item, names[item.kind is EvidenceKind.NEIGHBOUR]) for item in evidence)


def _one(item: Evidence, name: str) -> Evidence:
    if all(gap != "word" for gap, _ in item.detail.args):
        return item
    args = tuple((gap, as_written(name, text) if gap == "word" else text) for gap, text in item.detail.args)
    return replace(item, detail=replace(item.detail, args=args))

"""What two runs found differently, as JSON (`barlau.diff/1`): findings and names as in the report."""

from collections.abc import Iterable

from barlau.model.diff import ColumnChange, Diff, ObjectChange, Side
from barlau.model.report import Finding
from barlau.report.json_report import canonical, finding_json
from barlau.report.json_values import Json, location, string

SCHEMA = "barlau.diff/1"


def render(diff: Diff) -> str:
    """Canonical JSON: equal input gives equal bytes."""
    return canonical(
        {
            "schema": SCHEMA,
            "before": _side(diff.before),
            "after": _side(diff.after),
            "new": _findings(diff.new),
            "gone": _findings(diff.gone),
            "changed": [{"before": finding_json(then), "after": finding_json(now)} for then, now in diff.changed],
            "unchecked": _findings(diff.unchecked),
            "columns": [_column(item) for item in diff.columns],
            "objects": [_object(item) for item in diff.objects],
        }
    )


def _findings(findings: Iterable[Finding]) -> list[Json]:
    return [finding_json(finding) for finding in findings]


def _side(side: Side) -> Json:
    run = side.name if isinstance(side.name, int) else None
    file = string(side.name) if isinstance(side.name, str) else None
    return {
        "run": run,
        "file": file,
        "started_at": side.at,
        "status": side.status.value,
    }


def _column(change: ColumnChange) -> Json:
    before, after = (None if found is None else list[Json](found) for found in (change.before, change.after))
    return {"location": location(change.location), "before": before, "after": after}


def _object(change: ObjectChange) -> Json:
    return {
        "source": string(change.source),
        "object": string(change.object),
        "before": change.before.value if change.before else None,
        "after": change.after.value if change.after else None,
    }

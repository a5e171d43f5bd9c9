"""The explanation of one column as JSON: the entries of the report, and what only `explain` knows."""

from barlau.model.explanation import Change, Explanation, Ground
from barlau.model.policy import Declaration
from barlau.report.json_report import canonical, column_json, coverage_json, finding_json, verdict_json
from barlau.report.json_values import Json, args, refs
from barlau.report.messages import translate

SCHEMA = "barlau.explanation/1"


def render(explanation: Explanation) -> str:
    """`changes` is null for a stored report, which does not tell them."""
    coverage, changes = explanation.coverage, explanation.changes
    return canonical(
        {
            "schema": SCHEMA,
            "column": column_json(explanation.column),
            "coverage": None if coverage is None else coverage_json(coverage),
            "changes": None if changes is None else [_change(change) for change in changes],
            "grounds": [_ground(ground) for ground in explanation.grounds],
            "findings": [finding_json(finding) for finding in explanation.findings],
        }
    )


def _change(change: Change) -> Json:
    then = change.outcome
    return {
        "condition": translate(change.condition),
        "key": change.condition.key,
        "args": args(change.condition),
        "outcome": {
            "category": then.category,
            "confidence": then.confidence.value if then.confidence else None,
            "kind": then.kind.value,
            "subject": then.subject,
        },
    }


def _ground(ground: Ground) -> Json:
    return {"verdict": verdict_json(ground.verdict), "declarations": [_declaration(d) for d in ground.declarations]}


def _declaration(said: Declaration) -> Json:
    return {
        "category": said.category,
        "status": said.status.value,
        "collected_from": [provider.value for provider in said.collected_from],
        "subjects": list(said.subjects),
        "purposes": list(said.purposes),
        "open_ended": said.open_ended,
        "refs": refs(said.refs),
    }

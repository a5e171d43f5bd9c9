"""A run and what its JSON keeps of it come in one order, and make one page."""

from dataclasses import replace

from barlau.model.report import ClaimResult, ColumnResult, PolicyResult, Report
from barlau.report import json_claims
from barlau.report.json_report import column_key, finding_key
from barlau.report.json_values import location_key
from barlau.report.summary import object_key


def in_order(report: Report) -> Report:
    """The report with all its parts sorted as its JSON sorts them."""
    return replace(
        report,
        policies=tuple(sorted(report.policies)),
        declared=tuple(sorted(report.declared, key=lambda policy: policy.id)),
        objects=tuple(sorted(report.objects, key=object_key)),
        columns=tuple(_column(column) for column in sorted(report.columns, key=column_key)),
        findings=tuple(sorted(report.findings, key=finding_key)),
        policy_results=tuple(_result(item) for item in sorted(report.policy_results, key=_result_key)),
        claims=tuple(_claim(item) for item in sorted(report.claims, key=json_claims.key)),
        allowed_incomplete=tuple(sorted(report.allowed_incomplete)),
    )


def _column(column: ColumnResult) -> ColumnResult:
    verdicts = sorted(column.verdicts, key=lambda said: (said.policy, said.category, said.verdict))
    return replace(column, verdicts=tuple(verdicts))


def _result(item: PolicyResult) -> PolicyResult:
    return replace(item, columns=tuple(sorted(item.columns, key=location_key)))


def _result_key(item: PolicyResult) -> tuple[str, ...]:
    return item.policy, item.category, item.status


def _claim(item: ClaimResult) -> ClaimResult:
    places = sorted(item.places, key=lambda place: location_key(place.location))
    return replace(item, places=tuple(places), params=tuple(sorted(item.params)))

"""SARIF 2.1.0 (OASIS): rules with help, results with their baseline, suppressions, and what was not read.

A column is a logical location. Every result has a physical one too, with a line: GitHub refuses a whole log for one
result without. A table's is `source/table`, that of a finding about a policy as a whole is the policy's id. A result's
fingerprint is the finding's own. Names are made visible, because viewers show them.
"""

from collections.abc import Mapping, Sequence

from barlau.model.reading import ObjectKind
from barlau.model.report import Finding, Location, Report
from barlau.report.exit_code import is_complete, recorded
from barlau.report.exports.sarif_descriptors import Descriptors, taxonomy_component
from barlau.report.exports.sarif_notifications import notices, notifications
from barlau.report.exports.uris import encoded, file_uri, finding_path
from barlau.report.json_report import canonical, finding_key
from barlau.report.json_values import Json, optional, refs, string
from barlau.report.messages import text, translate
from barlau.report.places import where
from barlau.report.visible import visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT, POLICY = "barlau/v1", "barlau/policy/v1"
"""One place may break the same rule of two policies: the fingerprint is then the same, the policy is not."""
BASELINE = {"new": "new", "unchanged": "unchanged", "gone": "absent"}
"""States of a finding in SARIF's words."""

Kinds = Mapping[tuple[str, str], ObjectKind]


def render(report: Report, language: str) -> str:
    """One SARIF log with one run."""
    return canonical({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report, language)]})


def _run(report: Report, language: str) -> Json:
    kinds = {(item.object.source, item.object.name): item.object.kind for item in report.objects}
    found = sorted(report.findings, key=finding_key)
    descriptors = Descriptors(report, language)
    return {
        "tool": {"driver": descriptors.driver()},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report, descriptors, language)],
        "taxonomies": [taxonomy_component(report, language)],
        "results": [_result(finding, descriptors, kinds, language) for finding in found],
        "properties": {
            "policies": [{"id": string(name), "sha256": digest} for name, digest in sorted(report.policies)],
            "status": report.status.value,
        },
    }


def _invocation(report: Report, descriptors: Descriptors, language: str) -> Json:
    code = recorded(report)
    out: dict[str, Json] = {
        "executionSuccessful": is_complete(report),
        "toolExecutionNotifications": notifications(report, descriptors, language),
        "toolConfigurationNotifications": notices(report, language),
    }
    if code is not None:
        out |= {"exitCode": code, "exitCodeDescription": text(f"run.{report.status.value}", language)}
    times = {"startTimeUtc": report.started_at, "endTimeUtc": report.finished_at}
    return {**out, **{key: time for key, time in times.items() if time}}


def _result(finding: Finding, descriptors: Descriptors, kinds: Kinds, language: str) -> Json:
    out: dict[str, Json] = {
        "ruleId": finding.rule,
        "ruleIndex": descriptors.rule_index(finding.rule),
        "kind": "fail",
        "level": finding.level.value,
        "message": {"text": string(translate(finding.message, language))},
        "partialFingerprints": _fingerprints(finding),
        "suppressions": _suppressions(finding),
        "properties": _properties(finding),
    }
    if finding.category:
        index = descriptors.taxon_index(finding.category)
        out["taxa"] = [{"id": string(finding.category), "index": index, "toolComponent": {"index": 0}}]
    out["locations"] = [_location(finding, kinds)]
    if finding.state in BASELINE:
        out["baselineState"] = BASELINE[finding.state]
    return out


def _fingerprints(finding: Finding) -> dict[str, Json]:
    policy: dict[str, Json] = {POLICY: string(finding.policy)} if finding.policy else {}
    return {FINGERPRINT: finding.fingerprint, **policy}


def _location(finding: Finding, kinds: Kinds) -> Json:
    """Logical where it is in the data; the line is the first, where a file has its heads."""
    place = finding.location
    kind = kinds.get((place.source, place.object)) if place else None
    uri = (file_uri(place.source, place.object, kind) if place else None) or encoded(finding_path(finding, kinds))
    physical: Json = {"artifactLocation": {"uri": uri}, "region": {"startLine": 1}}
    logical: dict[str, Json] = {"logicalLocations": [_logical(place, kind)]} if place else {}
    return {"physicalLocation": physical, **logical}


def _logical(place: Location, kind: ObjectKind | None) -> Json:
    is_column = place.column is not None or place.path is not None
    name = place.column or place.path or place.object
    return {
        "fullyQualifiedName": where(place),
        "name": visible(name),
        "kind": "column" if is_column else (kind or ObjectKind.TABLE).value,
    }


def _suppressions(finding: Finding) -> list[Json]:
    """The project file's, and a reviewer's who called it a false alarm."""
    out: list[Json] = []
    if finding.exemption:
        exempt = finding.exemption
        properties: dict[str, Json] = {"by": string(exempt.by), "until": exempt.until}
        out.append(_suppression(exempt.reason, properties))
    if finding.decision and not finding.decision.confirmed:
        said = finding.decision
        out.append(_suppression(said.reason, {"by": string(said.by), "at": said.at}))
    return out


def _suppression(reason: str, properties: Mapping[str, Json]) -> Json:
    return {
        "kind": "external",
        "status": "accepted",
        "justification": visible(reason),
        "properties": dict(properties),
    }


def _properties(finding: Finding) -> dict[str, Json]:
    known: Sequence[tuple[str, Json]] = (
        ("category", finding.category),
        ("confidence", finding.confidence.value),
        ("verdict", finding.verdict.value if finding.verdict else None),
        ("policy", optional(finding.policy)),
        ("refs", refs(finding.refs)),
        ("firstSeen", finding.first_seen),
        ("lastSeen", finding.last_seen),
        ("confirmedBy", _confirmed_by(finding)),
    )
    return {key: value for key, value in known if value}


def _confirmed_by(finding: Finding) -> Json:
    said = finding.decision
    return string(said.by) if said and said.confirmed else None

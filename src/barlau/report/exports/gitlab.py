"""GitLab Code Quality: the findings that count, as the subset of Code Climate's JSON that GitLab reads.

A column has no file in the repository: its path is that of its table, `app/public.customers`.
"""

import hashlib
import json

from barlau.model.reading import ObjectKind
from barlau.model.report import Finding, Level, Report
from barlau.report.exports.uris import finding_path
from barlau.report.json_report import canonical, finding_key
from barlau.report.json_values import Json, string
from barlau.report.messages import translate
from barlau.report.places import where
from barlau.report.summary import current

SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "major", Level.NOTE: "info"}


def render(report: Report, language: str) -> str:
    """A JSON array."""
    kinds = {(item.object.source, item.object.name): item.object.kind for item in report.objects}
    found = sorted(current(report), key=finding_key)
    return canonical([_issue(finding, kinds, language) for finding in found])


def _issue(finding: Finding, kinds: dict[tuple[str, str], ObjectKind], language: str) -> Json:
    place = f"{where(finding.location)}: " if finding.location else ""
    return {
        "description": string(place + translate(finding.message, language)),
        "check_name": finding.rule,
        "fingerprint": _fingerprint(finding),
        "severity": SEVERITIES[finding.level],
        "location": {"path": finding_path(finding, kinds), "lines": {"begin": 1}},
    }


def _fingerprint(finding: Finding) -> str:
    """One place may break the same rule of two policies; GitLab wants every issue to have a fingerprint of its own."""
    own = json.dumps([finding.fingerprint, finding.policy])
    return hashlib.sha256(own.encode()).hexdigest()[:32]

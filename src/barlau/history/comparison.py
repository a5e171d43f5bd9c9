"""Findings of a run against those known before: new, unchanged, gone, or not looked at this time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from barlau.model.reading import Coverage, ReadStatus, Reason
from barlau.model.report import ClaimOutcome, Finding, Report, RunStatus

Key = tuple[str, str]
"""Fingerprint and policy: two policies may have the same to say of one column."""


@dataclass(frozen=True, slots=True)
class Known:
    """A finding of earlier runs."""

    finding: Finding
    first_seen: str
    """When the run that found it first started, ISO in UTC."""
    last_seen: str
    gone: bool = False
    """It was gone before this run."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of the findings."""

    present: tuple[Finding, ...]
    """Those of the report with their state, in its order."""
    gone: tuple[Finding, ...]
    unchecked: tuple[Finding, ...]
    """Known ones in what was not read in full this time: neither here nor gone."""


def key_of(finding: Finding) -> Key:
    """What tells a finding from others of one run."""
    return finding.fingerprint, finding.policy or ""


def compare(known: Mapping[Key, Known], report: Report) -> Compared:
    """Compare a report with what was known before it."""
    present = tuple(_dated(finding, known.get(key_of(finding)), report.started_at) for finding in report.findings)
    here = {key_of(finding) for finding in report.findings}
    absent = [entry for key, entry in known.items() if key not in here and not entry.gone]
    looked = _Looked(report)
    gone = tuple(
        replace(entry.finding, state="gone", first_seen=entry.first_seen, last_seen=entry.last_seen)
        for entry in absent
        if looked.at(entry.finding)
    )
    return Compared(present, gone, tuple(entry.finding for entry in absent if not looked.at(entry.finding)))


def _dated(finding: Finding, known: Known | None, now: str) -> Finding:
    """New is what nobody answered for at the last run: a suppression that expired, a rejection withdrawn as well."""
    unknown = known is None or known.gone or (finding.counts and not known.finding.counts)
    state = "new" if unknown else "unchanged"
    return replace(finding, state=state, first_seen=known.first_seen if known else now, last_seen=now)


class _Looked:
    """Whether a run looked at what a finding speaks of closely enough to say that it is gone."""

    def __init__(self, report: Report) -> None:
        self._complete = report.status is RunStatus.COMPLETE and not any(
            item.coverage.reason is Reason.SAMPLED for item in report.objects
        )
        self._sources = {item.object.source for item in report.objects}
        self._read = {(item.object.source, item.object.name): _in_full(item.coverage) for item in report.objects}
        self._claims = {(item.policy, item.claim): item.outcome for item in report.claims}

    def at(self, finding: Finding) -> bool:
        """A promise has to be judged again, a place read in full or be gone itself, and a policy needs all of them."""
        claim = dict(finding.message.args).get("claim")
        if claim is not None:
            outcome = self._claims.get((finding.policy or "", claim))
            judged = self._complete if outcome is None else outcome is not ClaimOutcome.UNVERIFIABLE
            return judged and (finding.rule == "unverifiable" or self._at_place(finding))
        return self._at_place(finding)

    def _at_place(self, finding: Finding) -> bool:
        place = finding.location
        if place is None:
            return self._complete
        if place.source not in self._sources:
            return False
        return self._read.get((place.source, place.object), True)


def _in_full(coverage: Coverage) -> bool:
    return coverage.status is ReadStatus.SCANNED and coverage.reason is not Reason.SAMPLED


def counted(findings: Iterable[Finding], state: str) -> int:
    """How many findings of a state nobody took responsibility for or rejected."""
    return sum(replace(finding, state=None).counts for finding in findings if finding.state == state)

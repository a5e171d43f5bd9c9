"""A report read back from its JSON: what `--format json` wrote, as the value that it was made of."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from barlau.errors import ConfigError
from barlau.model.policy import Context, DeclarationStatus, Policy, Provider, Ref, Verdict
from barlau.model.reading import Column, Coverage, DataObject, ObjectKind, ReadStatus, Reason, SamplingMethod
from barlau.model.report import (
    Alternate,
    ColumnResult,
    ColumnVerdict,
    Confidence,
    Decision,
    Detection,
    Evidence,
    EvidenceKind,
    Exemption,
    Finding,
    History,
    Kind,
    Level,
    Location,
    Message,
    Notice,
    ObjectResult,
    PolicyResult,
    Report,
    RunStatus,
    TrendPoint,
)
from barlau.report import json_claims, json_policies
from barlau.report.json_report import SCHEMA

Entry = Mapping[str, Any]


def read(path: Path) -> Report:
    """The report in a file. Raises `ConfigError` if it cannot be read or is none."""
    try:
        return load(path.read_text("utf-8"), str(path))
    except UnicodeDecodeError:
        raise ConfigError(str(path), "is not UTF-8") from None
    except OSError:
        raise ConfigError(str(path), "cannot be read", remedy="check the path and its permissions") from None


def load(text: str, shown: str = "report") -> Report:
    """The report that `json_report.render` wrote; reports of earlier versions lack what was added later."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise ConfigError(shown, "is not JSON", remedy="a report is written by --format json") from None
    found = data.get("schema") if isinstance(data, dict) else None
    if found != SCHEMA:
        raise ConfigError(shown, "is no report of barlau", key="schema", remedy=f"{SCHEMA} is expected")
    try:
        return _report(data)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ConfigError(shown, "is a damaged report", remedy="write it again") from None


def load_finding(text: str) -> Finding:
    """One entry of `findings`, as `json_report.finding_json` made it. Raises `ValueError` or its like if it is none."""
    return _finding(json.loads(text))


def _report(data: Entry) -> Report:
    run = data["run"]
    return Report(
        tool_version=data["tool"]["version"],
        pack_version=data["tool"]["recognizer_pack"],
        status=RunStatus(run["status"]),
        threshold_hit=run["threshold_hit"],
        started_at=run["volatile"]["started_at"],
        finished_at=run["volatile"]["finished_at"],
        policies=tuple((entry["id"], entry["sha256"]) for entry in data["policies"]),
        objects=tuple(map(_object, data["objects"])),
        columns=tuple(map(_column, data["columns"])),
        findings=tuple(map(_finding, data["findings"])),
        policy_results=tuple(map(_policy_result, data["policy_results"])),
        claims=tuple(json_claims.read(entry, _message, _location, _refs) for entry in data.get("claims", ())),
        allowed_incomplete=tuple(run.get("allowed_incomplete", ())),
        declared=_declared(data),
        notices=tuple(_notice(entry) for entry in data.get("notices", ())),
        history=_history(data["history"]) if "history" in data else None,
        addresses=tuple((entry["source"], entry["address"]) for entry in data.get("addresses", ())),
    )


def _declared(data: Entry) -> tuple[Policy, ...]:
    digests = {entry["id"]: entry["sha256"] for entry in data["policies"]}
    return tuple(json_policies.read(entry, digests, _refs) for entry in data.get("declared", ()))


def _notice(entry: Entry) -> Notice:
    return Notice(Level(entry["level"]), _message(entry, "message"), entry["place"])


def _history(entry: Entry) -> History:
    return History(entry["run"], entry["previous"], tuple(map(_trend_point, entry["trend"])), entry["unchecked"])


def _trend_point(entry: Entry) -> TrendPoint:
    counts = (entry[name] for name in ("error", "warning", "note", "new", "gone"))
    return TrendPoint(entry["run"], entry["at"], RunStatus(entry["status"]), *counts)


def _object(entry: Entry) -> ObjectResult:
    reason = entry["reason"]
    coverage = Coverage(
        ReadStatus(entry["status"]),
        None if reason is None else Reason(reason),
        entry["rows_read"],
        entry["rows_total"],
        entry["rows_bad"],
        SamplingMethod(entry["sampling"]["method"]),
        entry["sampling"]["seed"],
    )
    item = DataObject(entry["source"], entry["object"], ObjectKind(entry["kind"]))
    return ObjectResult(item, coverage, entry.get("unchanged_since"))


def _column(entry: Entry) -> ColumnResult:
    return ColumnResult(
        source=entry["source"],
        object=entry["object"],
        column=Column(entry["column"], entry["path"], entry["type"]),
        rows=entry["rows"],
        nulls=entry["nulls"],
        distinct=entry["distinct"],
        kind=Kind(entry["kind"]),
        subject=entry.get("subject", ""),
        detections=tuple(map(_detection, entry["detections"])),
        upper_bound_95=entry["upper_bound_95"],
        verdicts=tuple(map(_verdict, entry["verdicts"])),
        subject_evidence=_evidence(entry.get("subject_evidence", ())),
        alternates=tuple(map(_alternate, entry.get("alternates", ()))),
    )


def _detection(entry: Entry) -> Detection:
    low, high = entry["share_ci95"]
    return Detection(
        category=entry["category"],
        entity=entry["entity"],
        count=entry["count"],
        share=entry["share"],
        share_ci95=(low, high),
        confidence=Confidence(entry["confidence"]),
        score=entry["score"],
        evidence=_evidence(entry["evidence"]),
    )


def _evidence(entries: Any) -> tuple[Evidence, ...]:
    return tuple(Evidence(EvidenceKind(e["kind"]), _message(e, "detail"), e["weight"]) for e in entries)


def _message(entry: Entry, sentence: str) -> Message:
    """A message; without its key, the English sentence stands for itself in every language."""
    if "key" in entry:
        return Message(str(entry["key"]), tuple((str(k), str(v)) for k, v in entry["args"].items()))
    return Message(str(entry[sentence]))


def _alternate(entry: Entry) -> Alternate:
    evidence = _evidence(entry["evidence"])
    return Alternate(entry["category"], entry["entity"], entry["harmless"], entry["score"], evidence)


def _verdict(entry: Entry) -> ColumnVerdict:
    context = _context(entry["context"]) if "context" in entry else None
    return ColumnVerdict(entry["category"], Verdict(entry["verdict"]), entry["policy"], _refs(entry), context)


def _context(entry: Entry) -> Context:
    provider = entry["collected_from"]
    known = None if provider is None else Provider(provider)
    return Context(entry["subject"], known, tuple(entry["purposes"]), frozenset(entry["inferred"]))


def _refs(entry: Entry) -> tuple[Ref, ...]:
    return tuple(Ref(ref["document"], ref["section"], ref["item"]) for ref in entry["refs"])


def _finding(entry: Entry) -> Finding:
    verdict, place = entry["verdict"], entry["location"]
    return Finding(
        fingerprint=entry["fingerprint"],
        rule=entry["rule"],
        level=Level(entry["level"]),
        verdict=None if verdict is None else Verdict(verdict),
        category=entry["category"],
        confidence=Confidence(entry["confidence"]),
        location=None if place is None else _location(place),
        message=_message(entry, "message"),
        policy=entry["policy"],
        refs=_refs(entry),
        state=entry["state"],
        first_seen=entry.get("first_seen"),
        last_seen=entry.get("last_seen"),
        exemption=Exemption(**entry["suppression"]) if "suppression" in entry else None,
        decision=_decision(entry["decision"]) if "decision" in entry else None,
    )


def _decision(entry: Entry) -> Decision:
    return Decision(entry["decision"] == "confirmed", entry["by"], entry["reason"], entry["at"])


def _location(entry: Entry) -> Location:
    return Location(entry["source"], entry["object"], entry["column"], entry["path"])


def _policy_result(entry: Entry) -> PolicyResult:
    return PolicyResult(
        entry["policy"],
        entry["category"],
        DeclarationStatus(entry["status"]),
        entry["found"],
        tuple(map(_location, entry["columns"])),
    )

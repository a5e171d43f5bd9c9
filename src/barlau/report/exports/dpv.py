"""A record of processing activities in W3C's Data Privacy Vocabulary 2.3, as JSON-LD.

One record for each policy: a process for each of its purposes, as the policy states it, and one for what was found
without being stated. Categories are concepts of our own, linked to the nearest term of DPV.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import quote

from barlau import taxonomy
from barlau.model.policy import Policy, Purpose, Recipient, Retention
from barlau.model.report import Report
from barlau.report.html.register import Activity, Entry, Register, registers
from barlau.report.json_report import canonical, column_key
from barlau.report.json_values import Json, string
from barlau.report.summary import current, gaps
from barlau.taxonomy import contexts

CONTEXT: dict[str, Json] = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "loc": "https://w3id.org/dpv/loc#",
    "risk": "https://w3id.org/dpv/risk#",
    "dct": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "category": "urn:barlau:category:",
    "policy": "urn:barlau:policy:",
}
LEGAL_BASES = {
    "consent": "dpv:Consent",
    "contract": "dpv:Contract",
    "legal_obligation": "dpv:LegalObligation",
    "legitimate_interest": "dpv:LegitimateInterest",
    "vital_interest": "dpv:VitalInterest",
    "public_task": "dpv:PublicInterest",
}
SUBJECTS = {"customer": "dpv:Customer", "employee": "dpv:Employee"}
"""Our subjects that DPV has a term for; others are data subjects with a title."""
SOURCES = {"subject": "dpv:DataSubjectDataSource", "third_party": "dpv:ThirdPartyDataSource"}
MATCHES = {"=": "skos:exactMatch", "<": "skos:broadMatch", "~": "skos:relatedMatch"}
SEVERITIES = ("", "risk:LowSeverity", "risk:ModerateSeverity", "risk:HighSeverity", "risk:VeryHighSeverity")
BROKEN = ("undeclared", "denied", "prohibited")
NOT_STATED = ("undeclared", "denied", "catch_all")


def render(report: Report) -> str:
    """The JSON-LD document."""
    ordered = replace(
        report,
        columns=tuple(sorted(report.columns, key=column_key)),
        declared=tuple(sorted(report.declared, key=lambda policy: policy.id)),
    )
    found = registers(ordered)
    used = {key for one in found for key in (*_stated(one), *(entry.category for entry in one.entries))}
    graph = [node for one in found for node in _record(report, one)]
    return canonical({"@context": CONTEXT, "@graph": [*graph, *(_category(key) for key in sorted(used))]})


def _stated(register: Register) -> Iterable[str]:
    return (key for activity in register.activities for key in activity.categories)


def _record(report: Report, register: Register) -> list[Json]:
    policy = register.policy
    name = _policy_id(policy)
    common = _common(name, policy)
    shared: dict[str, Json] = {key: [{"@id": node["@id"]} for node in nodes] for key, nodes in common.items()}
    processes = [_process(name, activity, shared) for activity in register.activities]
    unstated = [entry for entry in register.entries if entry.status in NOT_STATED]
    if unstated:
        processes.append(_found_process(name, unstated))
    record: Json = {
        "@id": name,
        "@type": "dpv:ROPA",
        "dct:title": string(policy.id),
        "dct:identifier": policy.sha256,
        "dpv:hasJurisdiction": _ref("loc:KZ"),
        "dpv:hasComplianceStatus": _ref(_compliance(report, policy)),
        "dpv:hasProcess": [{"@id": process["@id"]} for process in processes],
        "dpv:hasDataController": shared["dpv:hasDataController"],
    }
    return [record, *processes, *(node for nodes in common.values() for node in nodes)]


def _compliance(report: Report, policy: Policy) -> str:
    rules = {finding.rule for finding in current(report) if finding.policy in (policy.id, None)}
    levels = {finding.level for finding in current(report) if finding.policy == policy.id} - {"note"}
    if rules & set(BROKEN):
        return "dpv:NonCompliant"
    if levels:
        return "dpv:PartiallyCompliant"
    return "dpv:ComplianceUnknown" if gaps(report) else "dpv:Compliant"


def _common(name: str, policy: Policy) -> dict[str, list[dict[str, Json]]]:
    """What holds for all purposes of a policy alike: who is responsible, who receives data, how long they are kept."""
    controller: dict[str, Json] = {"@type": "dpv:DataController", "dpv:hasName": string(policy.controller)}
    nodes: dict[str, list[dict[str, Json]]] = {
        "dpv:hasDataController": [{"@id": f"{name}:controller", **controller}],
        "dpv:hasRecipient": [_recipient(name, item) for item in policy.recipients],
        "dpv:hasStorageCondition": [
            _storage(f"{name}:storage:{i}", item) for i, item in enumerate(policy.retention, 1)
        ],
    }
    return {key: found for key, found in nodes.items() if found}


def _process(name: str, activity: Activity, shared: Mapping[str, Json]) -> dict[str, Json]:
    purpose = activity.purpose
    return {
        "@id": f"{name}:purpose:{_encoded(purpose.id)}",
        "@type": "dpv:PersonalDataProcess",
        "dct:title": _titles(purpose.title, purpose.id),
        "dpv:hasPurpose": _purpose(purpose),
        "dpv:hasLegalBasis": [_ref(LEGAL_BASES[key]) for key in purpose.legal_basis if key in LEGAL_BASES],
        "dpv:hasPersonalData": [_ref(_category_id(key)) for key in activity.categories],
        "dpv:hasDataSubject": [_subject(key) for key in activity.subjects],
        "dpv:hasDataSource": [_ref(SOURCES[key]) for key in activity.providers if key in SOURCES],
        "dct:source": [string(source) for source in activity.sources],
        **shared,
    }


def _found_process(name: str, entries: list[Entry]) -> dict[str, Json]:
    """What the data hold and the policy does not state: for the operator to decide."""
    sources = sorted({source for entry in entries for source in entry.sources})
    return {
        "@id": f"{name}:not-stated",
        "@type": "dpv:PersonalDataProcess",
        "dct:title": [{"@value": "Found, not stated in the policy", "@language": "en"}],
        "dpv:hasPersonalData": [_ref(_category_id(entry.category)) for entry in entries],
        "dpv:hasComplianceStatus": _ref("dpv:NonCompliant"),
        "dct:source": [string(source) for source in sources],
    }


def _purpose(purpose: Purpose) -> Json:
    """Of the kinds that DPV has a term for, or a purpose with a title."""
    known = contexts.load().purposes
    kinds: list[Json] = [known[kind].dpv for kind in sorted(contexts.kinds(purpose)) if kind in known]
    return {"@type": kinds or ["dpv:Purpose"], "dct:title": _titles(purpose.title, purpose.id)}


def _subject(key: str) -> Json:
    if key in SUBJECTS:
        return _ref(SUBJECTS[key])
    titles = taxonomy.load().subjects.get(key, {})
    return {"@type": "dpv:DataSubject", "dct:title": _titles(titles, key)}


def _recipient(name: str, item: Recipient) -> dict[str, Json]:
    return {
        "@id": f"{name}:recipient:{_encoded(item.id)}",
        "@type": "dpv:Recipient",
        "dct:title": _titles(item.title, item.id),
    }


def _storage(node: str, item: Retention) -> dict[str, Json]:
    duration: dict[str, Json] = {"@type": "dpv:TemporalDuration", "dct:description": string(item.text)}
    if item.years is not None and item.years == int(item.years):
        duration["dct:extent"] = {"@value": f"P{int(item.years)}Y", "@type": "xsd:duration"}
    return {"@id": node, "@type": "dpv:StorageDuration", "dpv:hasDuration": duration}


def _category(key: str) -> Json:
    known = taxonomy.load()
    out: dict[str, Json] = {"@id": _category_id(key), "@type": ["dpv:PersonalData", "skos:Concept"]}
    if key not in known:
        return {**out, "skos:notation": string(key)}
    category = known[key]
    out |= {"skos:prefLabel": _titles(category.title, key), "skos:notation": key}
    if category.dpv:
        out[MATCHES[category.dpv.relation]] = _ref(category.dpv.key)
    if SEVERITIES[category.sensitivity]:
        out["dpv:hasSensitivityLevel"] = _ref(SEVERITIES[category.sensitivity])
    return out


def _titles(titles: Mapping[str, str], otherwise: str) -> list[Json]:
    if not titles:
        return [string(otherwise)]
    return [{"@value": string(title), "@language": language} for language, title in sorted(titles.items())]


def _ref(term: str) -> Json:
    return {"@id": term}


def _policy_id(policy: Policy) -> str:
    return f"policy:{_encoded(policy.id)}"


def _category_id(key: str) -> str:
    return f"category:{_encoded(key)}"


def _encoded(name: str) -> str:
    """A name as a part of a URN."""
    return quote(string(name), safe="._-")

"""The policies that a run was compared with, in full, as JSON and read back: a register can be made of it later."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from barlau.model.policy import (
    Claim,
    Declaration,
    DeclarationStatus,
    Document,
    Policy,
    Provider,
    Purpose,
    Recipient,
    Ref,
    Retention,
)
from barlau.report.json_values import Json, optional, refs, string

Entry = Mapping[str, Any]
Sections = Callable[[Entry], tuple[Ref, ...]]


def write(policy: Policy) -> Json:
    """What a reviewed policy file says; neither its path nor lines that nobody has reviewed."""
    return {
        "id": string(policy.id),
        "controller": string(policy.controller),
        "subjects": _list(policy.subjects),
        "prevailing_language": optional(policy.prevailing_language),
        "documents": [
            {"id": string(d.id), "kind": d.kind, "language": d.language, "date": d.date} for d in policy.documents
        ],
        "purposes": [_purpose(purpose) for purpose in policy.purposes],
        "declarations": [_declaration(said) for said in policy.declarations],
        "claims": [_claim(claim) for claim in policy.claims],
        "recipients": [
            {"id": string(item.id), "title": _titles(item.title), "refs": refs(item.refs)} for item in policy.recipients
        ],
        "retention": [_retention(item) for item in policy.retention],
    }


def _list(texts: Iterable[str]) -> list[Json]:
    return [string(text) for text in texts]


def _retention(item: Retention) -> Json:
    titled: dict[str, Json] = {"title": _titles(item.title)} if item.title else {}
    return {"text": string(item.text), **titled, "years": item.years, "refs": refs(item.refs)}


def _titles(titles: Mapping[str, str]) -> Json:
    return {string(language): string(title) for language, title in titles.items()}


def _purpose(purpose: Purpose) -> Json:
    return {
        "id": string(purpose.id),
        "title": _titles(purpose.title),
        "legal_basis": _list(purpose.legal_basis),
        "kinds": _list(purpose.kinds),
        "refs": refs(purpose.refs),
    }


def _declaration(said: Declaration) -> Json:
    return {
        "category": string(said.category),
        "status": said.status.value,
        "collected_from": _list(said.collected_from),
        "subjects": _list(said.subjects),
        "purposes": _list(said.purposes),
        "open_ended": said.open_ended,
        "refs": refs(said.refs),
        "note": optional(said.note),
    }


def _claim(claim: Claim) -> Json:
    params: dict[str, Json] = {
        string(name): _list(value) if isinstance(value, tuple) else string(value) if isinstance(value, str) else value
        for name, value in claim.params.items()
    }
    return {"id": string(claim.id), "rule": string(claim.rule), "params": params, "refs": refs(claim.refs)}


def read(entry: Entry, digests: Mapping[str, str], sections: Sections) -> Policy:
    """The policy that `write` was given; `digests` has the SHA-256 of each policy file."""
    return Policy(
        id=entry["id"],
        controller=entry["controller"],
        sha256=digests.get(entry["id"], ""),
        documents=tuple(Document(d["id"], d["kind"], d["language"], d["date"]) for d in entry["documents"]),
        prevailing_language=entry["prevailing_language"],
        purposes=tuple(_read_purpose(purpose, sections) for purpose in entry["purposes"]),
        declarations=tuple(_read_declaration(said, sections) for said in entry["declarations"]),
        claims=tuple(_read_claim(claim, sections) for claim in entry["claims"]),
        subjects=tuple(entry["subjects"]),
        recipients=tuple(
            Recipient(item["id"], dict(item["title"]), sections(item)) for item in entry.get("recipients", ())
        ),
        retention=tuple(
            Retention(item["text"], item["years"], sections(item), dict(item.get("title", {})))
            for item in entry.get("retention", ())
        ),
    )


def _read_purpose(entry: Entry, sections: Sections) -> Purpose:
    basis, kinds = tuple(entry["legal_basis"]), tuple(entry["kinds"])
    return Purpose(entry["id"], dict(entry["title"]), basis, sections(entry), kinds)


def _read_declaration(entry: Entry, sections: Sections) -> Declaration:
    return Declaration(
        entry["category"],
        DeclarationStatus(entry["status"]),
        tuple(map(Provider, entry["collected_from"])),
        tuple(entry["subjects"]),
        tuple(entry["purposes"]),
        bool(entry["open_ended"]),
        sections(entry),
        entry["note"],
    )


def _read_claim(entry: Entry, sections: Sections) -> Claim:
    params = {name: tuple(value) if isinstance(value, list) else value for name, value in entry["params"].items()}
    return Claim(entry["id"], entry["rule"], params, sections(entry))

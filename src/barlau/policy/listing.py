"""The JSON of `barlau policy show` (its shape is fixed: scripts read it)."""

from collections.abc import Iterable, Mapping
from typing import TypedDict

from barlau.model.policy import Claim, Declaration, Policy, Purpose, Ref


class RefRow(TypedDict):
    """A place in one document."""

    document: str
    section: str
    item: str | None


class DeclarationRow(TypedDict):
    """One declaration, with the languages of the documents it stands in."""

    category: str
    status: str
    collected_from: list[str]
    subjects: list[str]
    purposes: list[str]
    open_ended: bool
    refs: list[RefRow]
    languages: list[str]


class PurposeRow(TypedDict):
    """One purpose."""

    id: str
    title: dict[str, str]
    legal_basis: list[str]
    refs: list[RefRow]


class ClaimRow(TypedDict):
    """One promise."""

    id: str
    rule: str
    params: dict[str, object]
    refs: list[RefRow]


class PolicyListing(TypedDict):
    """Everything that a policy declares."""

    policy: str
    declarations: list[DeclarationRow]
    purposes: list[PurposeRow]
    claims: list[ClaimRow]


def show(policy: Policy) -> PolicyListing:
    """Declarations sorted by category and content, purposes and claims by id, whatever the file's order."""
    languages = {document.id: document.language for document in policy.documents}
    rows = [_declaration(said, languages) for said in policy.declarations]
    return {
        "policy": policy.id,
        "declarations": sorted(rows, key=_order),
        "purposes": sorted(map(_purpose, policy.purposes), key=lambda row: row["id"]),
        "claims": sorted(map(_claim, policy.claims), key=lambda row: row["id"]),
    }


def _order(row: DeclarationRow) -> tuple[object, ...]:
    return row["category"], row["status"], row["collected_from"], row["subjects"], row["purposes"]


def _declaration(said: Declaration, languages: dict[str, str]) -> DeclarationRow:
    return {
        "category": said.category,
        "status": said.status.value,
        "collected_from": [provider.value for provider in said.collected_from],
        "subjects": list(said.subjects),
        "purposes": list(said.purposes),
        "open_ended": said.open_ended,
        "refs": _refs(said.refs),
        "languages": sorted({languages[ref.document] for ref in said.refs}),
    }


def _purpose(purpose: Purpose) -> PurposeRow:
    return {
        "id": purpose.id,
        "title": dict(sorted(purpose.title.items())),
        "legal_basis": list(purpose.legal_basis),
        "refs": _refs(purpose.refs),
    }


def _claim(claim: Claim) -> ClaimRow:
    given: Mapping[str, object] = claim.params
    params = {key: list(value) if isinstance(value, tuple) else value for key, value in sorted(given.items())}
    return {"id": claim.id, "rule": claim.rule, "params": params, "refs": _refs(claim.refs)}


def _refs(refs: Iterable[Ref]) -> list[RefRow]:
    return [{"document": ref.document, "section": ref.section, "item": ref.item} for ref in refs]

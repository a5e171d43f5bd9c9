"""The JSON of `barlau policy show` (its shape is fixed: scripts read it)."""

from collections.abc import Iterable, Mapping
from typing import NotRequired, TypedDict

from barlau.model.policy import Claim, Declaration, Policy, Purpose, Ref

PROPOSED = "proposed"


class RefRow(TypedDict):
    """A place in one document."""

    document: str
    section: str
    item: str | None


class DeclarationRow(TypedDict):
    """One declaration, with the languages of the documents it stands in."""

    category: str
    status: str
    proposed: NotRequired[str]
    """Of a line that awaits review: the status that is proposed; `status` is "proposed" then."""
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
    status: NotRequired[str]


class ClaimRow(TypedDict):
    """One promise."""

    id: str
    rule: str
    params: dict[str, object]
    refs: list[RefRow]
    status: NotRequired[str]


class PolicyListing(TypedDict):
    """Everything that a policy declares."""

    policy: str
    declarations: list[DeclarationRow]
    purposes: list[PurposeRow]
    claims: list[ClaimRow]


def show(policy: Policy) -> PolicyListing:
    """Declarations sorted by category and content, purposes and claims by id, whatever the file's order."""
    languages = {document.id: document.language for document in policy.documents}
    drafted = policy.proposals
    rows = [_declaration(said, languages) for said in policy.declarations]
    for said in drafted.declarations:
        row = _declaration(said, languages)
        rows.append({**row, "status": PROPOSED, "proposed": row["status"]})
    purposes = [_purpose(said) for said in policy.purposes]
    purposes += [PurposeRow(**_purpose(said), status=PROPOSED) for said in drafted.purposes]
    claims = [_claim(said) for said in policy.claims]
    claims += [ClaimRow(**_claim(said), status=PROPOSED) for said in drafted.claims]
    return {
        "policy": policy.id,
        "declarations": sorted(rows, key=_order),
        "purposes": sorted(purposes, key=lambda row: row["id"]),
        "claims": sorted(claims, key=lambda row: row["id"]),
    }


def _order(row: DeclarationRow) -> tuple[object, ...]:
    status = row.get("proposed", row["status"])
    return row["category"], status, row["collected_from"], row["subjects"], row["purposes"]


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

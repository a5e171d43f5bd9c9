"""Reads a policy file: its shape (`schema`), then what only the taxonomy and the file as a whole can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from barlau import taxonomy, yamlfile
from barlau.model.policy import (
    Claim,
    Declaration,
    DeclarationStatus,
    Document,
    Policy,
    Proposals,
    Purpose,
    Recipient,
    Ref,
    Retention,
)
from barlau.taxonomy import contexts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from barlau.policy.schema import (
        ClaimEntry,
        DeclarationEntry,
        DocumentEntry,
        PolicyEntry,
        PurposeEntry,
        RecipientEntry,
        RefEntry,
    )
    from barlau.yamlfile import Place, YamlFile

SCHEMA = "barlau.policy/1"
DEFAULT_SUBJECT = "customer"
PROPOSED = "proposed"
REVIEW = (PROPOSED, "rejected")
"""Statuses of a draft's lines: none of them counts."""


def load(path: Path | str) -> Policy:
    """The policy in a file. Raises `ConfigError` with file, key, line and remedy for the first error."""
    return parse(yamlfile.read(path))


def parse(file: YamlFile) -> Policy:
    """The policy in a file that was read already (`check` needs its lines too)."""
    from barlau.policy.schema import PolicyEntry

    yamlfile.check_head(file, SCHEMA)
    entry = yamlfile.validate(file, PolicyEntry)
    _check_ids(file, entry)
    _check_refs(file, entry)
    _check_declarations(file, entry)
    return _policy(file, entry)


def _check_ids(file: YamlFile, entry: PolicyEntry) -> None:
    lists: dict[str, Sequence[DocumentEntry | PurposeEntry | ClaimEntry | RecipientEntry]] = {
        "documents": entry.documents,
        "purposes": entry.purposes,
        "claims": entry.claims,
        "recipients": entry.recipients,
    }
    for key, entries in lists.items():
        seen: set[str] = set()
        for i, item in enumerate(entries):
            if item.id in seen:
                raise file.error((key, i, "id"), f"the id '{item.id}' stands twice", "ids are unique in a list")
            seen.add(item.id)
    languages = {document.language for document in entry.documents}
    if entry.prevailing_language and entry.prevailing_language not in languages:
        raise file.error(
            ("prevailing_language",),
            "no document is in this language",
            "one of " + ", ".join(sorted(languages)),
        )


def _check_refs(file: YamlFile, entry: PolicyEntry) -> None:
    known = {document.id for document in entry.documents}
    for place, refs in _references(entry):
        if not refs and place[0] in ("declarations", "claims"):
            remedy = f'add refs: [{{document: {entry.documents[0].id}, section: "1.1"}}]'
            raise file.error(place, "has no reference to the text", remedy)
        for i, ref in enumerate(refs):
            if ref.document not in known:
                raise file.error(
                    (*place, "refs", i, "document"),
                    f"unknown document '{ref.document}'",
                    "one of " + ", ".join(sorted(known)),
                )


def _references(entry: PolicyEntry) -> Iterator[tuple[Place, tuple[RefEntry, ...]]]:
    for i, purpose in enumerate(entry.purposes):
        yield ("purposes", i), purpose.refs
    for i, declaration in enumerate(entry.declarations):
        yield ("declarations", i), declaration.refs
    for i, claim in enumerate(entry.claims):
        yield ("claims", i), claim.refs
    for i, recipient in enumerate(entry.recipients):
        yield ("recipients", i), recipient.refs
    for i, retention in enumerate(entry.retention):
        yield ("retention", i), retention.refs


def _check_declarations(file: YamlFile, entry: PolicyEntry) -> None:
    for i, purpose in enumerate(entry.purposes):
        _check_names(file, ("purposes", i, "kinds"), purpose.kinds, set(contexts.load().purposes), "kind")
    purposes = {purpose.id for purpose in entry.purposes}
    seen: dict[object, int] = {}
    for i, declaration in enumerate(entry.declarations):
        place: Place = ("declarations", i)
        _check_category(file, declaration, place)
        _check_names(file, (*place, "subjects"), declaration.subjects, set(taxonomy.load().subjects), "subject")
        _check_names(file, (*place, "purposes"), declaration.purposes, purposes, "purpose")
        key = (
            declaration.category,
            declaration.status,
            declaration.proposed if declaration.status in REVIEW else None,
            frozenset(declaration.collected_from),
            frozenset(declaration.subjects),
            frozenset(declaration.purposes),
        )
        first = seen.setdefault(key, i)
        if first != i:
            line = file.line(("declarations", first))
            raise file.error(place, f"repeats the declaration in line {line}", "merge their refs")
    _check_names(file, ("subjects",), entry.subjects, set(taxonomy.load().subjects), "subject")


def _check_category(file: YamlFile, declaration: DeclarationEntry, place: Place) -> None:
    categories, key = taxonomy.load(), declaration.category
    if key not in categories:
        near = categories.nearest(key)
        remedy = "nearest: " + ", ".join(near) if near else "see the taxonomy's keys"
        raise file.error((*place, "category"), f"unknown category '{key}'", remedy)
    status, at = _meant(file, declaration, place)
    if key == "catch_all" and status is not DeclarationStatus.CATCH_ALL:
        raise file.error(at, f"a catch-all cannot be {status}", "write status: catch_all")
    if status is DeclarationStatus.DECLARED and categories.is_group(key):
        remedy = "name its members, or write status: vague"
        raise file.error(at, f"'{key}' is a whole group, which declares nothing", remedy)


def _meant(file: YamlFile, declaration: DeclarationEntry, place: Place) -> tuple[DeclarationStatus, Place]:
    """The status of a declaration, or the one proposed for it, and where it stands."""
    if declaration.status not in REVIEW:
        return DeclarationStatus(declaration.status), (*place, "status")
    if declaration.proposed is None:
        remedy = "write proposed: declared, or what else is proposed"
        raise file.error(place, f"is {declaration.status}, but does not say what was proposed", remedy)
    return declaration.proposed, (*place, "proposed")


def _check_names(file: YamlFile, place: Place, names: tuple[str, ...], known: set[str], noun: str) -> None:
    for i, name in enumerate(names):
        if name not in known:
            remedy = "one of " + ", ".join(sorted(known)) if known else f"the file lists no {noun}s"
            raise file.error((*place, i), f"unknown {noun} '{name}'", remedy)


def _policy(file: YamlFile, entry: PolicyEntry) -> Policy:
    declarations = tuple(_declaration(item) for item in entry.declarations if item.status not in REVIEW)
    return Policy(
        id=entry.id,
        controller=entry.controller.name,
        sha256=file.sha256,
        documents=tuple(Document(d.id, d.kind, d.language, d.date) for d in entry.documents),
        prevailing_language=entry.prevailing_language,
        purposes=tuple(_purpose(item) for item in entry.purposes if item.status is None),
        declarations=declarations,
        claims=tuple(_claim(item) for item in entry.claims if item.status is None),
        subjects=entry.subjects or _addressed(declarations),
        origin=file.path,
        proposals=Proposals(
            tuple(_purpose(item) for item in entry.purposes if item.status == PROPOSED),
            tuple(_declaration(item) for item in entry.declarations if item.status == PROPOSED),
            tuple(_claim(item) for item in entry.claims if item.status == PROPOSED),
        ),
        recipients=tuple(Recipient(item.id, item.title, _refs(item.refs)) for item in entry.recipients),
        retention=tuple(
            Retention(item.text, item.years, _refs(item.refs), item.title or {}) for item in entry.retention
        ),
    )


def _declaration(entry: DeclarationEntry) -> Declaration:
    return Declaration(
        entry.category,
        DeclarationStatus(entry.proposed or "" if entry.status in REVIEW else entry.status),
        entry.collected_from,
        entry.subjects,
        entry.purposes,
        entry.open_ended,
        _refs(entry.refs),
        entry.note,
    )


def _purpose(entry: PurposeEntry) -> Purpose:
    return Purpose(entry.id, entry.title, entry.legal_basis, _refs(entry.refs), entry.kinds)


def _claim(entry: ClaimEntry) -> Claim:
    params: Mapping[str, Any] = entry.params  # a list of names is possible too: `purposes: [advertising]`
    return Claim(entry.id, entry.rule, params, _refs(entry.refs))


def _refs(entries: tuple[RefEntry, ...]) -> tuple[Ref, ...]:
    return tuple(Ref(entry.document, entry.section, entry.item) for entry in entries)


def _addressed(declarations: tuple[Declaration, ...]) -> tuple[str, ...]:
    """Customers, unless every declaration names others (a notice for employees)."""
    named = {subject for declaration in declarations for subject in declaration.subjects}
    if not named or DEFAULT_SUBJECT in named or any(not d.subjects for d in declarations):
        return (DEFAULT_SUBJECT,)
    return tuple(sorted(named))

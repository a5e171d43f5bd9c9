"""What a privacy policy declares: facts and section numbers, reviewed by a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class DeclarationStatus(StrEnum):
    """How a policy speaks of a category."""

    DECLARED = "declared"
    VAGUE = "vague"
    IMPLIED = "implied"
    CATCH_ALL = "catch_all"
    DENIED = "denied"
    NOT_PERSONAL = "not_personal"


class Provider(StrEnum):
    """Who provides the data."""

    SUBJECT = "subject"
    AUTOMATIC = "automatic"
    THIRD_PARTY = "third_party"
    UNSTATED = "unstated"


class Verdict(StrEnum):
    """What the policy says about a category found in a column."""

    DECLARED = "declared"
    VAGUE = "vague"
    IMPLIED = "implied"
    CATCH_ALL = "catch_all"
    WRONG_SOURCE = "wrong_source"
    WRONG_PURPOSE = "wrong_purpose"
    OTHER_SUBJECT = "other_subject"
    AMBIGUOUS = "ambiguous"
    UNDECLARED = "undeclared"
    DENIED = "denied"
    NOT_PERSONAL = "not_personal"


@dataclass(frozen=True, slots=True)
class Ref:
    """A place in one document of the policy."""

    document: str
    section: str
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One language version of the policy, the consent text or the operator's approved list."""

    id: str
    kind: str
    language: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Purpose:
    """What the data are for."""

    id: str
    title: Mapping[str, str]
    legal_basis: tuple[str, ...] = ()
    refs: tuple[Ref, ...] = ()
    kinds: tuple[str, ...] = ()
    """Keys of the purpose kinds in `taxonomy/contexts.yaml`; empty: read from the id and the titles."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """One category that the policy names."""

    category: str
    status: DeclarationStatus
    collected_from: tuple[Provider, ...] = ()
    subjects: tuple[str, ...] = ()
    """Empty: whom the policy addresses."""
    purposes: tuple[str, ...] = ()
    """Empty: every purpose of the policy."""
    open_ended: bool = False
    refs: tuple[Ref, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """Whose data a column holds, who provided them and what they serve, as far as that is known."""

    subject: str = "customer"
    collected_from: Provider | None = None
    purposes: tuple[str, ...] = ()
    inferred: frozenset[str] = frozenset()
    """Which of the three names above were read from names of tables and columns, not told by a person."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A promise that data can confirm or break."""

    id: str
    rule: str
    params: Mapping[str, str | int | float | bool | tuple[str, ...]] = field(default_factory=dict)
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who else receives data."""

    id: str
    title: Mapping[str, str]
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Retention:
    """How long data are kept, in words; what data can break is a claim."""

    text: str
    years: float | None = None
    refs: tuple[Ref, ...] = ()
    title: Mapping[str, str] = field(default_factory=dict)
    """The same by language; empty: only `text` is known."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """Lines that a draft proposes and nobody has reviewed: no verdict rests on them."""

    purposes: tuple[Purpose, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    """Each with the status that is proposed for it."""
    claims: tuple[Claim, ...] = ()

    def __len__(self) -> int:
        return len(self.purposes) + len(self.declarations) + len(self.claims)


@dataclass(frozen=True, slots=True)
class Policy:
    """A whole policy file."""

    id: str
    controller: str
    sha256: str
    documents: tuple[Document, ...]
    prevailing_language: str | None
    purposes: tuple[Purpose, ...]
    declarations: tuple[Declaration, ...]
    claims: tuple[Claim, ...]
    subjects: tuple[str, ...] = ("customer",)
    """Whom the policy addresses."""
    origin: str = ""
    proposals: Proposals = field(default_factory=Proposals)
    recipients: tuple[Recipient, ...] = ()
    retention: tuple[Retention, ...] = ()

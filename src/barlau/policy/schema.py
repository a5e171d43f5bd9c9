"""The shape of a policy file (`barlau.policy/1`). Imported late: pydantic costs 0.1 s at start."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from barlau.model.policy import DeclarationStatus, Provider


def _text(value: object) -> object:
    """YAML reads a bare `3.10` as the number 3.1: what is text has to be quoted."""
    if isinstance(value, int | float):
        raise ValueError('should be text: put it in quotes, "3.10"')
    return value


def _optional_text(value: object) -> object:
    return "" if value is None else _text(value)


def _as_list(value: object) -> object:
    return [value] if isinstance(value, dict) else value


Text = Annotated[str, BeforeValidator(_text), Field(min_length=1)]
Language = Annotated[str, Field(pattern="^[a-z]{2}$")]
Titles = Annotated[dict[Language, Text], Field(min_length=1)]
Date = Annotated[str, BeforeValidator(_text), Field(pattern="^[0-9]{4}(-[0-9]{2}){0,2}$")]


class Strict(BaseModel):
    """A mapping in which an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RefEntry(Strict):
    """A place in one document."""

    document: Text
    section: Annotated[str, BeforeValidator(_optional_text)] = ""
    item: Text | None = None
    span: tuple[int, int] | None = None
    """Where a draft found it: first character and the one after the last, in the text as it was read."""


Refs = tuple[RefEntry, ...]


class ControllerEntry(Strict):
    """Who answers for the data."""

    name: Text
    legal_form: Text | None = None
    bin: Text | None = None
    sites: tuple[Text, ...] = ()
    contacts: tuple[Text, ...] = ()
    addresses: tuple[Text, ...] = ()


class DocumentEntry(Strict):
    """One language version of one text."""

    id: Text
    kind: Literal["policy", "approved_list", "consent"]
    language: Language
    date: Date | None = None


Review = Literal["proposed", "rejected"]
"""A line of a draft: not reviewed yet, or reviewed and refused (kept so that the next draft knows)."""


class PurposeEntry(Strict):
    """What data are for."""

    id: Text
    title: Titles
    legal_basis: tuple[
        Literal["consent", "contract", "legal_obligation", "legitimate_interest", "vital_interest", "public_task"],
        ...,
    ] = ()
    refs: Refs = ()
    kinds: tuple[Text, ...] = ()
    """Keys of `taxonomy/contexts.yaml`, where id and titles do not tell them."""
    status: Review | None = None


class DeclarationEntry(Strict):
    """One category that the policy names."""

    category: Text
    status: DeclarationStatus | Review
    proposed: DeclarationStatus | None = None
    """The status that a draft proposes, or proposed before a person decided."""
    collected_from: tuple[Provider, ...] = ()
    subjects: tuple[Text, ...] = ()
    purposes: tuple[Text, ...] = ()
    open_ended: bool = False
    refs: Refs = ()
    note: str | None = None


class ClaimEntry(Strict):
    """A promise that data can break."""

    id: Text
    rule: Text
    params: dict[str, str | int | float | bool | tuple[str, ...]] = Field(default_factory=dict)
    refs: Refs = ()
    status: Review | None = None


class RecipientEntry(Strict):
    """Who else receives data: kept for the reader, no rule uses it."""

    id: Text
    title: Titles
    refs: Refs = ()
    status: Review | None = None


class RetentionEntry(Strict):
    """How long data are kept, in words: what can be checked is a claim."""

    text: Text
    years: float | None = None
    refs: Refs = ()
    status: Review | None = None


class PolicyEntry(Strict):
    """The whole file."""

    # `schema` is the key in the file; as an attribute it would hide one of pydantic's own
    version: Literal["barlau.policy/1"] = Field(alias="schema")
    id: Text
    controller: ControllerEntry
    documents: Annotated[tuple[DocumentEntry, ...], Field(min_length=1)]
    prevailing_language: Language | None = None
    subjects: tuple[Text, ...] = ()
    purposes: tuple[PurposeEntry, ...] = ()
    declarations: tuple[DeclarationEntry, ...]
    claims: tuple[ClaimEntry, ...] = ()
    recipients: tuple[RecipientEntry, ...] = ()
    retention: Annotated[tuple[RetentionEntry, ...], BeforeValidator(_as_list)] = ()
    notes: tuple[Text, ...] = ()

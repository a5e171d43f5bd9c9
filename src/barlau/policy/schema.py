"""The shape of a policy file (`barlau.policy/1`). Imported late: pydantic costs 0.1 s at start."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from barlau import yamlfile
from barlau.model.policy import DeclarationStatus, Provider

_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def _optional_text(value: object) -> object:
    return "" if value is None else yamlfile.text(value)


def _as_list(value: object) -> object:
    return [value] if isinstance(value, dict) else value


def _day(value: object) -> object:
    """A day, a month or a year that there is."""
    text = yamlfile.text(value)
    if isinstance(text, str):
        try:
            date.fromisoformat(f"{text}-01-01"[: len("2026-03-01")] if _DAY.fullmatch(text) else "")
        except ValueError:
            raise ValueError("should be a day, a month or a year: 2026-03-01, 2026-03 or 2026") from None
    return text


def _language(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch("[a-z]{2}", value):
        raise ValueError("should be a language in two letters: kk, ru, en")
    return value


def _param(value: object) -> object:
    if isinstance(value, str | int | float) or (isinstance(value, list) and all(isinstance(v, str) for v in value)):
        return value
    raise ValueError("should be a text, a number, true or false, or a list of texts")


Text = Annotated[str, BeforeValidator(yamlfile.text), Field(min_length=1)]
Language = Annotated[str, BeforeValidator(_language)]
Titles = Annotated[dict[Language, Text], Field(min_length=1)]
Date = Annotated[str, BeforeValidator(_day)]
Param = Annotated[str | int | float | bool | tuple[str, ...], BeforeValidator(_param)]


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
    params: dict[str, Param] = Field(default_factory=dict)
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
    title: Titles | None = None
    """The same in the languages of the reader."""
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

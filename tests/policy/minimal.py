"""Small policies for the tests: one Russian version, three purposes, customers, unless said otherwise."""

from collections.abc import Sequence

from barlau.model.policy import (
    Claim,
    Declaration,
    DeclarationStatus,
    Document,
    Policy,
    Provider,
    Purpose,
    Ref,
)
from barlau.policy import Context, verdict

PURPOSES = ("contract", "advertising", "profiling")


def said(
    category: str,
    status: str = "declared",
    *,
    by: Sequence[str] = (),
    of: Sequence[str] = (),
    why: Sequence[str] = (),
    where: Sequence[str] = ("ru",),
    section: str = "3.1",
) -> Declaration:
    """One declaration: provided `by`, data `of` whom, `why`, and in which documents (`where`)."""
    return Declaration(
        category,
        DeclarationStatus(status),
        tuple(Provider(provider) for provider in by),
        tuple(of),
        tuple(why),
        refs=tuple(Ref(document, section) for document in where),
    )


def policy(
    *declarations: Declaration,
    documents: Sequence[tuple[str, str, str]] = (("ru", "policy", "ru"),),
    prevailing: str | None = None,
    subjects: Sequence[str] = ("customer",),
    purposes: Sequence[str] = PURPOSES,
    claims: Sequence[Claim] = (),
) -> Policy:
    """A policy value; a document is (id, kind, language)."""
    return Policy(
        id="shop",
        controller="Example Shop",
        sha256="0" * 64,
        documents=tuple(Document(*document) for document in documents),
        prevailing_language=prevailing,
        purposes=tuple(Purpose(key, {"en": key}) for key in purposes),
        declarations=declarations,
        claims=tuple(claims),
        subjects=tuple(subjects),
    )


BOTH = (("kk", "policy", "kk"), ("ru", "policy", "ru"))
"""Documents of a policy with a Kazakh and a Russian version."""


def ruled(of: Policy, category: str, context: Context = Context()) -> str | None:  # noqa: B008  (frozen)
    """The verdict's word alone."""
    answer = verdict(of, category, context)
    return answer and answer[0].value

"""A policy as Markdown (`policy show --format markdown`): tables for a wiki, a ticket or a letter."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from barlau import taxonomy
from barlau.model.policy import Policy
from barlau.report import policy_words as words
from barlau.report.layout import Row
from barlau.report.messages import category_title, text
from barlau.report.visible import visible

ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>#|"} | {"\n": " "})


def render(policy: Policy, language: str) -> str:
    """Documents, declarations by group, purposes and promises of one policy."""
    return "\n".join(_lines(policy, language)) + "\n"


def _lines(policy: Policy, language: str) -> Iterator[str]:
    titles = words.purpose_titles(policy, language)
    waits = f" ({text('declaration.proposed', language)})"
    drafted = policy.proposals
    yield f"# {_safe(visible(policy.controller))} · {_safe(visible(policy.id))}"
    yield from _documents(policy, language)
    yield from _declarations(policy, language, titles)
    if purposes := (*policy.purposes, *drafted.purposes):
        heads = ("policy.id", "policy.purpose", "policy.basis", "policy.sections")
        yield from _section("policy.purposes", heads, language)
        yield from (
            _row(
                (
                    visible(purpose.id),
                    titles[purpose.id] + (waits if purpose in drafted.purposes else ""),
                    words.bases(purpose, language),
                    words.places(purpose.refs, plain=False),
                )
            )
            for purpose in purposes
        )
    if claims := (*policy.claims, *drafted.claims):
        heads = ("policy.id", "policy.promise", "policy.terms", "policy.sections")
        yield from _section("policy.claims", heads, language)
        yield from (
            _row(
                (
                    visible(claim.id),
                    words.claim_title(claim, language) + (waits if claim in drafted.claims else ""),
                    words.claim_terms(claim, language, titles),
                    words.places(claim.refs, plain=False),
                )
            )
            for claim in claims
        )
    recipients = [(words.in_language(item.title, language), item.refs) for item in policy.recipients]
    for heading, told in (("policy.recipients", recipients), ("policy.retention", words.terms(policy, language))):
        if told:
            yield from ("", f"## {text(heading, language)}", "")
            yield from (f"- {_safe(said)} ({_safe(words.places(refs, plain=False))})" for said, refs in told)
    yield ""
    yield f"*{text('policy.legend', language)}*"


def _documents(policy: Policy, language: str) -> Iterator[str]:
    yield from ("", f"## {text('policy.documents', language)}", "")
    for document in policy.documents:
        kind, tongue = (
            text(f"document_kind.{document.kind}", language),
            text(f"language_name.{document.language}", language),
        )
        day = visible(document.date or text("policy.no_date", language))
        yield f"- `{visible(document.id)}`: {kind}, {tongue}, {_safe(day)}"
    prevails = policy.prevailing_language
    yield ""
    yield text("policy.prevails", language, language=prevails) if prevails else text("policy.none_prevails", language)
    yield text("policy.addresses", language, subjects=words.subjects(policy.subjects, language))


def _declarations(policy: Policy, language: str, titles: words.Titles) -> Iterator[str]:
    waiting = policy.proposals.declarations
    order = list(taxonomy.load().categories)
    said = sorted((*policy.declarations, *waiting), key=lambda item: order.index(item.category))
    yield from ("", f"## {text('policy.declarations', language)}")
    unsure = set(map(id, waiting))
    for group, members in groupby(said, key=lambda item: item.category.partition(".")[0]):
        yield from ("", f"### {_safe(category_title(group, language))}", "")
        yield from _head(("policy.category", "policy.status", "policy.limits", "policy.sections"), language)
        for item in members:
            yield _row(words.declaration_cells(item, language, plain=False, titles=titles, waits=id(item) in unsure))


def _section(title: str, heads: Sequence[str], language: str) -> Iterator[str]:
    yield from ("", f"## {text(title, language)}", "")
    yield from _head(heads, language)


def _head(heads: Sequence[str], language: str) -> Iterator[str]:
    yield _row([text(head, language) for head in heads])
    yield "|" + " --- |" * len(heads)


def _row(cells: Row) -> str:
    return "| " + " | ".join(map(_safe, cells)) + " |"


def _safe(cell: str) -> str:
    return cell.translate(ESCAPED)

"""A policy for a terminal (`policy show`), and what a reviewer should look at in it (`policy check`)."""

from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

from barlau import taxonomy
from barlau.model.policy import Policy
from barlau.model.report import Level, Message
from barlau.report import policy_words as words
from barlau.report.layout import STYLES, Field, Page, Row
from barlau.report.messages import category_title, text, translate
from barlau.report.visible import visible

DECLARATION_FIELDS = (Field(least=20), Field("bold", least=10), Field(least=12), Field("dim", least=18))
PURPOSE_FIELDS = (
    Field("bold", is_name=True, least=10),
    Field(least=16),
    Field(least=8),
    Field("dim", least=18),
)
PLACED = ("b", "p", "r", "h")
"""First letters of items (bullet, paragraph, row, heading) that the legend explains."""


class Problem(Protocol):
    """A remark on a policy file: what the policy package finds, which this package may not import."""

    @property
    def id(self) -> str:
        """Kebab-case."""
        ...

    @property
    def level(self) -> Level:
        """How grave it is."""
        ...

    @property
    def line(self) -> int | None:
        """Where in the file."""
        ...

    @property
    def key(self) -> str:
        """The dotted key there."""
        ...

    @property
    def message(self) -> Message:
        """The sentence."""
        ...


def render(policy: Policy, language: str, *, width: int = 80, colour: bool = False) -> str:
    """Documents, declarations by group, purposes, claims, recipients and terms of keeping of one policy."""
    page = Page(width=width, colour=colour)
    page.prose(f"{visible(policy.controller)} · {visible(policy.id)}", "bold")
    _documents(page, policy, language)
    _declarations(page, policy, language)
    _purposes(page, policy, language)
    _claims(page, policy, language)
    _others(page, policy, language)
    if _has_items(policy):
        page.blank()
        page.prose(text("policy.legend", language), "dim")
    return page.text()


def render_problems(problems: Sequence[Problem], language: str, *, width: int = 80, colour: bool = False) -> str:
    """Each problem: line in the file, level, id, key; the sentence below it, beside it when plain."""
    page = Page(width=width, colour=colour)
    if not problems:
        page.prose(text("problems.none", language), "bold green")
        return page.text()
    page.heading(text("problems.title", language), text("count.problems", language, count=len(problems)))
    fields = (
        Field("dim"),
        Field(least=6),
        Field("bold", least=10),
        Field("dim", is_name=True, least=16),
        Field(),
    )
    rows = [_problem(problem, language, colour=colour) for problem in problems]
    widths = page.fit(rows, fields)
    for problem, row in zip(problems, rows, strict=True):
        page.row(row, fields, widths)
        if colour:
            page.prose(translate(problem.message, language), STYLES[problem.level], indent=4)
    return page.text()


def _problem(problem: Problem, language: str, *, colour: bool) -> Row:
    line = "-" if problem.line is None else str(problem.line)
    sentence = "" if colour else translate(problem.message, language)
    return line, text(f"level.{problem.level}", language), visible(problem.id), visible(problem.key), sentence


def _documents(page: Page, policy: Policy, language: str) -> None:
    page.heading(text("policy.documents", language))
    rows = [
        (
            visible(document.id),
            text(f"document_kind.{document.kind}", language),
            text(f"language_name.{document.language}", language),
            visible(document.date or text("policy.no_date", language)),
        )
        for document in policy.documents
    ]
    page.rows(rows, (Field("bold"), Field(), Field(), Field("dim")))
    prevails = policy.prevailing_language
    sentence = (
        text("policy.prevails", language, language=prevails) if prevails else text("policy.none_prevails", language)
    )
    page.prose(sentence, indent=2)
    page.prose(text("policy.addresses", language, subjects=words.subjects(policy.subjects, language)), indent=2)


def _declarations(page: Page, policy: Policy, language: str) -> None:
    waiting = [*policy.proposals.declarations]
    note = text("count.declarations", language, count=len(policy.declarations) + len(waiting))
    page.heading(text("policy.declarations", language), note)
    order = list(taxonomy.load().categories)
    said = sorted([*policy.declarations, *waiting], key=lambda item: order.index(item.category))
    unsure, titles = {id(item) for item in waiting}, words.purpose_titles(policy, language)
    rows = {
        id(item): words.declaration_cells(
            item, language, plain=not page.colour, titles=titles, waits=id(item) in unsure, numbered=page.colour
        )
        for item in said
    }
    widths = page.fit(list(rows.values()), DECLARATION_FIELDS, 4)
    for group, members in groupby(said, key=lambda item: item.category.partition(".")[0]):
        items = list(members)
        if any(item.category != group for item in items):
            page.prose(category_title(group, language), "underline", indent=2)
            for item in items:
                page.row(rows[id(item)], DECLARATION_FIELDS, widths, 4)
        else:
            for item in items:
                page.row(rows[id(item)], DECLARATION_FIELDS, [widths[0] + 2, *widths[1:]], 2)


def _purposes(page: Page, policy: Policy, language: str) -> None:
    if not (policy.purposes or policy.proposals.purposes):
        return
    waits = f" ({text('declaration.proposed', language)})"
    page.heading(text("policy.purposes", language))
    rows = [
        (
            str(number),
            visible(purpose.id),
            words.purpose_title(purpose, language) + (waits if purpose in policy.proposals.purposes else ""),
            words.bases(purpose, language),
            words.places(purpose.refs, plain=not page.colour),
        )
        for number, purpose in enumerate((*policy.purposes, *policy.proposals.purposes), 1)
    ]
    page.rows(rows, (Field("dim", least=2), *PURPOSE_FIELDS))


def _claims(page: Page, policy: Policy, language: str) -> None:
    if not (policy.claims or policy.proposals.claims):
        return
    waits = f" ({text('declaration.proposed', language)})"
    page.heading(text("policy.claims", language))
    titles = words.purpose_titles(policy, language)
    rows = [
        (
            visible(claim.id),
            words.claim_title(claim, language) + (waits if claim in policy.proposals.claims else ""),
            words.claim_terms(claim, language, titles),
            words.places(claim.refs, plain=not page.colour),
        )
        for claim in (*policy.claims, *policy.proposals.claims)
    ]
    page.rows(rows, PURPOSE_FIELDS)


def _others(page: Page, policy: Policy, language: str) -> None:
    """Who else receives data, and how long they are kept: in the words of the file."""
    recipients = [(words.in_language(item.title, language), item.refs) for item in policy.recipients]
    for heading, told in (("policy.recipients", recipients), ("policy.retention", words.terms(policy, language))):
        if told:
            page.heading(text(heading, language))
            rows = [(said, words.places(refs, plain=not page.colour)) for said, refs in told]
            page.rows(rows, (Field(least=20), Field("dim", least=18)))


def _has_items(policy: Policy) -> bool:
    said = (*policy.declarations, *policy.proposals.declarations)
    refs = [ref for declaration in said for ref in declaration.refs]
    return any(ref.item and ref.item.startswith(PLACED) for ref in refs)

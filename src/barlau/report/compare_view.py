"""What versions of a policy declare differently (`policy compare`), for a terminal and as JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence

from barlau.model.policy import Claim, Declaration, Purpose, Recipient
from barlau.model.versions import Difference, Differences, Line, Version
from barlau.report import policy_words as words
from barlau.report.json_values import Json, refs, string
from barlau.report.layout import Field, Page, Row
from barlau.report.messages import category_title, has, text
from barlau.report.visible import visible

FIELDS = (Field("bold", is_name=True, least=4), Field(least=16), Field(least=12), Field("dim", least=12))
titles = words.purpose_titles


def render(
    found: Differences, language: str, purposes: words.Titles, policy: str, *, width: int = 80, colour: bool = False
) -> str:
    """Each difference with what each version says; `policy` is the name of the one whose languages they are."""
    page = Page(width=width, colour=colour)
    if len(found.versions) == 1:
        page.prose(text("compare.one", language))
        return page.text()
    _head(page, found, language, policy)
    lists = (
        ("policy.declarations", found.declarations, lambda key: category_title(key, language)),
        ("policy.purposes", found.purposes, lambda key: purposes.get(key, visible(key))),
        ("policy.claims", found.claims, visible),
        ("policy.recipients", found.recipients, visible),
    )
    told = [
        (heading, [(name(one.key), _rows(one, found, language, purposes, plain=not colour)) for one in ones])
        for heading, ones, name in lists
    ]
    widths = page.fit([row for _, ones in told for _, rows in ones for row in rows], FIELDS, 4)
    for heading, ones in told:
        if ones:
            page.heading(text(heading, language))
        for title, rows in ones:
            page.prose(title, "underline", indent=2)
            for row in rows:
                page.row(row, FIELDS, widths, 4)
    return page.text()


def _head(page: Page, found: Differences, language: str, policy: str) -> None:
    names, count = [version.name for version in found.versions], text("count.differences", language, count=len(found))
    if all(has(f"language_name.{name}") for name in names):
        page.heading(text("compare.title", language, policy=policy), count)
        prevails = found.prevailing
        known = text("policy.prevails", language, language=prevails or "")
        page.prose(known if prevails else text("policy.none_prevails", language), indent=2)
    else:
        page.heading(text("compare.files", language, older=names[0], newer=names[-1]), count)
    if not len(found):
        page.prose(text("compare.same", language), "green", indent=2)


def _rows(one: Difference, found: Differences, language: str, purposes: words.Titles, *, plain: bool) -> list[Row]:
    rows: list[Row] = []
    for version, said, shared, above in zip(found.versions, one.said, one.shared, one.covered_by, strict=True):
        lines = [_cells(line, language, purposes, plain=plain) for line in said]
        if not lines:
            lines = [(text("compare.shared", language) if shared else _silence(above, language), "", "")]
        rows += [(visible(version.name), *line) for line in lines]
    return rows


def _silence(above: str | None, language: str) -> str:
    return text("compare.covered", language, category=above) if above else text("compare.silent", language)


def _cells(line: Line, language: str, purposes: words.Titles, *, plain: bool) -> tuple[str, str, str]:
    where = words.places(line.refs, plain=plain)
    if isinstance(line, Purpose):
        return words.purpose_title(line, language), words.bases(line, language), where
    if isinstance(line, Claim):
        return words.claim_title(line, language), words.claim_terms(line, language, purposes), where
    if isinstance(line, Recipient):
        return words.in_language(line.title, language), "", where
    _, status, limits, _ = words.declaration_cells(line, language, plain=plain, titles=purposes)
    more = f" ({text('policy.open_ended', language)})" if line.open_ended else ""
    return status + more, limits, where


def as_json(found: Differences) -> str:
    """For scripts: what each version says of each category, purpose and promise on which they differ."""
    content = {
        "versions": [string(version.name) for version in found.versions],
        "prevailing": found.prevailing,
        "declarations": [_entry(one, found.versions, "category") for one in found.declarations],
        "purposes": [_entry(one, found.versions, "purpose") for one in found.purposes],
        "claims": [_entry(one, found.versions, "claim") for one in found.claims],
        "recipients": [_entry(one, found.versions, "recipient") for one in found.recipients],
    }
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _entry(one: Difference, versions: Sequence[Version], key: str) -> Mapping[str, Json]:
    sides = zip(versions, one.said, one.covered_by, one.shared, strict=True)
    return {
        key: string(one.key),
        "said": {
            string(version.name): {
                "lines": [dict(_values(line)) for line in said],
                "covered_by": above,
                "also_in_all": shared,
            }
            for version, said, above, shared in sides
        },
    }


def _values(line: Line) -> Iterator[tuple[str, Json]]:
    if isinstance(line, Declaration):
        yield "status", line.status.value
        yield "collected_from", [provider.value for provider in line.collected_from]
        yield "subjects", [string(subject) for subject in line.subjects]
        yield "purposes", [string(purpose) for purpose in line.purposes]
        yield "open_ended", line.open_ended
    elif isinstance(line, Purpose):
        yield "legal_basis", [string(basis) for basis in line.legal_basis]
    elif isinstance(line, Claim):
        yield "rule", string(line.rule)
        yield "params", {string(k): string(str(v)) for k, v in sorted(line.params.items())}
    yield "refs", refs(line.refs)

"""The lines of a policy in words: declarations, purposes and promises as cells of a row."""

from collections.abc import Mapping, Sequence

from barlau import taxonomy
from barlau.model.policy import Claim, Declaration, DeclarationStatus, Policy, Provider, Purpose, Ref
from barlau.report.layout import Row
from barlau.report.messages import category_title, has, text
from barlau.report.places import ascii_sections, sections
from barlau.report.visible import visible

Titles = Mapping[str, str]
"""Titles of purposes by id, in the reader's language and in the order in which they are listed."""
MOST_TITLES = 1
"""More purposes than these are told by their numbers in the list, where lines are short."""
PERIODS = ("years", "months", "days", "working_days")
LOOKED_UP = {
    "category": "category",
    "categories": "category",
    "subjects": "subject",
    "purpose": "purpose",
    "purposes": "purpose",
}


def purpose_titles(policy: Policy, language: str) -> Titles:
    """The titles of all purposes, those of proposals too."""
    return {purpose.id: purpose_title(purpose, language) for purpose in (*policy.purposes, *policy.proposals.purposes)}


def purpose_title(purpose: Purpose, language: str) -> str:
    """The title in the reader's language."""
    return in_language(purpose.title, language)


def in_language(titles: Mapping[str, str], language: str) -> str:
    """In this language, else in English, else in whichever there is."""
    known = titles.get(language) or titles.get("en") or next(iter(titles.values()), "")
    return visible(known)


def subjects(keys: Sequence[str], language: str) -> str:
    """Kinds of people."""
    return ", ".join(text(f"subject.{subject}", language) for subject in keys)


def places(refs: Sequence[Ref], *, plain: bool) -> str:
    """Sections; `plain`: one word for each, for grep and cut."""
    return ascii_sections(refs) if plain else sections(refs)


def declaration_cells(
    item: Declaration,
    language: str,
    *,
    plain: bool,
    titles: Titles | None = None,
    waits: bool = False,
    numbered: bool = False,
) -> Row:
    """Title, status, whatever limits the declaration (provider, people, purposes), sections.

    `numbered`: several purposes are told by their numbers.
    """
    title = category_title(item.category, language)
    if item.open_ended and item.status != DeclarationStatus.CATCH_ALL:
        title += f" ({text('policy.open_ended', language)})"
    status = text(f"declaration.{item.status}", language)
    if waits:
        status = f"{status} ({text('declaration.proposed', language)})"
    return title, status, limits(item, language, titles, numbered=numbered), places(item.refs, plain=plain)


def limits(item: Declaration, language: str, titles: Titles | None = None, *, numbered: bool = False) -> str:
    """Provider, people and purposes, as far as a declaration names them."""
    providers = (provider for provider in item.collected_from if provider != Provider.UNSTATED)
    parts = (
        ", ".join(text(f"provider.{provider}", language) for provider in providers),
        subjects(item.subjects, language),
        _purposes(item.purposes, language, titles or {}, numbered=numbered),
    )
    return "; ".join(part for part in parts if part)


def _purposes(keys: Sequence[str], language: str, titles: Titles, *, numbered: bool) -> str:
    if numbered and len(keys) > MOST_TITLES and set(keys) <= titles.keys():
        order = list(titles)
        numbers = sorted(order.index(key) + 1 for key in keys)
        return text("policy.purpose_numbers", language, numbers=", ".join(map(str, numbers)))
    return ", ".join(_purpose(key, language, titles) for key in keys)


def _purpose(key: str, language: str, titles: Titles | None) -> str:
    """Its title in quotation marks, since a title may have commas; without one the id."""
    title = (titles or {}).get(key)
    return text("policy.quoted", language, title=title) if title else visible(key)


def bases(purpose: Purpose, language: str) -> str:
    """The legal bases of a purpose."""
    return ", ".join(text(f"legal_basis.{basis}", language) for basis in purpose.legal_basis) or "—"


def terms(policy: Policy, language: str) -> list[tuple[str, Sequence[Ref]]]:
    """How long data are kept, in the words of the file."""
    return [(visible(item.title.get(language, item.text)), item.refs) for item in policy.retention]


def claim_title(claim: Claim, language: str) -> str:
    """What a promise is about; a rule that is not known shows its name."""
    return text(f"claim.{claim.rule}", language) if has(f"claim.{claim.rule}") else visible(claim.rule)


def claim_terms(claim: Claim, language: str, titles: Titles | None = None) -> str:
    """The parameters of a promise in words: `years: 5, from: day of the service`."""
    given = sorted(claim.params.items(), key=lambda entry: (entry[0] not in PERIODS, entry[0]))
    return "; ".join(_term(name, value, language, titles or {}) for name, value in given)


def _term(name: str, value: object, language: str, titles: Titles) -> str:
    values = [str(item) for item in value] if isinstance(value, tuple | list) else [str(value)]
    words = ", ".join(_word(name, item, language, titles) for item in values)
    if name == "years" and isinstance(value, float) and not value.is_integer():
        name, words = "months", str(round(value * 12))  # `years: 1.0833` are 13 months
    key = f"claim_param.{name}"
    return f"{text(key, language) if has(key) else visible(name)}: {words}"


def _word(name: str, value: str, language: str, titles: Titles) -> str:
    kind = LOOKED_UP.get(name)
    if kind == "category" and value in taxonomy.load():
        return category_title(value, language)
    if kind == "purpose":
        return _purpose(value, language, titles)
    if kind == "subject" and has(f"subject.{value}"):
        return text(f"subject.{value}", language)
    if name == "from" and has(f"claim_from.{value}"):
        return text(f"claim_from.{value}", language)
    return visible(value)

"""Pages of categories: what they are, what the taxonomy says of them, how they are recognised."""

from collections.abc import Mapping, Sequence

from barlau import taxonomy
from barlau.model.recognizer import Notes, Pack
from barlau.report.messages import LANGUAGES, category_title, text
from barlau.report.reference.document import Block, Document, Section, items, pairs, prose, sections

SHOWN = 12
"""Column words shown of each language."""


def category_document(key: str, language: str, pack: Pack, notes: Mapping[str, Notes]) -> Document:
    """The page of a category of the taxonomy. Raises `KeyError`."""
    known = taxonomy.load()
    category = known[key]
    below = [other for other in known.categories if other.startswith(key + ".")]
    return Document(
        "category",
        key,
        category.title[language],
        text(f"personal.{category.personal}", language),
        sections(
            Section("definition", (_definition(key, language), prose(category.note or ""))),
            Section("parents", (items(*_titles(list(taxonomy.lineage(key))[1:], language)),)),
            Section("children", (items(*_titles(below, language)),)),
            Section("derivable", (_related(category, language),)),
            Section("recognised", (*_recognised(key, language, pack),)),
            Section("words", (words(notes.get(key), language),)),
        ),
    )


def _definition(key: str, language: str) -> Block:
    category = taxonomy.load()[key]
    others = " · ".join(category.title[other] for other in LANGUAGES if other != language)
    return pairs(
        (text("ref.other_languages", language), others),
        (text("ref.personal", language), text(f"personal.{category.personal}", language)),
        (text("ref.sensitivity", language), text(f"sensitivity.{category.sensitivity}", language)),
        (text("ref.kz_class", language), text(f"access.{category.kz_class}", language)),
        (
            text("ref.policies", language),
            text("ref.group" if taxonomy.load().is_group(key) else "ref.covers", language),
        ),
    )


def _related(category: taxonomy.Category, language: str) -> Block:
    known = taxonomy.load().categories.values()
    contains = [other.key for other in known if category.key in other.given_away_by]
    return pairs(
        (text("ref.derivable_from", language), ", ".join(_titles(category.derivable_from, language))),
        (text("ref.given_away_by", language), ", ".join(_titles(category.given_away_by, language))),
        (text("ref.gives_away", language), ", ".join(_titles(contains, language))),
        (text("ref.implies", language), ", ".join(_titles(category.implies, language))),
    )


def _titles(keys: Sequence[str], language: str) -> list[str]:
    return [f"{category_title(key, language)} ({key})" for key in keys]


def _recognised(key: str, language: str, pack: Pack) -> list[Block]:
    entities = [r.entity for r in pack.recognizers if r.category == key]
    by_name = any(rule.category == key for rule in pack.headers)
    if not entities and not by_name:
        return [prose(text("ref.not_recognised", language))]
    said = [pairs((text("ref.entities", language), ", ".join(entities)))] if entities else []
    return [*said, prose(text("ref.by_name", language))] if by_name else said


def words(notes: Notes | None, language: str) -> Block:
    """Column words by language, a few of each."""
    if notes is None:
        return prose()
    rows = [(text(f"language_name.{spoken}", language), _few(found)) for spoken, found in notes.words.items()]
    return pairs(
        *rows,
        (text("ref.weak", language), _few(notes.weak)),
        (text("ref.negative", language), _few(notes.negative)),
    )


def _few(found: Sequence[str]) -> str:
    more = ", …" if len(found) > SHOWN else ""
    return ", ".join(found[:SHOWN]) + more

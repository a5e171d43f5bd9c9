"""Pages of entities: where the standard is, what a value looks like, how it is checked, what chance alone gives."""

from collections.abc import Mapping

from barlau.model.recognizer import Notes, Pack, Recognizer
from barlau.report.messages import category_title, text
from barlau.report.quantities import share
from barlau.report.reference.categories import words
from barlau.report.reference.document import Block, Document, Section, code, items, pairs, prose, sections

SHOWN = 12


def entity_document(
    entity: str, language: str, pack: Pack, notes: Mapping[str, Notes], checks: Mapping[str, str]
) -> Document:
    """The page of an entity; `checks` has what its validator says of itself. Raises `KeyError`."""
    found = next((r for r in pack.recognizers if r.entity == entity), None)
    if found is None:
        raise KeyError(entity)
    note = notes.get(entity)
    category = f"{category_title(found.category, language)} ({found.category})" if found.category else ""
    return Document(
        "entity",
        entity,
        category_title(found.category, language) if found.category else entity,
        text("ref.entity", language),
        sections(
            Section(
                "definition",
                (
                    prose(note.remark if note else ""),
                    pairs(
                        (text("ref.category", language), category or text("ref.no_category", language)),
                        (text("ref.file", language), found.origin),
                    ),
                ),
            ),
            Section("check", (prose(checks.get(entity, "")), pairs(*_figures(found, language)))),
            Section("patterns", (pairs(*((p.name, f"{p.regex}  ({p.score:g})") for p in found.patterns)),)),
            Section("shapes", _shapes(found, language)),
            Section("matches", (code("\n".join(found.match[:SHOWN])),)),
            Section("no_matches", (code("\n".join(found.no_match[:SHOWN])),)),
            Section("context", (prose(", ".join(found.context)),)),
            Section("words", (words(note, language),)),
        ),
    )


def _figures(found: Recognizer, language: str) -> list[tuple[str, str]]:
    return [
        (text("ref.chance", language), share(repr(found.chance), language)),
        (text("ref.alone", language), share(repr(found.alone), language)),
        (text("ref.named", language), share(repr(found.named), language)),
    ]


def _shapes(found: Recognizer, language: str) -> tuple[Block, ...]:
    if not found.shapes:
        return ()
    more = [f"… +{len(found.shapes) - SHOWN}"] if len(found.shapes) > SHOWN else []
    return (items(*found.shapes[:SHOWN], *more), prose(text("ref.shape_letters", language)))

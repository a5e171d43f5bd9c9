"""Where something is, in one line: a column of the data, a section of a policy."""

from collections.abc import Iterable

from barlau.model.policy import Ref
from barlau.model.reading import Column
from barlau.model.report import Location
from barlau.report.messages import NO_BREAK, items_in_words
from barlau.report.visible import visible


def column_name(name: str | None, path: str | None) -> str:
    """A column, or the path inside it (`payload $.client.iin`); in a file that is all nested, the path says it all."""
    if name and path == f"$.{name}":
        return visible(path)
    return visible(" ".join(dict.fromkeys(part for part in (name, path) if part)))


def where(location: Location, *, with_source: bool = True) -> str:
    """`source.object.column`; a target that is one file is not named twice."""
    column = column_name(location.column, location.path)
    alone = location.source == location.object or location.source.endswith(f"/{location.object}")
    parts = (location.source if with_source else "", "" if alone and with_source else location.object)
    return ".".join([*(visible(part) for part in parts if part), *([column] if column else [])])


def location_of(source: str, item: str, column: Column) -> Location:
    """The location of a column result."""
    return Location(source, item, column.name, column.path)


def sections(refs: Iterable[Ref], language: str = "") -> str:
    """`ru, kk §3.4 b5; en §7`: documents that agree on a place share it; no line breaks within a place.

    With a language, items are told in words: `ru, kk §3.4, item 5`.
    """
    told = _sections(refs)
    return items_in_words(told, language) if language else told


def _sections(refs: Iterable[Ref]) -> str:
    places: dict[str, list[str]] = {}
    for ref in refs:
        parts = (f"§{visible(ref.section)}" if ref.section else "", visible(ref.item or ""))
        places.setdefault(NO_BREAK.join(part for part in parts if part), []).append(visible(ref.document))
    return "; ".join(
        NO_BREAK.join(part for part in (f",{NO_BREAK}".join(documents), place) if part)
        for place, documents in places.items()
    )


def ascii_sections(refs: Iterable[Ref]) -> str:
    """`ru:3.4:b5,kk:3.4:b5`: one word for one place, for grep and cut."""
    return ",".join(visible(":".join((ref.document, ref.section, *((ref.item,) if ref.item else ())))) for ref in refs)

"""Small values as JSON, shared by the parts of the report."""

import re

from barlau.model.policy import Ref
from barlau.model.report import Location, Message

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_SURROGATE = re.compile("[\ud800-\udfff]")


def string(text: str) -> str:
    """A lone surrogate (a file name that is no UTF-8) is not JSON for strict readers: it is written out."""
    return _SURROGATE.sub(lambda match: f"\\u{{{ord(match[0]):x}}}", text)


def optional(text: str | None) -> str | None:
    """The same for what may be missing."""
    return None if text is None else string(text)


def args(message: Message) -> Json:
    """What stands in the gaps of a message."""
    return {gap: string(value) for gap, value in message.args}


def refs(places: tuple[Ref, ...]) -> list[Json]:
    """Places in a policy."""
    return [
        {"document": string(ref.document), "section": string(ref.section), "item": optional(ref.item)} for ref in places
    ]


def location(place: Location) -> Json:
    """A place in the data."""
    return {
        "source": string(place.source),
        "object": string(place.object),
        "column": optional(place.column),
        "path": optional(place.path),
    }


def location_key(place: Location) -> tuple[str, ...]:
    """The order of places, the same for names as they are and as JSON spells them."""
    return tuple(map(string, (place.source, place.object, place.column or "", place.path or "")))

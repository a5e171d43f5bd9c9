"""Who answers for the data, as the text itself says: name, legal form, BIN, sites and addresses for requests."""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUOTED = r"[«\"“„]\s*([^«»\"“”„\n]{2,60}?)\s*[»\"”]"
_FORMS = {
    "ТОО": r"ТОО|Товариществ\w+ с ограниченной ответственностью",
    "АО": r"АО|Акционерн\w+ обществ\w+",
    "ИП": r"ИП|Индивидуальн\w+ предпринимател\w+",
    "НАО": r"НАО|Некоммерческ\w+ акционерн\w+ обществ\w+",
}
_AFTER = {
    "ЖШС": r"ЖШС|жауапкершілігі шектеулі серіктестігі",
    "АҚ": r"АҚ|акционерлік қоғамы",
    "ЖК": r"ЖК|жеке кәсіпкер",
}
_ENGLISH = re.compile(r"\b([A-Z][\w&'-]*(?:[ ][A-Z][\w&'-]*){0,4})[ ,]+(LLP|LLC|JSC|Ltd|Inc|PLC|GmbH)\b")
_BIN = re.compile(r"(?:БИН|БСН|BIN)(?:-[іи])?\s*[:№–—-]?\s*([0-9]{12})(?![0-9])", re.I)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_SITE = re.compile(r"(?:https?://|www\.)\s?([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4})", re.I)
_MOST = 3
_HEAD = 4000  # characters in which a policy names its controller
_EMPTY = "000000000000"


@dataclass(frozen=True, slots=True)
class Controller:
    """Facts about the controller; empty where the text tells none."""

    name: str = ""
    legal_form: str | None = None
    bin: str | None = None
    sites: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()


def find(text: str) -> Controller:
    """The controller that a text names."""
    head = text[:_HEAD]
    name, form = _named(head)
    number = _BIN.search(text)
    sites = (found.group(1).lower().removeprefix("www.") for found in _SITE.finditer(text))
    return Controller(
        name,
        form,
        number.group(1) if number and number.group(1) != _EMPTY else None,
        tuple(dict.fromkeys(sites))[:_MOST],
        tuple(dict.fromkeys(_MAIL.findall(text)))[:_MOST],
    )


def _named(head: str) -> tuple[str, str | None]:
    """Name and legal form: the first that stands in the text."""
    found = []
    for form, words in _FORMS.items():
        found += [(m.start(), m.group(1), form) for m in re.finditer(rf"(?<!\w)(?:{words})\s*{_QUOTED}", head)]
    for form, words in _AFTER.items():
        found += [(m.start(), m.group(1), form) for m in re.finditer(rf"{_QUOTED}\s*(?:{words})(?!\w)", head)]
    found += [(m.start(), m.group(1), m.group(2)) for m in _ENGLISH.finditer(head)]
    return min(found)[1:] if found else ("", None)

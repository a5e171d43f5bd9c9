"""airlock-pii and presidio-analyzer on the same columns; both are optional.

Neither decides columns, so the rule is ours and kind to them: the category of most cells rules the column if at
least `ENOUGH_CELLS` of them have it. With names each cell is given as `name: value`, so that their context words work;
a hit counts only inside the value. Presidio runs without an NLP model (none can be had from a package index), so it
finds no names of people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from importlib.util import find_spec

from generate import MadeTable
from scanning import Answer

CELLS = 60
"""Distinct values of a column shown to a peer: presidio needs about half a millisecond for each."""
ENOUGH_CELLS = 0.2
SCORE = 0.4  # presidio's pattern scores below are guesses (0.01 for any nine digits)

Detect = Callable[[str, int], set[str]]
"""The categories in a text after a position."""

CATEGORIES = {
    "IIN": "identity.iin", "BIN": "org.bin", "PHONE": "contact.phone", "EMAIL": "contact.email",
    "IBAN": "finance.bank.account", "CARD": "finance.card.number", "PERSON": "identity.name", "NAME": "identity.name",
    "FIO": "identity.name", "SECRET": "auth.password",
    "PHONE_NUMBER": "contact.phone", "EMAIL_ADDRESS": "contact.email", "IBAN_CODE": "finance.bank.account",
    "CREDIT_CARD": "finance.card.number", "IP_ADDRESS": "online.ip", "MAC_ADDRESS": "online.device.id",
    "US_BANK_NUMBER": "finance.bank.account", "US_DRIVER_LICENSE": "document.driver_licence",
    "US_PASSPORT": "document.id.number", "US_SSN": "identity.iin", "US_ITIN": "identity.iin",
    "UK_NHS": "health", "MEDICAL_LICENSE": "health", "LOCATION": "contact.address",
}  # fmt: skip
NO_CATEGORY = {"DATE_TIME", "URL", "UUID", "CRYPTO", "NRP"}


def peers() -> dict[str, Detect]:
    """The peers that are installed, by name."""
    found: dict[str, Detect] = {}
    if find_spec("airlock_pii"):
        found["airlock-pii"] = _airlock()
    if find_spec("presidio_analyzer"):
        found["presidio-analyzer"] = _presidio()
    return found


def answers(detect: Detect, table: MadeTable, *, named: bool) -> Iterator[Answer]:
    """What a peer takes each column for."""
    for column, truth in zip(table.data.columns, table.truths, strict=True):
        head = f"{truth.name}: " if named else ""
        cells = list(_cells(column.to_pylist()))
        counted = Counter(category for cell in cells for category in detect(head + cell, len(head)))
        category, count = counted.most_common(1)[0] if counted else (None, 0)
        yield Answer(category if cells and count >= ENOUGH_CELLS * len(cells) else None)


def _cells(values: list[object]) -> Iterator[str]:
    seen: set[str] = set()
    for value in values:
        flat = next(iter(value.values())) if isinstance(value, dict) else value
        text = "" if flat is None else str(flat)
        if text and text not in seen:
            seen.add(text)
            yield text
        if len(seen) == CELLS:
            return


def _airlock() -> Detect:
    import airlock_pii

    def detect(text: str, start: int) -> set[str]:
        return _known(str(entity.type) for entity in airlock_pii.detect(text) if entity.end > start)

    return detect


def _presidio() -> Detect:
    import tldextract
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NoOpNlpEngine

    # Its e-mail recognizer would fetch the list of public suffixes over HTTP.
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())
    nlp = NoOpNlpEngine(models=[{"lang_code": "en", "model_name": "no_op"}])
    nlp.load()
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=nlp)
    engine = AnalyzerEngine(registry=registry, nlp_engine=nlp, supported_languages=["en"])

    def detect(text: str, start: int) -> set[str]:
        context = text[: max(start - 2, 0)].replace("_", " ").split()
        found = engine.analyze(text[start:], "en", score_threshold=SCORE, context=context or None)
        return _known(result.entity_type for result in found)

    return detect


def _known(types: Iterator[str]) -> set[str]:
    return {CATEGORIES.get(kind.upper(), kind) for kind in types if kind.upper() not in NO_CATEGORY}

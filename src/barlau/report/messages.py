"""The message catalogue: every sentence of a report, by key, in each language.

The sentences are in `locale/*.yaml` (those of the HTML page alone in `page.*.yaml`, of exports in `export.*.yaml`),
those of rules in the taxonomy.
Gaps have names: `{word}` shows a name made visible; `{count:number}`, `{share:percent}` (of 100) and
`{part:share}` (of 1) are written as the language does; `{key:category}` is the title of a category,
`{sections:place}` names the items of sections,
`{word:level}` the sentence `level.<word>` (of several words, `note, error`, each).
A sentence that depends on a number is a mapping: `by` names the gap, the other keys are plural forms.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter

from barlau import taxonomy, yamlfile
from barlau.model.report import Message
from barlau.report.quantities import PLURALS, number, percent, plural, share
from barlau.report.visible import shorten, visible
from barlau.taxonomy import rules

LANGUAGES = ("en", "ru", "kk")
LONGEST_NAME = 80
"""Cells: a longer name in a sentence is cut in the middle, so that a hostile one cannot drown the report."""

NO_BREAK, NO_BREAK_HYPHEN = "\u00a0", "\u2011"
_HEADING = re.compile(r"§h(\d+)(?![^\s,;])")
_ITEM = re.compile(r"[ \u00a0]([bpr])(\d+(?:\.\d+)*)(?![^\s,;])")

Entry = str | Mapping[str, str]
_NUMBERS = {"number": number, "percent": percent, "share": share}


@cache
def catalogue(language: str) -> Mapping[str, Entry]:
    """All sentences of one language."""
    out: dict[str, Entry] = {}
    parts = ("explain", "reference", "history", "page", "export", "verify")
    for name in (f"{language}.yaml", *(f"{part}.{language}.yaml" for part in parts)):
        data = yamlfile.read(Path(__file__).parent / "locale" / name, name).data
        assert isinstance(data, dict)  # noqa: S101  (our own packaged file)
        out |= data
    return {**out, **rules.sentences(language)}


def has(key: str) -> bool:
    """Is there such a sentence?"""
    return key in catalogue("en")


def translate(message: Message, language: str = "en") -> str:
    """The sentence with its gaps filled. An unknown key shows itself: no scan is lost over a word."""
    args = dict(message.args)
    entry = catalogue(language).get(message.key)
    if entry is None:
        return " ".join([message.key, *(f"{gap}={_fill(value, '', language)}" for gap, value in message.args)])
    pattern = entry if isinstance(entry, str) else _form(entry, args, language)
    return "".join(
        literal + (_fill(args.get(gap, "?"), spec or "", language) if gap else "")
        for literal, gap, spec, _ in Formatter().parse(pattern)
    )


def text(key: str, language: str, /, **args: str | int | float) -> str:
    """`translate` for a sentence whose key is known here."""
    return translate(Message(key, tuple((gap, str(value)) for gap, value in args.items())), language)


def category_title(key: str, language: str) -> str:
    """The title of a category; a key of somebody's own shows itself."""
    known = taxonomy.load()
    return known.title(key, language) if key in known else shorten(visible(key), LONGEST_NAME)


def items_in_words(places: str, language: str) -> str:
    """`§3.4 b5; §h1 p2` as `§3.4, item 5; heading 1, paragraph 2`, not to be broken; other items stay."""
    headed = _HEADING.sub(lambda found: _unbroken(text("place.h", language, number=found[1])), places)
    return _ITEM.sub(
        lambda found: f",{NO_BREAK}{_unbroken(text(f'place.{found[1]}', language, number=found[2]))}", headed
    )


def _unbroken(words: str) -> str:
    return words.replace(" ", NO_BREAK).replace("-", NO_BREAK_HYPHEN)


def _form(entry: Mapping[str, str], args: Mapping[str, str], language: str) -> str:
    form = plural(args.get(entry["by"], ""), language)
    return entry.get(form, entry[PLURALS[language][-1]])


def _fill(value: str, spec: str, language: str) -> str:
    if spec in _NUMBERS:
        return _NUMBERS[spec](value, language)
    if spec == "category":
        return category_title(value, language)
    if spec == "place":
        return items_in_words(visible(value), language).replace(NO_BREAK, " ").replace(NO_BREAK_HYPHEN, "-")
    if spec and all(has(f"{spec}.{word}") for word in value.split(", ")):
        return ", ".join(translate(Message(f"{spec}.{word}"), language) for word in value.split(", "))
    return shorten(visible(value), LONGEST_NAME)

"""The vocabulary of the sample data, `sample_data/words.yaml`, and the spellings that are derived from it."""

from __future__ import annotations

from functools import cache
from typing import cast

from barlau import package_data, yamlfile

# How systems without Kazakh letters write them; the Latin forms are those of passports.
_TO_RUSSIAN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
_TO_LATIN = dict(zip("абвгдеёзийклмнопрстуфыэ", "abvgdeeziyklmnoprstufye", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya",
    "ъ": "", "ь": "",
}  # fmt: skip


@cache
def _content() -> dict[str, object]:
    file = yamlfile.read(package_data.folder("sample_data") / "words.yaml", "words.yaml")
    return cast("dict[str, object]", file.data)


def texts(name: str) -> list[str]:
    """A list of words. Raises `KeyError` for a list that does not exist."""
    return cast("list[str]", _content()[name])


@cache
def rows(name: str) -> list[list[str]]:
    """A list of tuples, such as the cities."""
    return [[str(cell) for cell in row] for row in cast("list[list[object]]", _content()[name])]


def pairs(name: str) -> dict[str, list[str]]:
    """A mapping to lists, such as the Russian patronymics."""
    return cast("dict[str, list[str]]", _content()[name])


def names() -> frozenset[str]:
    """The names of the plain lists."""
    return frozenset(
        name
        for name, value in _content().items()
        if isinstance(value, list) and all(isinstance(item, str) for item in value)
    )


def russian(text: str) -> str:
    """Kazakh letters replaced by their Russian neighbours: `Қанат` becomes `Канат`."""
    return text.translate(_TO_RUSSIAN)


def latin(text: str) -> str:
    """Transliteration as in passports: `Әйгерім` becomes `Aigerim`."""
    out = "".join(_TO_LATIN.get(letter, letter) for letter in russian(text).lower())
    return out.replace("ay", "ai").title() if text[:1].isupper() else out

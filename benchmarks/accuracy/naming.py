"""How a phrase becomes a column name: alphabets, transliterations and spellings of identifiers."""

from __future__ import annotations

import random
import re

_PLAIN = dict(zip("абвгдезиклмнопрстуфэ", "abvgdeziklmnoprstufe", strict=True))
# Each system transliterates in its own way; a name is written in one of them.
_RUSSIAN = {
    "ё": ("e", "yo"), "ж": ("zh", "j"), "й": ("y", "i", "j"), "х": ("kh", "h"), "ц": ("ts", "c"), "ч": ("ch",),
    "ш": ("sh",), "щ": ("shch", "sch", "sh"), "ъ": ("",), "ы": ("y", "i"), "ь": ("",), "ю": ("yu", "iu"),
    "я": ("ya", "ia", "ja"),
}  # fmt: skip
_KAZAKH = {
    **_RUSSIAN,
    "ә": ("a", "ae"), "ғ": ("g", "gh"), "қ": ("k", "q"), "ң": ("n", "ng"), "ө": ("o", "oe"), "ұ": ("u",),
    "ү": ("u",), "һ": ("h",), "і": ("i",), "й": ("i", "y"), "ы": ("y",), "у": ("u", "w"),
}  # fmt: skip
_TO_RUSSIAN = str.maketrans("әғқңөұүһі", "агкноуухи")
SUFFIXES = ("_1", "_2", "_new", "_old", "_val", "_txt")
PREFIXES = ("f_", "src_", "c_")
NOISE = 0.12
"""Share of names with a suffix or prefix that says nothing."""


def spelled(rng: random.Random, language: str, phrase: str) -> str:
    """One column name for a phrase."""
    if language == "raw":
        name = rng.choice((phrase, phrase, phrase.upper() if phrase.isascii() else phrase))
    elif language == "en":
        name = _identifier(rng, phrase)
    else:
        name = _native(rng, language, phrase)
    if rng.random() < NOISE and re.fullmatch(r"[a-z_0-9]+", name):
        return name + rng.choice(SUFFIXES) if rng.random() < 0.6 else rng.choice(PREFIXES) + name
    return name


def opaque(rng: random.Random, number: int) -> str:
    """A name that says nothing."""
    return rng.choice(
        ("c{:02d}", "col_{}", "f{:03d}", "Column{}", "Unnamed: {}", "Столбец{}", "field_{}", "v{}")
    ).format(number)


def _native(rng: random.Random, language: str, phrase: str) -> str:
    chance = rng.random()
    if chance < 0.35:
        return phrase[0].upper() + phrase[1:] if rng.random() < 0.7 else phrase.upper()
    if chance < 0.5:
        text = phrase.translate(_TO_RUSSIAN) if language == "kk" and rng.random() < 0.4 else phrase
        return "_".join(_words(text))
    return _identifier(rng, transliterated(rng, language, phrase))


def transliterated(rng: random.Random, language: str, phrase: str) -> str:
    """Latin letters, by one of the usual tables."""
    table = _KAZAKH if language == "kk" else _RUSSIAN
    chosen = {letter: rng.choice(ways) for letter, ways in table.items()}
    return "".join(chosen.get(c, _PLAIN.get(c, c)) for c in phrase.lower())


def _identifier(rng: random.Random, phrase: str) -> str:
    words = _words(phrase)
    chance = rng.random()
    if chance < 0.5:
        return "_".join(words)
    if chance < 0.62:
        return "_".join(words).upper()
    if chance < 0.85:
        joined = "".join(word.capitalize() for word in words)
        return joined if chance < 0.72 else joined[0].lower() + joined[1:]
    return " ".join(word.capitalize() for word in words)


def _words(phrase: str) -> list[str]:
    return re.findall(r"[^\W_]+", phrase.replace("№", "nomer"))

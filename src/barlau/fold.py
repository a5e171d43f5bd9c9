"""Names reduced to one Latin skeleton, so that every spelling of a word meets the others.

Column names are written in Kazakh, in Russian and in several transliterations at once (`дата рождения`,
`data_rozhdeniya`, `data_rojdenia`, `DataRozhd`). Folding maps them all to lower-case ASCII; only folded words are
ever compared.
"""

import re
import unicodedata
from functools import lru_cache

_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІÀ-ÖØ-ÞĀĞĪıİŃŊŌŞŠŪŽǴ"
_LOWER = "a-zа-яёәғқңөұүһіß-öø-ÿāğīıńŋōşšūžǵ"
# A run of capitals that ends before a capitalised word (`IINClient`), a word, a number, other letters.
_WORD = re.compile(f"[{_UPPER}]+(?![{_LOWER}'’`])|[{_UPPER}]?[{_LOWER}'’`]+|[0-9]+|[^\\W_]+")

_CYRILLIC = (
    dict(zip("абвгдеёзийклмнопрстуфхцыэ", "abvgdeeziiklmnoprstufhcie", strict=True))
    | dict(zip("әғқңөұүһі", "agknouuhi", strict=True))
    | {"ж": "j", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia", "ъ": "", "ь": ""}
)
# Latin Kazakh alphabets of 2018 (ý is у) and 2021; what is left after them loses its diacritics.
_LATIN = dict(zip("şšçčžıŋý", ("sh", "sh", "ch", "ch", "j", "i", "n", "u"), strict=True))
_LETTERS = str.maketrans(_CYRILLIC | _LATIN | dict.fromkeys("'’ʼ`ʹʺ", ""))

# One pass, longest spelling first. `yo` is ё (`schyot`) unless a vowel stands before it (`rayon`); `ts` at the end
# of a word is a plural (`contacts`) more often than ц.
_SPELLING = re.compile(r"shch|sch|zh|kh|gh|ts(?=[a-z])|(?<=[aeiouyw])n(?:gh?)+|(?<![aeiouyw])yo|(?<!^v)ye|[yxqw]")
_SOUND = {"shch": "sh", "sch": "sh", "zh": "j", "kh": "h", "gh": "g", "ts": "c", } | {
    "yo": "e", "ye": "e", "y": "i", "x": "h", "q": "k", "w": "u",
}  # fmt: skip
# What is left when two transliterations disagree: beside a vowel j is ж to one and й to the next (`imja`, `rojdenia`);
# ae, oe and ue are ә, ө and ү.
_LOOSE = re.compile(r"(?<=[aeiou])j|j(?=[aeiou])")
_VOWELS = re.compile(r"([aou])e")
_GLIDE = re.compile(r"(?<=[aeiou])ie")  # `zhuyesi`, `жүйесі`
_DOUBLE = re.compile(r"([a-z])\1+")
_MIN_COLLAPSED = 5
"""Shorter words keep doubled letters: `iin` is not `in`, `poll` is not `pol`."""


@lru_cache(maxsize=1 << 14)
def fold(word: str) -> str:
    """The skeleton of one word: `Рождения`, `rozhdeniya` and `rojdenija` all give `roidenia`; `q` alone is no `к`."""
    if word in ("q", "Q"):
        return "q"
    skeleton = _skeleton(word)
    return _DOUBLE.sub(r"\1", skeleton) if len(skeleton) >= _MIN_COLLAPSED else skeleton


def with_zh(word: str) -> str:
    """A folded word with every z read as ж without its haček: `dolznost`, `grazdanstvo`."""
    return _DOUBLE.sub(r"\1", _LOOSE.sub("i", word.replace("z", "j")))


def stem(beginning: str) -> str:
    """The skeleton of a word's beginning: doubled letters fall whatever its length (`pass` of `passport`)."""
    return _DOUBLE.sub(r"\1", _skeleton(beginning))


@lru_cache(maxsize=1 << 14)
def tokens(name: str) -> tuple[str, ...]:
    """The folded words of a name, split at punctuation, camelCase and digit borders.

    `ClientIIN_2` gives `("client", "iin", "2")`, `Дата рождения` gives `("data", "roidenia")`; № is `номер`.
    """
    return tuple(folded for word in written(name) if (folded := fold(word)))


def written(name: str) -> list[str]:
    """The words of a name as they stand in it."""
    return _WORD.findall(unicodedata.normalize("NFC", name).replace("№", " номер "))


def as_written(name: str, words: str) -> str:
    """The part of a name whose folded words, joined by `_`, are `words`; `words` themselves where none are."""
    name = unicodedata.normalize("NFC", name)
    found = [(folded, match.span()) for match in _WORD.finditer(name) if (folded := fold(match[0]))]
    for start in range(len(found)):
        joined = ""
        for end in range(start, len(found)):
            joined += ("_" if joined else "") + found[end][0]
            if joined == words:
                return name[found[start][1][0] : found[end][1][1]]
            if not words.startswith(joined):
                break
    return words


def phrase(text: str) -> tuple[str, ...]:
    """The folded words of a phrase; a word that ends in `*` is a stem: `дата рожд*` gives `("data", "rojd*")`."""
    folded: list[str] = []
    for word in text.split():
        folded.extend([stem(word[:-1]) + "*"] if word.endswith("*") else tokens(word))
    return tuple(folded)


def fits(word: str, token: str) -> bool:
    """Whether a word of a name is the word, or begins with the stem, of a phrase."""
    return token.startswith(word[:-1]) if word.endswith("*") else token == word


def _skeleton(word: str) -> str:
    latin = unicodedata.normalize("NFKC", word).lower().translate(_LETTERS)
    plain = latin if latin.isascii() else _without_marks(unicodedata.normalize("NFKD", latin))
    spelled = _SPELLING.sub(lambda match: _SOUND.get(match[0], "n"), plain)
    return _VOWELS.sub(r"\1", _LOOSE.sub("i", _GLIDE.sub("e", spelled)))


def _without_marks(text: str) -> str:
    """Without combining characters; whole lists of words are folded as one text, so each kind is looked up once."""
    for mark in filter(unicodedata.combining, set(text)):
        text = text.replace(mark, "")
    return text


# Endings of folded words: Russian cases and adjectives, Kazakh plural, possessive and cases, English plural.
_ENDINGS = (
    "iami iah iam ami ah am iei iiu iia iie ogo ego omu emu imi ih im oi ei ii aia oe ee ov ev om em ia iu ie a u i e "
    "o larinin lerinin darinin derinin tarinin terinin larin lerin lari leri dari deri tari teri lar ler dar der tar "
    "ter sinin inin nin din tin dan den nan nen tan ten si imen men s es"
)
_SOFTENED = {"g": "k", "b": "p"}
"""A Kazakh stem hardens without its suffix: `таңбағы`, `таңбақ`."""
MIN_ROOT = 4
_INFLECTED = re.compile(f"(.{{{MIN_ROOT},}}?)(?:{_ENDINGS.replace(' ', '|')})")
"""The shortest root, so the longest ending."""
_WHOLE = ("us", "is", "ss")
"""`status` is no plural."""


@lru_cache(maxsize=1 << 14)
def root(word: str) -> str:
    """A folded word without its endings, rough but alike on both sides: `karti`, `karta` and `kartoi` give `kart`."""
    for _ in range(3):
        inflected = _INFLECTED.fullmatch(word)
        if inflected is None or word.endswith(_WHOLE):
            break
        word = inflected[1]
    return word[:-1] + _SOFTENED.get(word[-1], word[-1]) if len(word) > MIN_ROOT else word

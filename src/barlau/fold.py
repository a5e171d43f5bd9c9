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
_SPELLING = re.compile(r"shch|sch|zh|kh|gh|ts(?=[a-z])|(?<=[aeiouyw])ng|(?<![aeiouyw])yo|ye|[yxqw]")
_SOUND = {"shch": "sh", "sch": "sh", "zh": "j", "kh": "h", "gh": "g", "ts": "c", "ng": "n"} | {
    "yo": "e", "ye": "e", "y": "i", "x": "h", "q": "k", "w": "u",
}  # fmt: skip
_DOUBLE = re.compile(r"([a-z])\1+")
_MIN_COLLAPSED = 5
"""Shorter words keep doubled letters: `iin` is not `in`, `poll` is not `pol`."""


@lru_cache(maxsize=1 << 14)
def fold(word: str) -> str:
    """The skeleton of one word: `Рождения`, `rozhdeniya` and `rojdenia` all give `rojdenia`."""
    skeleton = _skeleton(word)
    return _DOUBLE.sub(r"\1", skeleton) if len(skeleton) >= _MIN_COLLAPSED else skeleton


def stem(beginning: str) -> str:
    """The skeleton of a word's beginning: doubled letters fall whatever its length (`pass` of `passport`)."""
    return _DOUBLE.sub(r"\1", _skeleton(beginning))


@lru_cache(maxsize=1 << 14)
def tokens(name: str) -> tuple[str, ...]:
    """The folded words of a name, split at punctuation, camelCase and digit borders.

    `ClientIIN_2` gives `("client", "iin", "2")`, `Дата рождения` gives `("data", "rojdenia")`.
    """
    words = _WORD.findall(unicodedata.normalize("NFC", name))
    return tuple(folded for word in words if (folded := fold(word)))


def _skeleton(word: str) -> str:
    latin = unicodedata.normalize("NFKC", word).lower().translate(_LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(c))
    return _SPELLING.sub(lambda match: _SOUND[match[0]], plain)

"""Which part of a person's name a single word can be, from lists, endings and the composition of Kazakh names.

Words are compared as the Latin skeletons of `barlau.fold`, so one list serves Kazakh, Russian and Latin spellings.
A word gets one letter:

    g given name            s surname by list or ending     p patronymic      i initial        X other Title word
    b given name that is    t surname only beside a name    o оглы, ұлы       I with its dot   L the same in Latin
      a bare surname too      (-ин, -ский, Ким, Miller)     q фон, аль                         C other CAPITALS
    w given name that is    v both w and t                                    x other word     ! no part of a name
      a word too (Алтын)      (Rose, Young)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from barlau import precomputed
from barlau.fold import stem
from barlau.identifiers.rules import Rule, matches, matches_array, rewrite, rewrite_array
from barlau.identifiers.tables import mapping, word_lists

Letters = NDArray[np.str_]

LETTERS = "A-Za-zÀ-ÖØ-öø-žǴǵЀ-ӿ"
"""Letters of names, to stand inside the brackets of a pattern."""
CAPITAL = "[A-ZÀ-ÖØ-ÞА-ЯЁЀ-ЏӘҒҚҢӨҰҮҺІ]"

_SHAPES = ((rf"[{LETTERS}]\.", "I"), (rf"[{LETTERS}]", "i"))
_PATRONYMIC = (
    rf"(?i:[{LETTERS}]{{2,}}(?:[ое]вич|[ое]вна|[иауо][нтвкм]ична|[oe]v(?:ich|na)|[iauo][ntvkm]ichna"
    r"|ұлы|[uūú]l[yı]|[кқг][ыи]з[ыи]|[kqg][yıi]z[yıi]|о[гғ]лы|ogl[yui]))"
    rf"|{CAPITAL}[{LETTERS}]+[уУ][лЛ][ыЫ]"  # in lower case it may be an adjective (айтулы)
)
_RUSSIAN_SURNAME = rf"(?i)[{LETTERS}]{{3,}}(?:[оеё]ва?|енко|чук|швили|дзе|[oe]va?|enko|chuk|shvili|dze)"
_KAZAKH_NAME = (
    rf"{CAPITAL}[{LETTERS}]+(?i:бай|бек|жан|хан|гүл|гул|ғали|гали|нұр|нур|жамал|мұрат|мурат|мырза|бибі|биби|сұлтан"
    r"|султан|берген|[кг]елд[іиы]|ba[iy]|bek|z?[zj]h?an|khan|gul|gali|nur|zh?amal|murat|myrza|bibi|sultan|bergen)"
)
_ENDINGS = ((_PATRONYMIC, "p"), (_RUSSIAN_SURNAME, "s"), (_KAZAKH_NAME, "b"))
_OTHERS = (
    (r"(?i)[a-zЀ-ӿ]{3,}(?:ина?|[сц]к(?:ий|ая)|янц?|юк|ina?|[st]s?k(?:i|iy|y|aya|aia)|yan)", "t"),
    (rf"[A-ZÀ-ÖØ-Þ][{LETTERS}][a-zß-öø-ÿ'-][A-Za-zÀ-ÖØ-öø-ž'-]*", "L"),
    (rf"[А-ЯЁЀ-ЏӘҒҚҢӨҰҮҺІ][{LETTERS}][а-яёѐ-џәғқңөұүһіi'-][{LETTERS}'-]*", "X"),
    (r"[A-ZÀ-ÖØ-ÞА-ЯЁЀ-ЏӘҒҚҢӨҰҮҺІ'-]{3,}", "C"),
)
# Endings of the Kazakh cases (Ахметовқа, Айгерімге), taken off words that hold a Kazakh letter.
_CASES = (
    Rule(
        r"(?i)(?:[ндт][ыі]ң|н?[дт][ае]н?|нан|нен|[ғгқкн][ае]|[ндт][ыі]|[мбп]ен)\z",
        "",
        only="[әғқңөұүһіӘҒҚҢӨҰҮҺІ]",
    ),
)


def fold_array(words: pa.Array) -> pa.Array:
    """`barlau.fold.stem` on every text of a string array without line feeds and nulls, in one call."""
    if not len(words):
        return words
    one = pa.ListArray.from_arrays(pa.array([0, len(words)], pa.int32()), words)
    text = stem(pc.binary_join(one, "\n")[0].as_py())
    return pc.split_pattern(pa.array([text]), pattern="\n").values


def part(word: str) -> str:
    """The letter of one word."""
    if letter := _first_match(word, _SHAPES):
        return letter
    word = word.rstrip(".")
    return _known(word) or _known(rewrite(word, _CASES)) or _first_match(word, _OTHERS) or "x"


def nominative(word: str) -> str:
    """The word without the ending of a Kazakh case where it is a name only without it."""
    if _first_match(word, _SHAPES) or _known(word.rstrip(".")):
        return word
    bare = rewrite(word.rstrip("."), _CASES)
    return bare if _known(bare) else word


def _known(word: str) -> str:
    return _lexicon().get(stem(word)) or _first_match(word, _ENDINGS)


def _first_match(word: str, table: Iterable[tuple[str, str]]) -> str:
    return next((letter for pattern, letter in table if matches(word, pattern)), "")


def parts_array(words: pa.Array) -> pa.Array:
    """`part` on every word of a string array without nulls."""
    letters = _first_match_array(words, _SHAPES)
    words = pc.utf8_rtrim(words, characters=".")
    _fill(letters, words, _known_array)
    _fill(letters, words, _declined_array)
    _fill(letters, words, lambda rest: _first_match_array(rest, _OTHERS))
    letters[letters == ""] = "x"
    return pa.array(letters, pa.string())


def _fill(letters: Letters, words: pa.Array, function: Callable[[pa.Array], Letters]) -> None:
    rest = np.flatnonzero(letters == "")
    letters[rest] = function(words.take(pa.array(rest)))


def _known_array(words: pa.Array) -> Letters:
    listed, values = _lexicon_arrays()
    at = pc.index_in(fold_array(words), listed)
    letters = _first_match_array(words, _ENDINGS)
    letters[at.is_valid().to_numpy(zero_copy_only=False)] = values[at.drop_null().to_numpy()]
    return letters


def _declined_array(words: pa.Array) -> Letters:
    bare = rewrite_array(words, _CASES)
    changed = pc.not_equal(bare, words)
    letters = np.full(len(words), "", "U1")
    letters[changed.to_numpy(zero_copy_only=False)] = _known_array(bare.filter(changed))
    return letters


def _first_match_array(words: pa.Array, table: Iterable[tuple[str, str]]) -> Letters:
    letters = np.full(len(words), "", "U1")
    for pattern, letter in table:
        letters[(letters == "") & matches_array(words, pattern)] = letter
    return letters


@cache
def _lexicon_arrays() -> tuple[pa.Array, Letters]:
    lexicon = _lexicon()
    return pa.array(list(lexicon)), np.array(list(lexicon.values()))


@cache
def _lexicon() -> dict[str, str]:
    """Letter of every listed word by its skeleton."""
    return precomputed.kept("names", ("identifiers", "identifiers/data", "fold.py"), _listed)


def _listed() -> dict[str, str]:
    """What is written later wins."""
    surnames, companions = _surnames(), _words("surnames", "lists")
    bare = _words("given_names", "kazakh", "male")
    given = bare | _words("given_names", "kazakh", "female")
    for group in ("slavic_and_other", "english", "words"):
        given |= _words("given_names", group)
    ordinary = _words("not_names", "words") | _words("given_names", "words") | _places()
    letters = [
        ("b", _composed()), ("t", companions), ("s", surnames), ("g", given), ("b", bare | given & companions),
        ("!", ordinary - given - surnames - companions), ("t", ordinary & (surnames | companions)),
        ("w", ordinary & given), ("v", ordinary & given & companions),
        ("!", _words("not_names", "stop") - given), ("w", _words("not_names", "stop") & given),
        ("!", _words("not_names", "stop", "organisation", "address", "placeholder")),
        ("q", _words("not_names", "forms", "particles")), ("o", _words("not_names", "forms", "oghly")),
    ]  # fmt: skip
    return {word: letter for letter, group in letters for word in group}


def _words(table: str, key: str, *names: str) -> frozenset[str]:
    """Skeletons of the words in the lists `names` (all lists if none is named) of a mapping."""
    lists = mapping(table, key)
    return _folded(word for name in names or lists for word in lists[name].split())


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(stem("\n".join(words)).split("\n"))


def _composed() -> frozenset[str]:
    """Kazakh names put together from a stem and an ending, such as Бекжан."""
    table = mapping("given_names", "composed")
    return _folded(first + last for first in table["stems"].split() for last in table["endings"].split())


def _surnames() -> frozenset[str]:
    """Surnames from their roots, men's and women's."""
    endings = {
        "ov": ("ов", "ова", "ев", "ева", "в", "ва"),
        "in": ("ин", "ина"),
        "ский": ("ский", "ская", "кий", "кая"),
    }
    return _folded(
        root + ending
        for key, roots in mapping("surnames", "roots").items()
        for root in roots.split()
        for ending in endings[key]
    )


@cache
def compound_places() -> str:
    """A pattern for names of places that are made of more than one word, such as Нұр-Сұлтан."""
    groups = (word_lists("places", key).items() for key in ("regions", "cities"))
    names = {name for group in groups for city, others in group for name in (city, *others)}
    return f"(?i)(?:{'|'.join(sorted(name for name in names if not name.isalpha()))})"


def _places() -> frozenset[str]:
    """Names of regions and cities that are one word."""
    groups = (word_lists("places", key).items() for key in ("regions", "cities"))
    return _folded(name for group in groups for city, others in group for name in (city, *others) if name.isalpha())

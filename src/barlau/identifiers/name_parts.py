"""Which part of a person's name a single word can be, from lists, endings and the composition of Kazakh names.

Words are compared as the Latin skeletons of `barlau.fold`, so one list serves Kazakh, Russian and Latin spellings. A word gets
one letter:

    g given name            s surname by list or ending        p patronymic      i initial        X other Cyrillic word
    b given name that is    t surname only beside a name       o оглы, ұлы       I initial, dot   L other Latin word
      a bare surname too      (-ин, -ский, Ким, Miller)        q фон, аль                         x lower case, other
    w given name that is    v both w and t                                                        ! no part of a name
      a word too (Алтын)      (Rose, Young)
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from barlau.fold import stem
from barlau.identifiers.rules import Rule, apply_where, contains, contains_array, rewrite, rewrite_array
from barlau.identifiers.tables import mapping, word_lists

LETTERS = "A-Za-zÀ-ÖØ-öø-žǴǵЀ-ӿ"
_CAPITALS = "A-ZÀ-ÖØ-ÞА-ЯЁЀ-ЏӘҒҚҢӨҰҮҺІ"

_SHAPES = (
    (rf"\A[{LETTERS}]\.\z", "I"),
    (rf"\A[{LETTERS}]\z", "i"),
)
_ENDINGS = (
    (r"\A[a-z]{2,}(?:[oe]vi?ch|[oe]vna|ichna|uli|kizi|gizi|ogli)\z", "p"),
    (r"\A[a-z]{3,}(?:[oe]va?|enko|chuk|shvili|dze)\z", "s"),
    (r"\A[a-z]{3,}(?:ina?|[sc]ki|[sc]kaia|ian|ianc|iuk|ovich|evich)\z", "t"),
)
_OTHERS = (
    (rf"\A[A-Z][A-Za-z'-]{{2,}}\z", "L"),
    (rf"\A[{_CAPITALS}][{LETTERS}'-]{{2,}}\z", "X"),
)
# Endings of the Kazakh cases (Ахметовқа, Айгерімге), taken off words that hold a Kazakh letter.
_CASES = (
    Rule(
        r"(?i)(?:[ндт][ыі]ң|[нт]?[дт][ае]н?|нан|нен|[ғгқкн][ае]|[ндт][ыі]|[мбп]ен)\z", "", only="(?i)[әғқңөұүһі]"
    ),
)
_OTHER = "xXL"


def fold_array(words: pa.Array) -> pa.Array:
    """`barlau.fold.stem` on every word of a string array without line feeds, in one call."""
    if not len(words):
        return words
    one = pa.ListArray.from_arrays(pa.array([0, len(words)], pa.int32()), words)
    text = stem(pc.binary_join(one, "\n")[0].as_py())
    return pc.split_pattern(pa.array([text]), pattern="\n").values


def part(word: str) -> str:
    """The letter of one word."""
    for pattern, letter in _SHAPES:
        if contains(word, pattern):
            return letter
    word = word.rstrip(".")
    found = _known(word) or _known(without_case(word))
    return found or next((letter for pattern, letter in _OTHERS if contains(word, pattern)), "x")


def without_case(word: str) -> str:
    """The word without the ending of a Kazakh case; a word without a Kazakh letter stays."""
    return rewrite(word, _CASES)


def _known(word: str) -> str:
    folded = stem(word)
    listed = _lexicon().get(folded)
    return listed or next((letter for pattern, letter in _ENDINGS if contains(folded, pattern)), "")


def parts_array(words: pa.Array) -> pa.Array:
    """`part` on every word of a string array without nulls."""
    letters = _first_match(words, _SHAPES)
    words = pc.utf8_rtrim(words, characters=".")
    for form in (lambda rest: rest, lambda rest: rewrite_array(rest, _CASES)):
        rest = np.flatnonzero(letters == "")
        letters[rest] = _known_array(form(words.take(pa.array(rest))))
    rest = np.flatnonzero(letters == "")
    letters[rest] = _first_match(words.take(pa.array(rest)), _OTHERS)
    letters[letters == ""] = "x"
    return pa.array(letters, pa.string())


def _known_array(words: pa.Array) -> NDArray[np.str_]:
    folded = fold_array(words)
    keys, values = _lexicon_arrays()
    at = pc.index_in(folded, keys)
    letters = _first_match(folded, _ENDINGS)
    listed = at.is_valid().to_numpy(zero_copy_only=False)
    letters[listed] = values[at.drop_null().to_numpy()]
    return letters


def _first_match(words: pa.Array, table: Iterable[tuple[str, str]]) -> NDArray[np.str_]:
    letters = np.full(len(words), "", "U1")
    for pattern, letter in table:
        letters[(letters == "") & contains_array(words, pattern)] = letter
    return letters


@cache
def _lexicon_arrays() -> tuple[pa.Array, NDArray[np.str_]]:
    lexicon = _lexicon()
    return pa.array(list(lexicon)), np.array(list(lexicon.values()))


@cache
def _lexicon() -> dict[str, str]:
    """Letter of every listed word by its skeleton; what is written later wins."""
    given, bare = _given_names()
    surnames, companions = _surnames()
    words = _folded(mapping("not_names", "ordinary"), "ordinary", "time")
    ordinary = words | _folded(mapping("given_names"), "ordinary")
    lexicon = dict.fromkeys(_composed(), "b") | dict.fromkeys(companions, "t") | dict.fromkeys(surnames, "s")
    return lexicon

"""Exceptions: what "all but", "except for", "save" and "without" take out of the list or the denial around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from barlau.policy.draft.cue import Cue
    from barlau.policy.draft.words import Token

_VERBS = ("collect", "deny", "negated", "weak", "keep", "handle")
_TAKING = ("except", "besides", "without", "omitting")
_MISSING = ("without", "omitting")
"""What follows is not given: the rest goes on without it, or cannot go on."""
_ABLATIVE = ("нан", "нен", "дан", "ден", "тан", "тен")
EXCEPTED, SPARED = "excepted", "spared"
"""Taken out of what is collected; taken out of what is denied."""


def governed(
    words: Sequence[Token],
    cues: Sequence[Cue],
    position: int,
    language: str,
    around: Callable[[int], str],
    named: frozenset[int],
) -> str:
    """How an exception governs a word: `excepted`, `spared`, or nothing where none reaches it.

    `around`: the cue that governs a word when exceptions are left aside. `named`: words that name categories.
    """
    start = next((i for i, word in enumerate(words) if not word.word.isdigit()), 0)
    firm = {cue.first for cue in cues if cue.kind in ("conditional", "moreover", "exempt")}
    for cue in cues:
        if cue.kind == "conditional" and language == "kk":
            continue
        if cue.kind != "conditional" and (cue.kind not in _TAKING or cue.first in firm):
            continue
        if cue.kind in _MISSING and (_denied(cues, cue) or (cue.kind == "without" and cue.last + 1 not in named)):
            continue
        opens = cue.first <= start + 1 and language != "kk"
        told = _around(cues, cue, language, around, opens=opens)
        first, last = _reach(words, cues, cue, language, "" if not opens else told or "collect")
        last = len(words) - 1 if cue.kind == "conditional" and not opens else last
        if not first <= position <= last:
            continue
        if told == "deny":
            return SPARED
        if cue.kind != "conditional" and (cue.kind != "besides" or not opens):
            return EXCEPTED if told in ("collect", "") else ""
    return ""


def _denied(cues: Sequence[Cue], cue: Cue) -> bool:
    """It belongs to a denial: "we do without it"."""
    return any(one.kind in ("deny", "turned") and one.first <= cue.first <= one.last for one in cues)


def _reach(words: Sequence[Token], cues: Sequence[Cue], cue: Cue, language: str, opened: str) -> tuple[int, int]:
    """The words that an exception takes out: those behind it, in Kazakh those before it.

    `opened`: how the sentence goes on that it opens: its list ends at a comma, the first where the rest is denied.
    """
    if language == "kk":
        if cue.kind == "besides" and not (cue.first and words[cue.first - 1].word.endswith(_ABLATIVE)):
            return 0, -1
        verbs = [one.last + 1 for one in cues if one.kind in ("collect", "deny", "excluded") and one.last < cue.first]
        return max((*verbs, _stretch(words, cue.first)), default=0), cue.first - 1
    if not opened:
        return cue.last + 1, _end(words, cue.last + 1)
    end = _end(words, cue.last + 1)
    verb = next((one.first for one in cues if one.kind in _VERBS and one.first > cue.last + 1), end + 1)
    commas = [i for i in range(cue.last + 2, min(verb, end) + 1) if words[i].comma]
    return cue.last + 1, ((commas[0] if opened == "deny" else commas[-1]) if commas else end + 1) - 1


def _stretch(words: Sequence[Token], index: int) -> int:
    return next((i for i in range(index, 0, -1) if words[i].stop), 0)


def _end(words: Sequence[Token], index: int) -> int:
    return next((i - 1 for i in range(index + 1, len(words)) if words[i].stop), len(words) - 1)


def _around(cues: Sequence[Cue], cue: Cue, language: str, around: Callable[[int], str], *, opens: bool) -> str:
    """What governs the words that the exception is taken from."""
    if cue.kind in _MISSING and any(one.kind == "unable" for one in cues):
        return "deny"
    if cue.kind in _MISSING and language == "kk":
        return "deny" if any(one.kind in ("deny", "negated") and one.first > cue.last for one in cues) else ""
    kinds = [
        one.kind for one in cues if one.kind in ("deny", "collect", "negated") and (not opens or one.first > cue.last)
    ]
    if opens:
        return "deny" if kinds[:1] in (["deny"], ["negated"]) else "".join(kinds[:1])
    if language == "kk":
        return "deny" if "deny" in kinds else "".join(kinds[:1])
    return around(cue.first) if kinds else ""

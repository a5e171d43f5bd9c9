"""Since when a version of a policy is in force, as its head or its last lines say: effect, edition, approval."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from barlau.policy.draft.sections import Block

_MONTHS = (
    r"январ\w*|қаңтар\w*|jan\w*",
    r"феврал\w*|ақпан\w*|feb\w*",
    r"март\w*|наурыз\w*|mar\w*",
    r"апрел\w*|сәуір\w*|apr\w*",
    r"ма[йяе]\w*|мамыр\w*|may",
    r"июн\w*|маусым\w*|jun\w*",
    r"июл\w*|шілде\w*|jul\w*",
    r"август\w*|тамыз\w*|aug\w*",
    r"сентябр\w*|қыркүйек\w*|sep\w*",
    r"октябр\w*|қазан\w*|oct\w*",
    r"ноябр\w*|қараша\w*|nov\w*",
    r"декабр\w*|желтоқсан\w*|dec\w*",
)
_MONTH = "|".join(f"(?P<m{i}>{words})" for i, words in enumerate(_MONTHS, 1)).replace("ң", "[ңн]")
_DAY, _YEAR = r"(?P<day>[0-3]?[0-9])", r"(?P<year>(?:19|20)[0-9]{2})"
_FORMS = tuple(
    re.compile(rf"(?<![\w.]){form}(?![0-9])")
    for form in (
        rf"[«\"]?{_DAY}[»\"]?(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\.?,?\s+{_YEAR}",
        rf"(?:{_MONTH})\.?\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"{_YEAR}\s*(?:жыл\w*|ж\.)\s*[«\"]?{_DAY}[»\"]?[-\s]*(?:{_MONTH})",
        rf"{_DAY}[./](?P<month>[01]?[0-9])[./]{_YEAR}",
        rf"{_YEAR}-(?P<month>[01][0-9])-{_DAY}",
    )
)
_RANKS = (
    re.compile(
        r"вступ\w+ в силу|действу\w+|введен\w* в действие|введения в действие|ввод\w+ в действие|в силе"
        r"|күшіне ен\w+|қолданыс\w*|қолданылады|in force|effective|in effect|applies from|valid from|takes effect"
    ),
    re.compile(r"редакци\w*|обновл\w+|верси\w+|жа[ңн]арт\w+|нұсқа\w*|updated|version|revised|edition|last modified"),
    re.compile(r"утвержд\w+|принят\w*|бекіт\w+|approved|adopted"),
)
"""What a date near these words tells: the first kind that a text has decides."""
_NOT = re.compile(
    r"закон\w*|кодекс\w*|за[ңн](?:ы\w*|на\w*)?\b|\blaw\b|\bact\b|\bcode\b|взамен|замен\w+|орнына|replac\w+|supersed\w+"
)
_HEAD, _TAIL = 14, 3  # blocks in which a text speaks of itself
_BEFORE, _AFTER = 90, 45  # characters around a date in which its meaning stands
_SENTENCE = re.compile(r"[.!?]\s+(?=[^\s0-9])")


def effective(folded: str, blocks: Sequence[Block]) -> str | None:
    """The date of a version, `YYYY-MM-DD`; nothing where it tells none."""
    parts = [blocks[:_HEAD], blocks[_HEAD:][-_TAIL:]]
    found = [dated for some in parts if some for dated in _dated(folded[some[0].piece.start : some[-1].piece.end])]
    return min(found, key=lambda one: one[0])[1] if found else None


def _dated(text: str) -> Iterator[tuple[int, str]]:
    """The dates of a stretch that tell since when it is in force, with their ranks."""
    spans = sorted((found.start(), found.end(), day) for found, day in _days(text))
    for i, (start, end, day) in enumerate(spans):
        first = max(start - _BEFORE, spans[i - 1][1] if i else 0)
        last = min(end + _AFTER, spans[i + 1][0] if i + 1 < len(spans) else len(text))
        before, after = _SENTENCE.split(text[first:start])[-1], _SENTENCE.split(text[end:last])[0]
        rank = next((n for n, words in enumerate(_RANKS) if words.search(before) or words.search(after)), None)
        if rank is not None and not _NOT.search(before):
            yield rank, day


def _days(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for form in _FORMS:
        for found in form.finditer(text):
            named = found.groupdict()
            month = named.get("month") or next(i for i in range(1, 13) if named.get(f"m{i}"))
            try:
                yield found, date(int(named["year"]), int(month), int(named["day"])).isoformat()
            except ValueError:
                continue

"""Terms in words: "5 (пяти) лет", "үш жыл", "30 days", as a number and a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = {
    **dict.fromkeys(("одного", "один", "одной", "бір", "one"), 1),
    **dict.fromkeys(("двух", "два", "две", "екі", "two"), 2),
    **dict.fromkeys(("трех", "три", "үш", "three"), 3),
    **dict.fromkeys(("четырех", "четыре", "төрт", "four"), 4),
    **dict.fromkeys(("пяти", "пять", "бес", "five"), 5),
    **dict.fromkeys(("шести", "шесть", "алты", "six"), 6),
    **dict.fromkeys(("семи", "семь", "жеті", "seven"), 7),
    **dict.fromkeys(("восьми", "восемь", "сегіз", "eight"), 8),
    **dict.fromkeys(("девяти", "девять", "тоғыз", "nine"), 9),
    **dict.fromkeys(("десяти", "десять", "он", "ten"), 10),
    **dict.fromkeys(("пятнадцати", "пятнадцать", "он бес", "fifteen"), 15),
    **dict.fromkeys(("двадцати", "двадцать", "жиырма", "twenty"), 20),
    **dict.fromkeys(("тридцати", "тридцать", "отыз", "thirty"), 30),
}
_UNITS = (
    ("working_days", r"рабоч\w+ д(?:ень|ня|ней)|жұмыс күн\w*|(?:business|working) days?"),
    ("days", r"(?:календарн\w+ )?(?:день|дня|дней|сут(?:ок|ки))|күн(?:тізбелік)?\w*|(?:calendar )?days?"),
    ("months", r"месяц\w*|ай(?:лық|дан|ға|дың)?|months?"),
    ("years", r"лет|год(?:а|ов|у)?|жыл\w*|years?"),
)
_NUMBER = "|".join(sorted(_WORDS, key=len, reverse=True))
_TERM = re.compile(
    rf"(?<![\w.])(?P<number>[0-9]{{1,3}}|{_NUMBER})(?:-?(?:х|ти|и|го|ми))?\s*(?:\([^)]{{1,25}}\))?\s+(?:{{}})".replace(
        "{}", "|".join(f"(?P<{name}>(?:{pattern}))" for name, pattern in _UNITS)
    )
    + r"(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A number of units, and where it stands."""

    number: int
    unit: str
    """`years`, `months`, `days` or `working_days`."""
    start: int
    end: int

    @property
    def years(self) -> float | None:
        """In years, where it is told in years or months."""
        return {"years": float(self.number), "months": round(self.number / 12, 2)}.get(self.unit)

    def __str__(self) -> str:
        unit = self.unit.replace("_", " ")
        return f"{self.number} {unit if self.number != 1 else unit.removesuffix('s')}"


def find(folded: str, start: int, end: int) -> list[Term]:
    """The terms in a stretch of folded text."""
    out = []
    for found in _TERM.finditer(folded, start, end):
        number = found["number"]
        value = int(number) if number.isdigit() else _WORDS[number]
        unit = next(name for name, _ in _UNITS if found[name])
        if value:
            out.append(Term(value, unit, found.start(), found.end()))
    return out

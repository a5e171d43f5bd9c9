"""Numbers as each language writes them, and the plural form that a number asks for (Unicode CLDR rules)."""

SEPARATORS = {"en": (",", "."), "ru": ("\u00a0", ","), "kk": ("\u00a0", ",")}
"""Thousands and decimals (CLDR; Russian and Kazakh group by a no-break space)."""
PERCENT = {"en": "%", "ru": "\u00a0%", "kk": "%"}
PLURALS = {"en": ("one", "other"), "ru": ("one", "few", "many"), "kk": ("other",)}
"""A Kazakh noun after a number stays in the singular: one form serves all."""


def number(value: str, language: str) -> str:
    """`1204332` as `1,204,332` or `1 204 332`; at most two decimals; what is no number stays as it is."""
    try:
        parsed = float(value)
    except ValueError:
        return value
    text = f"{parsed:,.2f}".rstrip("0").rstrip(".")
    if text.strip("-") == "0" and parsed:
        text = f"{parsed:.1g}" if abs(parsed) >= 0.0001 else "<0.0001"
    return _localised(text, language)


def share(value: str, language: str) -> str:
    """A part of 1 in per cent: `0.973` as `97.3%`."""
    try:
        return percent(repr(float(value) * 100), language)
    except ValueError:
        return value


def percent(value: str, language: str) -> str:
    """Per cent, rounded honestly: only a full 100 shows as 100 %, and only a true 0 as 0 %."""
    try:
        parsed = float(value)
    except ValueError:
        return value
    if 0 < parsed < 0.01:
        text = "<0.01"
    elif 99.9 < parsed < 100:
        text = ">99.9"
    else:
        text = f"{parsed:.{2 if parsed < 1 else 1}f}".rstrip("0").rstrip(".")
    return _localised(text, language) + PERCENT[language]


def _localised(text: str, language: str) -> str:
    thousands, decimal = SEPARATORS[language]
    return text.translate({ord(","): thousands, ord("."): decimal})


def plural(value: str, language: str) -> str:
    """The CLDR plural category of a whole number: `one`, `few`, `many` or `other`."""
    if language == "kk":
        return "other"
    try:
        count = int(value)
    except ValueError:
        return PLURALS[language][-1]
    if language == "en":
        return "one" if count == 1 else "other"
    if count % 10 == 1 and count % 100 != 11:
        return "one"
    return "few" if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else "many"

"""The dialects of the files: expressions that Python, RE2 and Rust read alike, shapes."""

import re

MAX_SHAPE = 64  # bytes; longer cells are searched as text
MAX_REPEAT = 1000  # RE2's limit

# Every construct that one of the three engines lacks or reads differently, in the order in which they are tried.
_FORBIDDEN = (
    ("look-around", r"\(\?<?[=!]"),
    ("a back-reference", r"\\[1-9]|\(\?P=|\\k|\\g"),
    ("a Unicode class (write [0-9] for digits, list the letters)", r"\\[dDwWsSpPhHvVX]"),
    ("an anchor other than \\b", r"\\[AzZGBKR]"),
    ("an atomic or conditional group", r"\(\?[>(|#&R]"),
    ("a flag for the whole expression (use (?i:...))", r"\(\?[a-zA-Z-]+\)"),
    ("a possessive quantifier", r"(?<!\\)[*+?}]\+"),
    ("a search that starts with .*", r"^\(?(?:\?:)?\.[*+]"),
)
_CLASS = re.compile(r"\[\^?\]?((?:\\.|[^\]\\])*)\]")
_REPEAT = re.compile(r"\{([0-9]+)(?:,([0-9]*))?\}")


def regex_problem(regex: str) -> str | None:
    """What is wrong with a regular expression, or None."""
    plain = regex.replace("\\\\", "")
    for what, construct in _FORBIDDEN:
        if re.search(construct, plain):
            return f"has {what}, which not every engine knows"
    if any(re.search(r"\[|&&|--|~~", inside) for inside in _CLASS.findall(plain.replace("\\[", ""))):
        return "has a set operation or an unescaped [ inside a class"
    if any(int(bound) > MAX_REPEAT for pair in _REPEAT.findall(plain) for bound in pair if bound):
        return f"repeats more than {MAX_REPEAT} times"
    try:
        re.compile(regex)
    except re.error as error:
        return f"does not compile: {error.msg}"
    return None


def shape_problem(shape: str) -> str | None:
    """What is wrong with a shape, or None."""
    if not 0 < len(shape) <= MAX_SHAPE:
        return f"a shape has 1 to {MAX_SHAPE} characters"
    if any(not " " <= letter <= "~" for letter in shape):
        return "a shape is ASCII: one letter a byte"
    return None

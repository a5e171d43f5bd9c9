"""The form of a value, whatever it means: a flag, a date, a path, a sentence. Judged on the distinct sample of a
column."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

BINARY = "\x00"
"""Stands in the sample for a value that is no text."""

_DATE = (
    r"(?:[0-9]{4}[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12][0-9]|3[01])"
    r"|(?:0?[1-9]|[12][0-9]|3[01])[-./](?:0?[1-9]|1[0-2])[-./](?:[0-9]{4}|[0-9]{2}))"
)
_TIME = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?: ?(?:Z|[+-][0-9]{2}:?[0-9]{2}))?"
_EXTENSION = (
    "jpe?g|png|gif|bmp|tiff?|webp|heic|svg|pdf|docx?|xlsx?|pptx?|odt|rtf|txt|csv|json|xml|html?|mp3|wav|ogg|m4a|amr|"
    "opus|mp4|avi|mov|mkv|webm|3gp|zip|rar|7z|gz|dat|bin|wsq|dcm|p7s|cms|sig|cer|pem"
)
_UTC_MIDNIGHT = "T1[89]:00:00(?:[.]0{1,9})?Z"
"""Midnight in Kazakhstan: UTC+6 in most of it before 2024-03-01, UTC+5 since."""
_LETTER = r"\p{L}"
_DATE_IN_WORDS = (
    r"^[0-9]{1,2} " + _LETTER + r"{3,12} [0-9]{4}(?: г\.?)?$|^[0-9]{4} жылғы [0-9]{1,2} " + _LETTER + r"{3,12}$"
)
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_ENGLISH_DATE = (
    f"(?i)^(?:[0-9]{{1,2}}[-/. ]?{_MONTH}[-/., ]{{0,2}}|{_MONTH}\\.? [0-9]{{1,2}},? )(?:[0-9]{{4}}|[0-9]{{2}})$"
)
_LOGGED = f"(?i)^\\[?(?:[a-z]{{3}},? )?[0-9]{{1,2}}[-/ ]{_MONTH}[-/ ][0-9]{{4}}[: T]{_TIME}(?: ?[a-z]{{3}})?\\]?$"
"""As web servers and mail have it: `21/Nov/2026:19:00:00 +0500`, `Sat, 21 Nov 2026 19:00:00 GMT`."""
_ONLY = {_DATE_IN_WORDS: "^[0-9]{1,4} ", _ENGLISH_DATE: f"(?i){_MONTH}", _LOGGED: f"(?i){_MONTH}"}
"""What else has to match: asked before an expression whose automaton is dear (14 ms a column)."""

# First match wins. Upper bounds keep every automaton small.
FORMS: tuple[tuple[str, str], ...] = (
    ("binary", r"^\x00$"),
    ("flag", r"(?i)^(?:0|1|true|false|t|f|y|n|yes|no|on|off|да|нет|иә|ия|жоқ|жок)$"),
    ("year", r"^(?:19|20)[0-9]{2}$"),
    ("integer", r"^[+-]?[0-9]+$"),
    (
        "number",
        r"^[+-]?(?:[0-9]{1,3}(?:[ \x{A0}][0-9]{3})+(?:[.,][0-9]+)?|[0-9]+[.,][0-9]+(?:[eE][+-]?[0-9]+)?)$",
    ),
    ("date", f"^{_DATE}(?: ?г\\.?| г\\.р\\.)?$"),
    ("date", _DATE_IN_WORDS),
    ("date", _ENGLISH_DATE),
    ("date", f"^{_DATE}(?:[T ]0?0:00(?::00(?:[.,]0{{1,9}})?)?Z?|{_UTC_MIDNIGHT})$"),
    ("datetime", _LOGGED),
    ("datetime", f"^{_DATE}[T ]{_TIME}$"),
    ("time", f"^{_TIME}$"),
    ("uuid", r"(?i)^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$"),
    (
        "hash",
        r"(?i)^(?:0x)?(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$",
    ),
    ("hash", r"^(?:\$[0-9a-z-]{1,12}\$|\{[A-Z0-9]{2,8}\}|pbkdf2_|scrypt:|argon2|SCRAM-SHA-256\$)"),
    ("url", r"(?i)^(?:https?|ftp|s3|rtsp|rtmp|file)://"),
    ("json", r"(?s)^\s*(?:\{.*\}|\[.*\])\s*$"),
    ("coordinate", r"^-?[0-9]{1,3}[.,][0-9]+ ?[,; ] ?-?[0-9]{1,3}[.,][0-9]+$|^POINT ?\("),
    ("path", rf"(?i)^[^\n|<>*?\"@]+\.(?:{_EXTENSION})$"),
    ("path", r"^(?:/|[A-Za-z]:\\|\\\\)[^\n ]+[/\\][^\n]+$"),
    ("word", "^" + _LETTER + r"+(?:[-'’]" + _LETTER + r"+)?\.?$"),
    ("code", r"^[^\s]{1,64}$"),
    ("text", r"(?s)."),
)
NUMERIC = ("flag", "year", "integer", "number")


def classify(texts: pa.StringArray) -> NDArray[np.intp]:
    """Index into `FORMS` of each value's form."""
    form = np.full(len(texts), len(FORMS) - 1, np.intp)
    open_rows = np.arange(len(texts))
    for index, (_, regex) in enumerate(FORMS):
        rows = open_rows[_matches(texts, open_rows, _ONLY[regex])] if regex in _ONLY else open_rows
        rows = rows[_matches(texts, rows, regex)]
        form[rows] = index
        if len(rows):
            open_rows = np.setdiff1d(open_rows, rows, assume_unique=True)
    return form


def _matches(texts: pa.StringArray, rows: NDArray[np.intp], regex: str) -> NDArray[np.bool_]:
    if not len(rows):
        return np.zeros(0, bool)
    matches: NDArray[np.bool_] = pc.match_substring_regex(texts.take(pa.array(rows)), regex).to_numpy(
        zero_copy_only=False
    )
    return matches


def shares(texts: pa.StringArray, counts: NDArray[np.int64]) -> tuple[tuple[str, float], ...]:
    """Share of the rows behind the sample by form, largest first, names breaking ties."""
    total = int(counts.sum())
    if not total:
        return ()
    by_form: dict[str, float] = {}
    weights = np.bincount(classify(texts), counts, minlength=len(FORMS))
    for (name, _), weight in zip(FORMS, weights, strict=True):
        if weight:
            by_form[name] = by_form.get(name, 0.0) + float(weight) / total
    return tuple(sorted(by_form.items(), key=lambda item: (-item[1], item[0])))

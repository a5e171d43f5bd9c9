"""Which parameters the rules of promises take, and what is wrong with those of a claim."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from barlau import taxonomy
from barlau.model.policy import Claim, Policy
from barlau.policy.claims.expression import Name
from barlau.policy.claims.parsing import ExpressionError, parse
from barlau.taxonomy import rules

Value = str | int | float | bool | tuple[str, ...]
OLDEST = 120
LONGEST_SPAN = 1000
_MONTH = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong with a parameter."""

    id: str
    """A problem of `rules.yaml`."""
    param: str
    gaps: tuple[tuple[str, str], ...] = ()


def _is_age(value: Value, _: Policy) -> bool:
    return type(value) is int and 0 < value <= OLDEST


def _is_span(value: Value, _: Policy) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= LONGEST_SPAN


def _is_whole_span(value: Value, policy: Policy) -> bool:
    return type(value) is int and _is_span(value, policy)


def _is_day(value: Value, _: Policy) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_month(value: Value, policy: Policy) -> bool:
    padded = f"{value}-01-01"[:10] if isinstance(value, str) and _MONTH.fullmatch(value) else ""
    return _is_day(padded, policy)


def _is_text(value: Value, _: Policy) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _texts(value: Value) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, str) else ("",)


def _are_categories(value: Value, _: Policy) -> bool:
    return all(name in taxonomy.load() for name in _texts(value))


def _are_subjects(value: Value, _: Policy) -> bool:
    return all(name in taxonomy.load().subjects for name in _texts(value))


def _are_purposes(value: Value, policy: Policy) -> bool:
    return set(_texts(value)) <= {purpose.id for purpose in policy.purposes}


Check = Callable[[Value, Policy], bool]
_COMMON: Mapping[str, tuple[str, Check]] = {"at": ("day", _is_day), "subjects": ("subjects", _are_subjects)}
_TERM: Mapping[str, tuple[str, Check]] = {
    "years": ("span", _is_span),
    "months": ("whole_span", _is_whole_span),
    "days": ("whole_span", _is_whole_span),
    "working_days": ("whole_span", _is_whole_span),
}
_PURPOSE: Mapping[str, tuple[str, Check]] = {
    "purpose": ("purposes", _are_purposes),
    "purposes": ("purposes", _are_purposes),
}
_CATEGORY: Mapping[str, tuple[str, Check]] = {
    "category": ("categories", _are_categories),
    "categories": ("categories", _are_categories),
}
_EXPRESSION: Mapping[str, tuple[str, Check]] = {"where": ("expression", _is_text), "among": ("expression", _is_text)}

PARAMETERS: Mapping[str, Mapping[str, tuple[str, Check]]] = MappingProxyType(
    {
        "minors-present": {"age": ("age", _is_age), **_COMMON},
        "password-not-protected": _COMMON,
        "retention-exceeded": {**_TERM, "from": ("text", _is_text), **_CATEGORY, **_COMMON},
        "consent-missing": {**_TERM, **_PURPOSE, **_CATEGORY, **_COMMON},
        "withdrawn-still-kept": {**_TERM, **_PURPOSE, **_COMMON},
        "biometric-after-withdrawal": {**_TERM, **_COMMON},
        "marketing-after-opt-out": {**_TERM, **_PURPOSE, **_COMMON},
        "not-anonymised": {**_PURPOSE, **_COMMON},
        "prohibited": {**_CATEGORY, **_COMMON},
        "before-the-company-existed": {"registered": ("month", _is_month), **_COMMON},
        "kept-in-kazakhstan": _COMMON,
        "own": {**_EXPRESSION, **_COMMON},
    }
)
"""For each rule its parameters: what is expected (a key below `expected.` in the catalogue) and the test."""


def problems(claim: Claim, policy: Policy) -> Iterator[Problem]:
    """What is wrong with the parameters of a claim whose rule is known."""
    for choice in rules.load().claims[claim.rule].params:
        if not claim.params.keys() & set(choice):
            yield Problem("claim-without-params", " | ".join(choice), (("param", " | ".join(choice)),))
    known = PARAMETERS[claim.rule]
    for name, value in claim.params.items():
        if name not in known:
            yield Problem("claim-unknown-param", name, (("param", name), ("known", ", ".join(sorted(known)))))
            continue
        expected, test = known[name]
        if not test(value, policy):
            yield Problem("claim-wrong-param", name, (("param", name), ("expected", expected)))
        elif expected == "expression":
            yield from _of_expression(name, str(value))


def _of_expression(param: str, text: str) -> Iterator[Problem]:
    try:
        found = parse(text)
    except ExpressionError as error:
        yield Problem(
            "claim-wrong-expression", param, (("param", param), ("at", str(error.at)), ("problem", error.problem))
        )
        return
    for name in names_in(found):
        if name.is_category and name.column not in taxonomy.load():
            yield Problem("claim-wrong-param", param, (("param", param), ("expected", "categories")))


def names_in(node: object) -> Iterator[Name]:
    """The columns that an expression names."""
    if isinstance(node, Name):
        yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from names_in(item)
    elif hasattr(node, "__dataclass_fields__"):
        for field in node.__dataclass_fields__:
            yield from names_in(getattr(node, field))

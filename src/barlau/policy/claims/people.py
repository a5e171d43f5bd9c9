"""`minors-present` and `password-not-protected`: what the cells of one row say."""

from __future__ import annotations

from collections.abc import Iterator

from barlau.model.question import Apply, Constant, Expression, Function
from barlau.policy.claims import names
from barlau.policy.claims.building import Term, apply, before, both, day, either, negated, present
from barlau.policy.claims.parts import Case, Part, Parts, Why, asked
from barlau.policy.claims.survey import Field, Table

WEAK = ("plain", "encoded", "fast")
UNCERTAIN = ("salted", "opaque")


def minors(case: Case) -> Parts | Why:
    """People younger than `age` on the day `at`, by their IIN or else by their birth date.

    A birth date that cannot be read leaves a doubt; a number that is no IIN (a firm's BIN among them) does not.
    The columns of children are not meant: who has children tells of them, who is one should not be there.
    """
    parts = [part for table in case.survey.tables for part in _minors(case, table)]
    return parts or Why("no_birth")


def _minors(case: Case, table: Table) -> Iterator[Part]:
    if table.is_called("children"):
        return
    numbers = [f for f in table.holding("identity.iin", case.people) if not _of_child(f)]
    births = [
        field
        for field in table.holding("identity.birth_date", case.people)
        if not _of_child(field) and (found := field.detection("identity.birth_date")) and "." not in found.category[20:]
    ]
    together = len(numbers) == 1 and len(births) == 1
    groups = [(numbers[0], births[0])] if together else [(field,) for field in (*numbers, *births)]
    age = case.claim.params["age"]
    assert isinstance(age, int)  # noqa: S101  (the parameters were checked)
    adult = Term(months=12 * age).before(case.at)
    for fields in groups:
        born = apply(Function.FIRST, *(_born(case, field) for field in fields))
        known = both(present(born), negated(before(day(case.at), born)))
        unread = [both(present(field.cell), negated(present(born))) for field in fields if field in births]
        category = "identity.iin" if fields[0] in numbers else "identity.birth_date"
        yield asked(table, either([known, *unread]), before(day(adult), born), at=fields[0], category=category)


def _of_child(field: Field) -> bool:
    return names.says(field.name, "columns", "child")


def _born(case: Case, field: Field) -> Expression:
    if field.detection("identity.iin"):
        return apply(Function.BORN, field.cell, case.at.isoformat())
    return day(field.cell)


def passwords(case: Case) -> Parts | Why:
    """Passwords in plain text, encoded, or hashed by a fast function without a salt."""
    parts = [
        _password(table, field)
        for table in case.survey.tables
        for field in table.holding("auth.password", case.people)
        if not field.is_dated
    ]
    return parts or Why("no_password")


def _password(table: Table, field: Field) -> Part:
    kept = apply(Function.PROTECTION, field.cell)
    salted = any(other is not field for other in table.named("salt"))
    weak = [kind for kind in WEAK if not (salted and kind == "fast")]
    uncertain = [*UNCERTAIN, *(["fast"] if salted else [])]
    unknown = both(_one_of(kept, uncertain), Constant(None))
    return asked(
        table,
        present(kept),
        either([_one_of(kept, weak), unknown]),
        at=field,
        category="auth.password",
        labels=kept,
    )


def _one_of(value: Expression, choices: list[str]) -> Apply:
    return apply(Function.ONE_OF, value, *choices)

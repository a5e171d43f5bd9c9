"""Which columns of two tables name the same people."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from barlau.fold import tokens
from barlau.model.question import Apply, Expression, Function
from barlau.policy.claims.survey import Field, Table

CATEGORIES = ("identity.iin", "contact.email", "contact.phone", "auth.account")
"""By which a person is known in two tables, the surest first."""
ID_WORDS = frozenset({"id", "uid", "uuid", "guid", "key", "kod", "no", "nomer"})
PERSON_WORDS = frozenset(
    word
    for name in ("customer", "client", "user", "person", "subscriber", "member", "клиент", "пользователь", "абонент")
    for word in (*tokens(name), *tokens(name + "s"))
) | frozenset(tokens("клиенты пользователи абоненты клиенттер пайдаланушылар пайдаланушы"))


@dataclass(frozen=True, slots=True)
class Join:
    """The keys of two tables."""

    left: Expression
    right: Expression
    field: Field
    """Of the left table."""


def join(left: Table, right: Table, people: Collection[str]) -> Join | None:
    """How the rows of one table find a person's rows in another; None if no column shows it."""
    if left.ref == right.ref:
        return None
    for one, other in (*_ids(left, right), *_identifiers(left, right, people)):
        return Join(_key(one), _key(other), one)
    return None


def _key(field: Field) -> Expression:
    return Apply(Function.KEY, (field.cell,))


def _ids(left: Table, right: Table) -> Iterator[tuple[Field, Field]]:
    """Keys of one name (`client_id`), then `client_id` with the `id` of a table of clients, either way round."""
    for one in left.fields:
        for other in right.fields:
            if _id_of(one) and _id_of(one) == _id_of(other):
                yield one, other
    yield from _foreign(left, right)
    yield from ((one, other) for other, one in _foreign(right, left))


def _foreign(referring: Table, people: Table) -> Iterator[tuple[Field, Field]]:
    if not _is_of_persons(people):
        return
    plain = [field for field in people.fields if set(tokens(field.name)) <= ID_WORDS and tokens(field.name)]
    for one in referring.fields:
        if _id_of(one) and set(_id_of(one)) & PERSON_WORDS:
            yield from ((one, other) for other in plain[:1])


def _id_of(field: Field) -> tuple[str, ...]:
    """The words of a key's name if it says whose key it is."""
    words = tokens(field.name)
    telling = len(words) > 1 and bool(set(words) & ID_WORDS) and not set(words) <= ID_WORDS
    return words if telling else ()


def _is_of_persons(table: Table) -> bool:
    return bool(set(tokens(table.ref.object)) & PERSON_WORDS)


def _identifiers(left: Table, right: Table, people: Collection[str]) -> Iterator[tuple[Field, Field]]:
    for category in CATEGORIES:
        ones, others = left.holding(category, people), right.holding(category, people)
        if len(ones) == 1 and len(others) == 1:
            yield ones[0], others[0]

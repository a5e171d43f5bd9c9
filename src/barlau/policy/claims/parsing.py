"""The small language of one's own promises: a condition on the columns of a table.

    customers.age < 18 and customers.status = 'active'
    "Дата обращения" < today - 5 years and @contact.phone is not null
    mailings.client_id not in clients.id

A column is `column`, `table.column` or `@category`; a name with other characters than letters, digits and `_` stands in
double quotes. Values: `'text'`, `-12.5`, `'2026-01-31'` (a day), `true`, `false`, `today`; functions: `day`, `number`,
`text`, `lower`, `length`, `age` (years since a day), `born` (the birth date in an IIN). A day may have `+` or `-` and
`5 days`, `months`, `years`. Tests: `= != < <= > >=`, `is null`, `is not null`, `in ('a', 'b')`, `in table.column`,
`not`, `and`, `or`, parentheses. Text is parsed into nodes, and nothing is ever executed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from barlau.model.question import Function
from barlau.policy.claims.expression import (
    Among,
    Call,
    Compare,
    Condition,
    IsNull,
    Literal,
    Logic,
    Name,
    OneOf,
    Type,
    Value,
)

LONGEST = 1000
"""Characters."""
DEEPEST = 20
"""Parentheses and `not` inside one another."""

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|'(?P<text>(?:[^']|'')*)'|"(?P<quoted>[^"]+)"|@(?P<category>[a-z_.]+[a-z_])"""
    r"""|(?P<word>[^\W0-9]\w*)|(?P<mark><=|>=|!=|<>|[=<>(),.+-])|(?P<end>\Z))"""
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FUNCTIONS = {name: Function(name) for name in ("day", "number", "text", "lower", "length", "age", "born")}
_UNITS = {"day": (0, 1), "days": (0, 1), "month": (1, 0), "months": (1, 0), "year": (12, 0), "years": (12, 0)}
_QUOTES = "'\""
_COMPARISONS = ("=", "!=", "<>", "<", "<=", ">", ">=")
KEYWORDS = frozenset({"and", "or", "not", "is", "null", "in", "true", "false", "today", *_FUNCTIONS, *_UNITS})


class Problem(StrEnum):
    """What is wrong with an expression; keys below `expression.` in the catalogue."""

    CHARACTER = "character"
    QUOTE = "quote"
    DATE = "date"
    EMPTY = "empty"
    VALUE = "value"
    CLOSING = "closing"
    COMPARISON = "comparison"
    UNIT = "unit"
    REST = "rest"
    LONG = "long"
    DEEP = "deep"
    LIST = "list"
    COLUMN = "column"
    CONSTANT = "constant"


class ExpressionError(Exception):
    """The text is no expression; `at` counts characters from 1."""

    def __init__(self, problem: Problem, at: int) -> None:
        self.problem, self.at = problem, at
        super().__init__(f"{problem} at character {at}")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int
    """Its first character, counted from 1; of the end, the one behind the text."""


def parse(text: str) -> Condition:
    """The condition in a text. Raises `ExpressionError`."""
    if len(text) > LONGEST:
        raise ExpressionError(Problem.LONG, LONGEST + 1)
    parser = _Parser(_tokens(text))
    found = parser.condition(0)
    parser.end()
    if not parser.named:
        raise ExpressionError(Problem.CONSTANT, 1)
    return found


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    position = 0
    while not tokens or tokens[-1].kind != "end":
        match = _TOKEN.match(text, position)
        if match is None:
            at = _after_blanks(text, position)
            raise ExpressionError(Problem.QUOTE if text[at] in _QUOTES else Problem.CHARACTER, at + 1)
        kind = str(match.lastgroup)
        tokens.append(_Token(kind, match[kind], _after_blanks(text, position) + 1))
        position = match.end()
    return tokens


def _after_blanks(text: str, position: int) -> int:
    return len(text) - len(text[position:].lstrip())


class _Parser:
    """Recursive descent; each method reads one kind of phrase."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens, self._next = tokens, 0
        self.named = False
        """Whether a column of the rows themselves was named."""

    def _peek(self, *words: str) -> bool:
        token = self._tokens[self._next]
        return token.kind in ("word", "mark") and token.text.lower() in words

    def _take(self, *words: str) -> bool:
        if self._peek(*words):
            self._next += 1
            return True
        return False

    def _need(self, problem: Problem, *words: str) -> str:
        token = self._tokens[self._next]
        if not self._take(*words):
            raise self._error(problem)
        return token.text.lower()

    def _error(self, problem: Problem, token: _Token | None = None) -> ExpressionError:
        return ExpressionError(problem, (token or self._tokens[self._next]).at)

    def end(self) -> None:
        """Nothing is left."""
        if self._tokens[self._next].kind != "end":
            raise self._error(Problem.REST)

    def condition(self, depth: int) -> Condition:
        """`a or b`."""
        return self._chain("or", Function.OR, self._conjunction, depth)

    def _conjunction(self, depth: int) -> Condition:
        return self._chain("and", Function.AND, self._negation, depth)

    def _chain(self, word: str, function: Function, below: Callable[[int], Condition], depth: int) -> Condition:
        parts = [below(depth)]
        while self._take(word):
            parts.append(below(depth))
        return parts[0] if len(parts) == 1 else Logic(function, tuple(parts))

    def _negation(self, depth: int) -> Condition:
        if depth > DEEPEST:
            raise self._error(Problem.DEEP)
        if self._take("not"):
            return Logic(Function.NOT, (self._negation(depth + 1),))
        if self._take("("):
            inside = self.condition(depth + 1)
            self._need(Problem.CLOSING, ")")
            return inside
        return self._test()

    def _test(self) -> Condition:
        value = self._value()
        if self._take("is"):
            negative = self._take("not")
            self._need(Problem.COMPARISON, "null")
            return _maybe_not(IsNull(value), negative)
        negative = self._take("not")
        if self._take("in"):
            return _maybe_not(self._membership(value), negative)
        if negative:
            raise self._error(Problem.COMPARISON)
        sign = self._need(Problem.COMPARISON, *_COMPARISONS)
        return _compared(sign, value, self._value())

    def _membership(self, value: Value) -> Condition:
        first = self._tokens[self._next]
        if not self._take("("):
            column = self._name()
            if column.table is None:
                raise self._error(Problem.COLUMN, first)
            return Among(value, column)
        choices: list[Literal] = []
        while True:
            first = self._tokens[self._next]
            choice = self._value()
            if not isinstance(choice, Literal):
                raise self._error(Problem.LIST, first)
            choices.append(choice)
            if not self._take(","):
                break
        self._need(Problem.CLOSING, ")")
        return OneOf(value, tuple(choices))

    def _value(self) -> Value:
        value = self._term()
        while self._peek("+", "-"):
            sign = -1 if self._need(Problem.VALUE, "+", "-") == "-" else 1
            number = self._tokens[self._next]
            if number.kind != "number" or "." in number.text or len(number.text) > len("9999"):
                raise self._error(Problem.VALUE)
            self._next += 1
            months, days = _UNITS[self._need(Problem.UNIT, *_UNITS)]
            amount = sign * int(number.text)
            value = Call(Function.LATER, value, Type.DAY, months * amount, days * amount)
        return value

    def _term(self) -> Value:
        token = self._tokens[self._next]
        word = token.text.lower()
        if self._peek("-") and self._tokens[self._next + 1].kind == "number":
            self._next += 2
            return Literal(-float(self._tokens[self._next - 1].text), Type.NUMBER)
        if token.kind == "number":
            self._next += 1
            return Literal(float(token.text), Type.NUMBER)
        if token.kind == "text":
            return self._text(token)
        if token.kind == "word" and word in ("true", "false", "today"):
            self._next += 1
            return Literal("today", Type.DAY) if word == "today" else Literal(word == "true", Type.FLAG)
        if token.kind == "word" and word in _FUNCTIONS and self._tokens[self._next + 1].text == "(":
            self._next += 2
            inside = self._value()
            self._need(Problem.CLOSING, ")")
            return Call(_FUNCTIONS[word], inside, _TYPES[_FUNCTIONS[word]])
        self.named = True
        return self._name()

    def _text(self, token: _Token) -> Literal:
        text = token.text.replace("''", "'")
        if not text.strip():
            raise self._error(Problem.EMPTY)
        self._next += 1
        if not _DAY.fullmatch(text):
            return Literal(text, Type.TEXT)
        try:
            date.fromisoformat(text)
        except ValueError:
            raise self._error(Problem.DATE, token) from None
        return Literal(text, Type.DAY)

    def _name(self) -> Name:
        token = self._tokens[self._next]
        if token.kind == "category":
            self._next += 1
            return Name(token.text, is_category=True)
        first = self._part()
        return Name(self._part(), first) if self._take(".") else Name(first)

    def _part(self) -> str:
        token = self._tokens[self._next]
        if token.kind != "quoted" and (
            token.kind != "word" or token.text.lower() in KEYWORDS - _FUNCTIONS.keys() - _UNITS.keys()
        ):
            raise self._error(Problem.VALUE)
        self._next += 1
        return token.text


_TYPES = {
    Function.DAY: Type.DAY,
    Function.BORN: Type.DAY,
    Function.NUMBER: Type.NUMBER,
    Function.LENGTH: Type.NUMBER,
    Function.AGE: Type.NUMBER,
    Function.TEXT: Type.TEXT,
    Function.LOWER: Type.TEXT,
}


def _maybe_not(condition: Condition, negative: bool) -> Condition:  # noqa: FBT001
    return Logic(Function.NOT, (condition,)) if negative else condition


def _compared(sign: str, left: Value, right: Value) -> Condition:
    if sign in (">", ">="):
        left, right, sign = right, left, sign.replace(">", "<")
    if sign in ("!=", "<>"):
        return Logic(Function.NOT, (Compare(Function.EQUAL, left, right),))
    return Compare(Function(sign), left, right)

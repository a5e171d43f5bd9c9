"""The language of one's own promises: what a text means, and where exactly it is wrong."""

import pytest

from barlau.model.question import Function
from barlau.policy.claims.expression import Call, Compare, Literal, Logic, Name, Type
from barlau.policy.claims.parsing import LONGEST, ExpressionError, Problem, parse


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        # the mark ^ stands before the character that is named; it is taken out
        ("a = ^'x", "quote"),
        ('^"a = 1', "quote"),
        ("a ^! 1", "character"),
        ("a = 1 ^; b = 2", "character"),
        ("a =^= 1", "value"),
        ("a = ^", "value"),
        ("a =   ^", "value"),
        ("^", "value"),
        ("^and = 1", "value"),
        ("^= 1", "value"),
        ("a = 1 and ^", "value"),
        ("age(^) = 1", "value"),
        ("'x'^", "comparison"),
        ('"Дата обращения"^', "comparison"),
        ("@contact.phone^", "comparison"),
        ("@contact.phone ^@contact.email", "comparison"),
        ("not a^", "comparison"),
        ("a is ^5", "comparison"),
        ("a not ^= 5", "comparison"),
        ("a.b^.c = 1", "comparison"),
        ("(a^) = 1", "comparison"),
        ("(a = 1^", "closing"),
        ("a in (1, 2^", "closing"),
        ("age(a ^< 5", "closing"),
        ("a = 1 ^b", "rest"),
        ("a = 1^)", "rest"),
        ("a < today + 5^", "unit"),
        ("a < today + 5 ^weeks", "unit"),
        ("a < today + ^x days", "value"),
        ("a < today - ^1.5 years", "value"),
        ("a = ^'2026-02-30'", "date"),
        ("a = ^''", "empty"),
        ("a = ^' '", "empty"),
        ("a in (1, ^b)", "list"),
        ("a in (^lower('x'))", "list"),
        ("a in ^b", "column"),
        ("a in ^@contact.phone", "column"),
        ("^today > '2020-01-01'", "constant"),
        ("^1 in clients.id", "constant"),
        (21 * "not " + "^a = 1", "deep"),
        (21 * "(" + "^a = 1", "deep"),
    ],
)
def test_errors_name_the_very_character(text: str, problem: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text.replace("^", ""))
    assert (caught.value.problem, caught.value.at) == (Problem(problem), text.index("^") + 1)


def test_too_long_a_text_is_refused() -> None:
    text = "a = 1" + " or a = 1" * 200
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert (caught.value.problem, caught.value.at) == (Problem.LONG, LONGEST + 1)


A, ONE = Name("a"), Literal(1.0, Type.NUMBER)
EQUAL = Compare(Function.EQUAL, A, ONE)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("a = 1", EQUAL),
        ("A=1", Compare(Function.EQUAL, Name("A"), ONE)),
        ("a != 1", Logic(Function.NOT, (EQUAL,))),
        ("a <> 1", Logic(Function.NOT, (EQUAL,))),
        ("a > 1", Compare(Function.LESS, ONE, A)),
        ("a >= 1", Compare(Function.LESS_EQUAL, ONE, A)),
        ("a = -2.5", Compare(Function.EQUAL, A, Literal(-2.5, Type.NUMBER))),
        ("a = 'o''k'", Compare(Function.EQUAL, A, Literal("o'k", Type.TEXT))),
        ("a = TRUE", Compare(Function.EQUAL, A, Literal(True, Type.FLAG))),
        (
            "a = 1 or a = 1 and not a = 1",
            Logic(Function.OR, (EQUAL, Logic(Function.AND, (EQUAL, Logic(Function.NOT, (EQUAL,)))))),
        ),
        ("(a = 1 or a = 1) and a = 1", Logic(Function.AND, (Logic(Function.OR, (EQUAL, EQUAL)), EQUAL))),
        (
            't."Дата" < today - 2 years + 3 days',
            Compare(
                Function.LESS,
                Name("Дата", "t"),
                Call(
                    Function.LATER,
                    Call(Function.LATER, Literal("today", Type.DAY), Type.DAY, -24),
                    Type.DAY,
                    0,
                    3,
                ),
            ),
        ),
        ("day = 1", Compare(Function.EQUAL, Name("day"), ONE)),  # a column may be called as a function is
        (
            "day(day) = '2026-01-31'",
            Compare(Function.EQUAL, Call(Function.DAY, Name("day"), Type.DAY), Literal("2026-01-31", Type.DAY)),
        ),
    ],
)
def test_meaning(text: str, meaning: object) -> None:
    assert parse(text) == meaning

"""The value of an expression for each of many rows at once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from barlau.engine.questions import cells
from barlau.engine.questions.lookup import KeyTable
from barlau.engine.questions.rows import Rows, key
from barlau.identifiers.generic.password_hash import protection_array
from barlau.model.question import Apply, Cell, Constant, Expression, Found, Function


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Evaluates expressions over batches of rows."""

    absent: pa.Array
    """Cells, in lower case, that stand for no value."""
    lookups: Sequence[KeyTable] = ()

    def value(self, expression: Expression, rows: Rows) -> pa.Array:
        """One value a row."""
        if isinstance(expression, Cell):
            return cells.without_absent(rows[key(expression.column)], self.absent)
        if isinstance(expression, Constant):
            length = len(next(iter(rows.values())))
            known = expression.value is not None
            return pa.repeat(pa.scalar(expression.value), length) if known else pa.nulls(length, pa.bool_())
        if isinstance(expression, Found):
            return self.lookups[expression.lookup].find(self.value(expression.key, rows))
        return self._applied(expression, rows)

    def _applied(self, expression: Apply, rows: Rows) -> pa.Array:
        function, arguments = expression.function, expression.arguments
        if function is Function.BORN:
            return cells.born(self.value(arguments[0], rows), _day(arguments[1]))
        if function is Function.TRUE and isinstance(arguments[0], Cell):
            return cells.flags(rows[key(arguments[0].column)])  # a marker such as `нет` is an answer here
        return _FUNCTIONS[function](*(self.value(argument, rows) for argument in arguments))


def _day(expression: Expression) -> datetime.date:
    assert isinstance(expression, Constant)  # noqa: S101  (policies build it so)
    return datetime.date.fromisoformat(str(expression.value))


def _comparison(kernel: Callable[[pa.Array, pa.Array], pa.Array]) -> Callable[[pa.Array, pa.Array], pa.Array]:
    def compare(left: pa.Array, right: pa.Array) -> pa.Array:
        if left.type != right.type:
            if _is_number(left) and _is_number(right):
                left, right = left.cast(pa.float64()), right.cast(pa.float64())
            else:
                left, right = cells.text(left), cells.text(right)
        return kernel(left, right)

    return compare


def _is_number(values: pa.Array) -> bool:
    return bool(pa.types.is_integer(values.type) or pa.types.is_floating(values.type))


def _one_of(value: pa.Array, *choices: pa.Array) -> pa.Array:
    same = _comparison(pc.equal)
    return reduce(pc.or_kleene, (same(value, choice) for choice in choices))


def _later(start: pa.Array, months: pa.Array, number: pa.Array) -> pa.Array:
    if not len(start):
        return start
    return cells.later(start, int(months[0].as_py()), int(number[0].as_py()))


_FUNCTIONS: dict[Function, Callable[..., pa.Array]] = {
    Function.AND: lambda *parts: reduce(pc.and_kleene, parts),
    Function.OR: lambda *parts: reduce(pc.or_kleene, parts),
    Function.NOT: pc.invert,
    Function.IS_NULL: pc.is_null,
    Function.EQUAL: _comparison(pc.equal),
    Function.LESS: _comparison(pc.less),
    Function.LESS_EQUAL: _comparison(pc.less_equal),
    Function.ONE_OF: _one_of,
    Function.FIRST: pc.coalesce,
    Function.TEXT: cells.text,
    Function.LOWER: lambda values: pc.utf8_lower(cells.text(values)),
    Function.LENGTH: lambda values: pc.utf8_length(cells.text(values)).cast(pa.int64()),
    Function.NUMBER: cells.numbers,
    Function.DAY: cells.days,
    Function.AGE: cells.ages,
    Function.LATER: _later,
    Function.TRUE: cells.flags,
    Function.PROTECTION: protection_array,
    Function.KEY: cells.keys,
}

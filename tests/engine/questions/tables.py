"""Small tables to ask questions about, and short forms of expressions."""

from collections.abc import Sequence

import pyarrow as pa

from barlau.engine.questions import answer
from barlau.model.question import Apply, Cell, Constant, Count, Counted, Expression, Function, TableRef
from barlau.model.reading import Column, Reading, Sampling
from barlau.sources.frame import open_frame

MAIN = TableRef("s", "main")
ABSENT = ("-", "н/д")


def cell(name: str) -> Cell:
    return Cell(Column(name, None, ""))


def f(function: str, *arguments: object) -> Apply:
    return Apply(
        Function(function),
        tuple(a if isinstance(a, Apply | Cell | Constant) else Constant(a) for a in arguments),  # type: ignore[arg-type]
    )


ALWAYS: Expression = f("=", 1, 1)


def count(broken: Expression, checked: Expression = ALWAYS, **more: object) -> Count:
    return Count("q", MAIN, checked, broken, **more)  # type: ignore[arg-type]


def ask(
    question: Count, tables: dict[TableRef, object], sampling: Sampling | None = None, rows_a_batch: int = 2
) -> Counted:
    """Ask about tables that come in small batches."""

    def opened(ref: TableRef, drawn: Sampling, columns: Sequence[Column]) -> Reading:
        frame = pa.table(tables[ref])
        batches = pa.Table.from_batches(frame.to_batches(max_chunksize=rows_a_batch), frame.schema)
        source = open_frame(batches, "t")
        ((item, _),) = source.objects()
        return source.read(item, drawn, columns)

    (found,) = answer(MAIN, [question], opened, sampling or Sampling(), absent=ABSENT)
    return found

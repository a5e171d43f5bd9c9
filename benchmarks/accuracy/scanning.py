"""What barlau says of the made tables: with their names, without them, and from a random sample of rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from generate import MadeTable, Truth

from barlau.engine.decision.decide import Decider
from barlau.engine.matcher import Matcher
from barlau.engine.profiling import profile
from barlau.model.profile import ColumnProfile, ObjectProfile
from barlau.model.reading import Column, Sampling
from barlau.model.report import ColumnResult, Kind
from barlau.recognizers.load import load
from barlau.sources.frame import open_frame

SAMPLE_ROWS = 2_000
Of = TypeVar("Of", ColumnProfile, ColumnResult)
SAMPLE_FROM = 2 * SAMPLE_ROWS
"""Tables of fewer rows say nothing about sampling: most rows would be drawn."""


@dataclass(frozen=True)
class Answer:
    """What one column was taken for."""

    category: str | None
    """The ruling detection's; None: nothing reported."""
    subject: str = ""
    uniform: bool = False
    sampled: tuple[str | None, bool] | None = None
    """Category and uniform from the sample; None: the table is small."""


class Scanner:
    """Recognizers and decision, loaded once."""

    def __init__(self) -> None:
        pack = load()
        self._matcher = Matcher(pack)
        self._decider = Decider(pack)

    def named(self, table: MadeTable) -> tuple[list[Answer], ObjectProfile]:
        """Answers in the order of the columns, and the profile they rest on."""
        whole = self._profile(table, Sampling())
        answers = [_answer(group) for group in _grouped(self._decider.decide(whole))]
        if table.data.num_rows >= SAMPLE_FROM:
            drawn = _grouped(self._decider.decide(self._profile(table, Sampling(SAMPLE_ROWS, seed=1))))
            answers = [replace(a, sampled=_said(d[0])) for a, d in zip(answers, drawn, strict=True)]
        return answers, whole

    def nameless(self, table: MadeTable, whole: ObjectProfile) -> list[Answer]:
        """Answers for the same cells under names that say nothing; values are not read again."""
        columns = tuple(
            replace(column, column=_renamed(column.column, group[0].column, truth))
            for group, truth in zip(_grouped(whole.columns), table.truths, strict=True)
            for column in group
        )
        hidden = replace(whole, object=replace(whole.object, name="t_01"), columns=columns)
        return [_answer(group) for group in _grouped(self._decider.decide(hidden))]

    def _profile(self, table: MadeTable, sampling: Sampling) -> ObjectProfile:
        source = open_frame(table.data, table.name)
        (item, _), *_ = source.objects()
        reading = source.read(item, sampling)
        done = profile(item, reading, self._matcher)
        reading.close()
        return done


def _grouped(columns: Iterable[Of]) -> list[list[Of]]:
    """The columns of the table, each with what was found inside its cells behind it."""
    groups: list[list[Of]] = []
    for each in columns:
        if groups and _is_inside(each.column, groups[-1][0].column):
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _is_inside(column: Column, outer: Column) -> bool:
    if column.path is None:
        return False
    return (
        column.name == outer.name
        if outer.path is None
        else column.path.startswith((outer.path + ".", outer.path + "["))
    )


def _renamed(column: Column, outer: Column, truth: Truth) -> Column:
    if outer.path is None:
        return replace(column, name=truth.opaque_name)
    inner = (column.path or "").removeprefix(outer.path)
    return replace(column, name=truth.opaque_name, path=f"$.c.{truth.opaque_name}{inner}")


def _answer(group: Sequence[ColumnResult]) -> Answer:
    """What the cells were taken for; where they only contain something, what stands inside them."""
    inside = [result for result in group[1:] if result.detections]
    best = group[0] if group[0].detections or not inside else max(inside, key=lambda r: r.detections[0].score)
    category, uniform = _said(best)
    return Answer(category, best.subject, uniform)


def _said(result: ColumnResult) -> tuple[str | None, bool]:
    category = result.detections[0].category if result.detections else None
    return category, result.kind is Kind.UNIFORM


def sample_agrees(answers: Sequence[Answer]) -> list[bool]:
    """For each column of a large table: whether sample and full scan call the same category uniform, or neither."""
    return [
        (a.category if a.uniform else None) == (a.sampled[0] if a.sampled[1] else None)
        for a in answers
        if a.sampled is not None
    ]

"""The second reading: what only rows can tell, asked once it is known which columns hold what.

The questions about one table go to one child process in one message; it reads the columns they need and nothing
else, and answers with counts. What crashes, hangs or may not be read is the reason in the answers. Data frames are
in this process already, so questions about them are answered here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from barlau.api import wire
from barlau.api.child import Child, CrashError, StallError
from barlau.errors import ReadError, place
from barlau.model.question import Answer, Count, Counted, Question, TableRef, Unhash, Unhashed
from barlau.model.reading import DataObject, Reason, Sampling, Source, Target
from barlau.model.recognizer import Pack

if TYPE_CHECKING:
    from barlau.api.earlier import Earlier
    from barlau.model.reading import Column, Reading

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SecondReading:
    """Where the tables of a run are, and how they are read again."""

    targets: Mapping[TableRef, tuple[Target, DataObject]]
    frames: Mapping[TableRef, tuple[Source, DataObject]] = field(default_factory=dict)
    pack: Pack = field(default_factory=lambda: Pack(version="", recognizers=(), headers=()))
    """Says which cells stand for no value."""
    sampling: Sampling = field(default_factory=Sampling)
    earlier: Earlier | None = None
    """What may be taken over from earlier runs."""

    def ask(self, questions: Iterable[Count]) -> dict[str, Counted]:
        """Every answer by the id of its question."""
        return {answer.id: answer for answer in self._answers(questions) if isinstance(answer, Counted)}

    def unhash(self, questions: Iterable[Unhash]) -> dict[str, Unhashed]:
        """Every answer by the id of its question."""
        return {answer.id: answer for answer in self._answers(questions) if isinstance(answer, Unhashed)}

    def _answers(self, questions: Iterable[Question]) -> list[Answer]:
        answers: list[Answer] = []
        groups: dict[TableRef, list[Question]] = {}
        for question in questions:
            known = self.earlier.answer(question) if self.earlier else None
            if known is not None:
                answers.append(known)
            else:
                groups.setdefault(question.table, []).append(question)
        for group, found in self._asked(groups):
            answers += found
            for question, answer in zip(group, found, strict=True):
                if self.earlier is not None:
                    self.earlier.answered(question, answer)
        return answers

    def _asked(
        self, groups: Mapping[TableRef, Sequence[Question]]
    ) -> Iterator[tuple[Sequence[Question], Sequence[Answer]]]:
        """The questions about each table with their answers."""
        child: Child | None = None
        try:
            for table, group in groups.items():
                if _tables(group) <= self.frames.keys():
                    yield group, self._here(table, group)
                elif _tables(group) <= self.targets.keys():
                    child = child or Child(self.pack)
                    found = self._there(child, table, group)
                    if isinstance(found, Reason):
                        child.kill()
                        child.close()
                        child = None
                    yield group, _unread(group, found) if isinstance(found, Reason) else found
                else:
                    yield group, _unread(group, Reason.VANISHED)
        finally:
            if child is not None:
                child.close()

    def _there(self, child: Child, table: TableRef, group: Sequence[Question]) -> Sequence[Answer] | Reason:
        """What a child answers; a reason if it can no longer be used."""
        places = tuple(wire.Place(*self.targets[ref]) for ref in sorted(_tables(group), key=_order))
        with suppress(CrashError):
            try:
                for said in child.ask(wire.Ask(table, tuple(group), places, self.sampling)):
                    if isinstance(said, wire.Answered):
                        return said.answers
                    if isinstance(said, wire.Unread):
                        return _unread(group, said.reason)
                    if isinstance(said, wire.Refused):
                        return _unread(group, Reason.CONNECTION_LOST)
                    if isinstance(said, wire.Failed):
                        log.info("second reading: %s", said.error)
                        return _unread(group, Reason.PARSER_CRASH)
            except StallError:
                return Reason.TIMEOUT
        return Reason.PARSER_CRASH

    def _here(self, table: TableRef, group: Sequence[Question]) -> Sequence[Answer]:
        from barlau.engine.questions import answer

        def opened(ref: TableRef, sampling: Sampling, columns: Sequence[Column]) -> Reading:
            source, item = self.frames[ref]
            return source.read(item, sampling, columns)

        try:
            return answer(table, group, opened, self.sampling, absent=self.pack.absent_markers)
        except ReadError as error:
            return _unread(group, error.reason)
        except Exception as error:  # noqa: BLE001  (libraries raise anything; the text may hold values)
            log.info("second reading: %s", place(error))
            return _unread(group, Reason.PARSER_CRASH)


def _tables(group: Iterable[Question]) -> set[TableRef]:
    return {ref for question in group for ref in question.tables}


def _order(ref: TableRef) -> tuple[str, str]:
    return ref.source, ref.object


def _unread(group: Iterable[Question], reason: Reason) -> list[Answer]:
    return [_unanswered(question, reason) for question in group]


def _unanswered(question: Question, reason: Reason) -> Answer:
    return (Counted if isinstance(question, Count) else Unhashed)(question.id, reason=reason)

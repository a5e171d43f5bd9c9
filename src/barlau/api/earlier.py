"""What earlier runs read and answered, taken over for tables that have not changed since.

A profile or an answer is taken over if the same version read by the same recognizers and the same sample, and the
source says by the object's mark that its data are those of then. Otherwise, and in doubt, it is read.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import barlau
from barlau.model.question import Answer, Question, TableRef
from barlau.model.reading import ReadStatus, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import TypeAdapter

    from barlau.history import Store
    from barlau.model.profile import ObjectProfile
    from barlau.model.reading import Coverage, DataObject, Sampling
    from barlau.model.recognizer import Pack

LASTING = frozenset({None, Reason.SAMPLED, Reason.EMPTY, Reason.ROW_ERRORS})
"""Ways to be read that a second reading of the same data would not change."""


class Earlier:
    """The memory of a run: what it may take over, and what it leaves to the next one. Without a store, nothing."""

    def __init__(self, store: Store | None, pack: Pack, sampling: Sampling, *, afresh: bool = False) -> None:
        """With `afresh` nothing is taken over."""
        self._store, self._afresh = store, afresh
        self._basis = _digest(barlau.__version__, pack.version, sampling.rows, sampling.seed)
        self._answers: dict[str, str] = {}
        self.key = "" if store is None else store.secret()
        """What marks are keyed with, hexadecimal."""
        self.marks: dict[TableRef, str] = {}
        """Of the objects of this run."""
        self.unchanged: dict[TableRef, int] = {}
        """Those that are not read again, with the run that read them."""

    def profile(self, item: DataObject) -> ObjectProfile | None:
        """What an earlier run read of an object that has not changed since."""
        place = TableRef(item.source, item.name)
        mark = self.marks.get(place)
        if self._store is None or self._afresh or mark is None:
            return None
        kept = self._store.profile(item.source, item.name, mark, self._basis)
        if kept is None:
            return None
        try:
            profile = _profiles().validate_json(kept.body)
        except ValueError:
            return None
        self.unchanged[place] = kept.run
        return replace(profile, object=item)

    def confirm(self, profile: ObjectProfile) -> None:
        """An object was read: its mark holds only if it was the same before and after."""
        place = TableRef(profile.object.source, profile.object.name)
        if self.marks.get(place) != profile.mark:
            self.marks.pop(place, None)

    def answer(self, question: Question) -> Answer | None:
        """What an earlier run answered about rows that have not changed since."""
        name = self._name(question)
        if self._store is None or name is None:
            return None
        body = self._answers.get(name) or (None if self._afresh else self._store.answer(name))
        if body is None:
            return None
        try:
            found = _known_answers().validate_json(body)
        except ValueError:
            return None
        self._answers[name] = body
        return found

    def answered(self, question: Question, answer: Answer) -> None:
        """Keep an answer for the next run, if it is one."""
        name = self._name(question)
        if name is not None and answer.reason is None:
            self._answers[name] = _known_answers().dump_json(answer).decode()

    def keep(self, run: int, profiles: Iterable[ObjectProfile]) -> None:
        """Keep for the next run what this one read, in a transaction of the caller."""
        if self._store is None:
            return
        for profile in profiles:
            place = TableRef(profile.object.source, profile.object.name)
            mark = self.marks.get(place)
            if mark is not None and place not in self.unchanged and _lasts(profile.coverage):
                body = _profiles().dump_json(profile).decode()
                self._store.keep_profile(*_pair(place), run=run, mark=mark, basis=self._basis, body=body)
        self._store.keep_answers(run, self._answers)

    def _name(self, question: Question) -> str | None:
        """What tells the question from others, with the state of the tables that it is about; None: it is not known."""
        marks = [(*_pair(place), self.marks.get(place)) for place in question.tables]
        if any(mark is None for *_, mark in marks):
            return None
        return _digest(self._basis, _questions().dump_json(question).decode(), marks)


def _lasts(coverage: Coverage) -> bool:
    return coverage.status in (ReadStatus.SCANNED, ReadStatus.PARTIAL) and coverage.reason in LASTING


def _pair(place: TableRef) -> tuple[str, str]:
    return place.source, place.object


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@cache
def _profiles() -> TypeAdapter[ObjectProfile]:
    from pydantic import TypeAdapter

    from barlau.model.profile import ObjectProfile

    return TypeAdapter(ObjectProfile)


@cache
def _questions() -> TypeAdapter[Question]:
    from pydantic import TypeAdapter

    return TypeAdapter(Question)


@cache
def _known_answers() -> TypeAdapter[Answer]:
    from pydantic import TypeAdapter

    return TypeAdapter(Answer)

"""Questions about rows go to a child process; whatever happens to it is a reason, never an exception."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from barlau.api import child as children
from barlau.api.child import Child
from barlau.api.listing import list_objects
from barlau.api.second_reading import SecondReading
from barlau.model.question import Apply, Cell, Constant, Count, Counted, Function, TableRef
from barlau.model.reading import Column, DataObject, Reason, Sampling, Target
from barlau.model.recognizer import Pack

PLAIN = Apply(Function.EQUAL, (Cell(Column("note", None, "text")), Constant("first")))
ALL = Apply(Function.EQUAL, (Constant(1), Constant(1)))


def located(folder: Path) -> dict[TableRef, tuple[Target, DataObject]]:
    target = Target(str(folder))
    child = Child(Pack(version="", recognizers=(), headers=()))
    try:
        return {TableRef(i.source, i.name): (target, i) for i, _ in list_objects(child, target)}
    finally:
        child.close()


def asked(places: dict[TableRef, tuple[Target, DataObject]], sampling: Sampling | None = None) -> dict[str, Counted]:
    questions = [Count(ref.object, ref, ALL, PLAIN) for ref in places]
    return SecondReading(places, sampling=sampling or Sampling()).ask(questions)


def test_every_table_is_asked_by_itself(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.csv").write_text("iin,note\n1,first\n2,second\n3,first\n")
    found = asked(located(tmp_path))
    assert {name: (a.rows, a.broken) for name, a in found.items()} == {"a.csv": (3, 2), "b.csv": (3, 2)}


def test_what_vanished_meanwhile_is_a_reason_and_the_others_are_answered(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.csv").write_text("iin,note\n1,first\n")
    places = located(tmp_path)
    (tmp_path / "a.csv").unlink()
    found = asked(places)
    assert found["a.csv"].reason is Reason.VANISHED
    assert (found["b.csv"].reason, found["b.csv"].broken) == (None, 1)


def test_killed_child_costs_one_table(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (large.parent / "small.csv").write_text("iin,note\n1,first\n")
    places = located(large.parent)
    kill = threading.Event()
    real = Child.ask

    def ask(self: Child, request: object) -> object:
        for said in real(self, request):  # type: ignore[arg-type]
            if not kill.is_set():
                kill.set()
                os.kill(self._process.pid, signal.SIGKILL)
                time.sleep(0.2)
            yield said

    monkeypatch.setattr(Child, "ask", ask)
    found = asked(dict(sorted(places.items(), key=lambda entry: entry[0].object)))
    assert found["large.csv"].reason is Reason.PARSER_CRASH
    assert (found["small.csv"].reason, found["small.csv"].broken) == (None, 1)


def test_silent_child_is_given_up(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = located(large.parent)
    monkeypatch.setattr(children, "STALL", 0.0)
    assert asked(places)["large.csv"].reason is Reason.TIMEOUT


def test_sample_says_that_it_is_one(large: Path) -> None:
    found = asked(located(large.parent), Sampling(1000))["large.csv"]
    assert (found.rows, found.sampled) == (1000, True)
    assert 300 < found.broken < 700

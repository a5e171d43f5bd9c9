"""What the parent and its child processes say to each other: one JSON line a message, never a pickle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from barlau.model.profile import ObjectProfile
from barlau.model.question import Answer as AnswerOf
from barlau.model.question import Question, TableRef
from barlau.model.reading import Column, Coverage, DataObject, Reason, Sampling, Target
from barlau.model.recognizer import Header, Pack

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Start:
    """First message: what is recognised. The child reads no recognizer file (0.4 s)."""

    pack: Pack
    kind: Literal["start"] = "start"

    @classmethod
    def of(cls, pack: Pack) -> Start:
        """Without the words of column names, which decide nothing before the profile is back."""
        values = (replace(recognizer, header=Header(), no_match=()) for recognizer in pack.recognizers)
        return cls(Pack(pack.version, tuple(values), headers=(), absent_markers=pack.absent_markers))


@dataclass(frozen=True, slots=True)
class ListObjects:
    """Open a target and name its objects."""

    target: Target
    key: str = ""
    """Of the marks of the objects, hexadecimal; empty: none are needed."""
    kind: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class ProfileObject:
    """Read one object and profile it."""

    target: Target
    item: DataObject
    sampling: Sampling
    threads: int
    columns: tuple[Column, ...] = ()
    """Only these; all of them if there are none."""
    key: str = ""
    """Of the object's mark."""
    kind: Literal["profile"] = "profile"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an object is that questions speak of."""

    target: Target
    item: DataObject


@dataclass(frozen=True, slots=True)
class Ask:
    """Answer questions about the rows of one table; `places` has it and those that its rows are looked up in."""

    table: TableRef
    questions: tuple[Question, ...]
    places: tuple[Place, ...]
    sampling: Sampling
    kind: Literal["ask"] = "ask"


@dataclass(frozen=True, slots=True)
class Found:
    """An object of the target; with a coverage when it will not be read."""

    item: DataObject
    coverage: Coverage | None
    mark: str | None = None
    kind: Literal["found"] = "found"


@dataclass(frozen=True, slots=True)
class Listed:
    """All objects were named."""

    kind: Literal["listed"] = "listed"


@dataclass(frozen=True, slots=True)
class Alive:
    """The child works; so many rows of the object were read so far."""

    rows: int
    kind: Literal["alive"] = "alive"


@dataclass(frozen=True, slots=True)
class Profiled:
    """The object's profile."""

    profile: ObjectProfile
    kind: Literal["profiled"] = "profiled"


@dataclass(frozen=True, slots=True)
class Answered:
    """Counts, one for each question."""

    answers: tuple[AnswerOf, ...]
    kind: Literal["answered"] = "answered"


@dataclass(frozen=True, slots=True)
class Unread:
    """The object could not be read."""

    reason: Reason
    kind: Literal["unread"] = "unread"


@dataclass(frozen=True, slots=True)
class Refused:
    """The target or a file of the user is wrong; the message holds no value and no secret."""

    problem: str
    kind: Literal["refused"] = "refused"


@dataclass(frozen=True, slots=True)
class Failed:
    """A library or barlau itself failed where nobody expected it: type and place, never the text."""

    error: str
    kind: Literal["failed"] = "failed"


Request = Start | ListObjects | ProfileObject | Ask
Answer = Found | Listed | Alive | Profiled | Answered | Unread | Refused | Failed


@cache
def _requests() -> TypeAdapter[Request]:
    from pydantic import TypeAdapter

    return TypeAdapter(Request)


@cache
def _answers() -> TypeAdapter[Answer]:
    from pydantic import TypeAdapter

    return TypeAdapter(Answer)


def encode_request(request: Request) -> bytes:
    """One line."""
    return _requests().dump_json(request) + b"\n"


def decode_request(line: bytes) -> Request:
    """The message of one line."""
    return _requests().validate_json(line)


def encode_answer(answer: Answer) -> bytes:
    """One line."""
    return _answers().dump_json(answer) + b"\n"


def decode_answer(line: bytes) -> Answer:
    """The message of one line."""
    return _answers().validate_json(line)

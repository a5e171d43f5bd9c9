"""What is read: targets, the objects inside them, their columns, and how far the reading got."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from barlau.nested.paths import ROOT, key_path, leaf_name

if TYPE_CHECKING:
    import pyarrow as pa


class ObjectKind(StrEnum):
    """How an object came to be one thing."""

    TABLE = "table"
    FILE = "file"
    SHEET = "sheet"
    MEMBER = "member"
    MESSAGE = "message"


class ReadStatus(StrEnum):
    """How far an object was read. Every object found ends in exactly one of these."""

    SCANNED = "scanned"
    PARTIAL = "partial"
    NOT_SCANNED = "not_scanned"
    EXCLUDED = "excluded"


class Reason(StrEnum):
    """Why an object is `partial`, `not_scanned` or `excluded` (a closed list: reports and options name it)."""

    UNSUPPORTED_FORMAT = "UNSUPPORTED_FORMAT"
    ENCRYPTED = "ENCRYPTED"
    CORRUPT = "CORRUPT"
    TRUNCATED = "TRUNCATED"
    TOO_LARGE = "TOO_LARGE"
    TOO_DEEP = "TOO_DEEP"
    TOO_MANY_ENTRIES = "TOO_MANY_ENTRIES"
    RATIO_LIMIT = "RATIO_LIMIT"
    TIMEOUT = "TIMEOUT"
    MEMORY_LIMIT = "MEMORY_LIMIT"
    PARSER_CRASH = "PARSER_CRASH"
    PERMISSION_DENIED = "PERMISSION_DENIED"
    NOT_REGULAR_FILE = "NOT_REGULAR_FILE"
    SYMLINK_LOOP = "SYMLINK_LOOP"
    SYMLINK_NOT_FOLLOWED = "SYMLINK_NOT_FOLLOWED"
    SYMLINK_OUTSIDE_ROOT = "SYMLINK_OUTSIDE_ROOT"
    VANISHED = "VANISHED"
    CHANGED_DURING_SCAN = "CHANGED_DURING_SCAN"
    UNSAFE_PATH = "UNSAFE_PATH"
    EXTERNAL_REFERENCE_BLOCKED = "EXTERNAL_REFERENCE_BLOCKED"
    ACTIVE_CONTENT_BLOCKED = "ACTIVE_CONTENT_BLOCKED"
    NO_TEXT_LAYER = "NO_TEXT_LAYER"
    DECODE_ERROR = "DECODE_ERROR"
    LOCKED = "LOCKED"
    SCHEMA_CHANGED = "SCHEMA_CHANGED"
    CONNECTION_LOST = "CONNECTION_LOST"
    STATEMENT_TIMEOUT = "STATEMENT_TIMEOUT"
    RLS_FILTERED = "RLS_FILTERED"
    SAMPLED = "SAMPLED"
    EXCLUDED_BY_RULE = "EXCLUDED_BY_RULE"
    REGEX_TIMEOUT = "REGEX_TIMEOUT"
    EMPTY = "EMPTY"
    PATH_TOO_LONG = "PATH_TOO_LONG"
    ROW_ERRORS = "ROW_ERRORS"
    VIEW_NOT_SCANNED = "VIEW_NOT_SCANNED"
    CONFIG_REJECTED = "CONFIG_REJECTED"


class SamplingMethod(StrEnum):
    """Which rows were read."""

    FULL = "full"
    RANDOM = "random"
    TOP = "top"


@dataclass(frozen=True, slots=True)
class Sampling:
    """How many rows the user asked for: `rows` None reads everything."""

    rows: int | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """One thing named by the user: a path, a glob or a database URL (which may hold a password)."""

    spec: str = field(repr=False)
    name: str = ""
    """Shown in reports; empty: the source makes one that holds no secret."""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DataObject:
    """A table, a file, a sheet: what is read as one thing. Its locator is opaque to all but its source."""

    source: str
    name: str
    kind: ObjectKind
    locator: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an object, or a path inside nested data (`$.client.iin`)."""

    name: str
    path: str | None
    type: str
    """The source's own name of the type (`varchar(12)`, `int64`)."""

    @property
    def full_name(self) -> str:
        """All words that name the values: the name, or the path from the row on (`$.payload.client.iin`)."""
        if self.path is None:
            return self.name
        return (
            self.path if leaf_name(self.path) == self.name else key_path(ROOT, self.name) + self.path.removeprefix(ROOT)
        )


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some consecutive values of one column."""

    column: Column
    values: pa.Array
    """string, dictionary<int32, string>, int64, float64, bool, date32, timestamp or binary; nothing else."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far an object was read, said after its last chunk."""

    status: ReadStatus
    reason: Reason | None = None
    rows_read: int = 0
    rows_total: int | None = None
    rows_bad: int = 0
    method: SamplingMethod = SamplingMethod.FULL
    seed: int = 0


class Reading(Protocol):
    """An open object. Iterate `chunks` once, then ask for `coverage`, then close."""

    def chunks(self) -> Iterator[Chunk]:
        """Yield the values, any column at any time; each column's chunks come in row order."""
        ...

    def coverage(self) -> Coverage:
        """Say how far the reading got; valid once `chunks` is exhausted."""
        ...

    def close(self) -> None:
        """Release the file or the connection; may be called more than once."""
        ...


class Source(Protocol):
    """A target that was opened: it lists its objects and opens each of them."""

    def objects(self) -> Iterator[tuple[DataObject, Coverage | None]]:
        """Yield every object found; a `Coverage` beside it says that it will not be read, and why."""
        ...

    def read(self, item: DataObject, sampling: Sampling, columns: Sequence[Column] = ()) -> Reading:
        """Open one object. Raises `ReadError` with a reason.

        With `columns` nothing else is read, and the chunks come in rounds: each holds every one of the columns
        once, all of one length (a path with `[*]` has a length of its own).
        """
        ...

    def close(self) -> None:
        """Close the connection."""
        ...

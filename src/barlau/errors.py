"""Errors raised on purpose: each says what, where and what to do, and none carries a value of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from barlau.model.reading import Reason


class BarlauError(Exception):
    """Parent of the errors that the command line turns into one line and an exit code."""


class ConfigError(BarlauError):
    """A file written by a person is wrong; nothing was read."""

    def __init__(self, file: str, problem: str, *, key: str = "", line: int | None = None, remedy: str = "") -> None:
        self.file = file
        self.problem = problem
        self.key = key
        self.line = line
        self.remedy = remedy
        place = file if line is None else f"{file}:{line}"
        where = f"{place}: {key}" if key else place
        super().__init__(f"{where}: {problem}" + (f" ({remedy})" if remedy else ""))


class TargetError(BarlauError):
    """A database, folder or file that was named cannot be opened at all."""

    def __init__(self, target: str, problem: str, *, remedy: str = "") -> None:
        self.target = target
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{target}: {problem}" + (f" ({remedy})" if remedy else ""))


class ReadError(BarlauError):
    """An object could not be read, or not to its end; becomes a `Skip`, never an end of the run."""

    def __init__(self, reason: Reason, at: str = "") -> None:
        self.reason = reason
        self.at = at
        super().__init__(f"{reason} at {at}" if at else str(reason))


class WriteError(BarlauError):
    """What was found cannot be kept: there is no report that anybody could trust."""

    def __init__(self, file: str, problem: str) -> None:
        self.file = file
        self.problem = problem
        super().__init__(f"{file}: cannot be written ({problem})")


def place(error: BaseException) -> str:
    """Type and place of an error, without its text, which may hold a value: `KeyError at load.py:12`."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    file = trace.tb_frame.f_code.co_filename.rpartition("/")[2]
    return f"{type(error).__name__} at {file}:{trace.tb_lineno}"


class InvalidIdentifier(ValueError):  # noqa: N818 (the field's word: stdnum and others name it so)
    """A value is not the identifier that it was checked for. The message never repeats the value."""

    message: ClassVar[str] = "the value is not this identifier"

    def __str__(self) -> str:
        return self.message


class InvalidLength(InvalidIdentifier):
    """The number of characters is wrong."""

    message = "the number of characters is wrong"


class InvalidFormat(InvalidIdentifier):
    """A character stands where it may not stand."""

    message = "the characters do not have the required form"


class InvalidChecksum(InvalidIdentifier):
    """The check digit does not follow from the other characters."""

    message = "the check digit is wrong"


class InvalidComponent(InvalidIdentifier):
    """A part (date, region, prefix, bank code) has no meaning."""

    message = "a part of the number has no meaning"

"""Errors of barlau. No message ever holds a value of the data.

The command line catches `BarlauError` once, prints it and exits with 2; an `InvalidIdentifier` is an answer of a pure function and
never reaches it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from barlau.model.reading import Reason


class BarlauError(Exception):
    """Base of all errors that a user can mend."""


class ConfigError(BarlauError):
    """A file written by the user is wrong: says where, what, and what to do."""

    def __init__(
        self, file: str, problem: str, *, key: str = "", line: int | None = None, remedy: str = ""
    ) -> None:
        self.file, self.problem, self.key, self.line, self.remedy = file, problem, key, line, remedy
        place = f"{file}:{line}" if line else file
        named = f"{key}: " if key else ""
        super().__init__(f"{place}: {named}{problem}" + (f" ({remedy})" if remedy else ""))


class TargetError(BarlauError):
    """A target cannot be opened at all: says which one and what to do."""

    def __init__(self, target: str, problem: str, *, remedy: str = "") -> None:
        self.target, self.problem, self.remedy = target, problem, remedy
        super().__init__(f"{target}: {problem}" + (f" ({remedy})" if remedy else ""))


class ReadError(BarlauError):
    """One object cannot be read; the scan goes on and the report names the reason."""

    def __init__(self, reason: Reason, at: str = "") -> None:
        self.reason, self.at = reason, at
        super().__init__(f"{reason.value}{' at ' + at if at else ''}")


class InvalidIdentifier(ValueError):
    """A value is not this identifier."""

    message: ClassVar[str] = "The value is not valid."

    def __str__(self) -> str:
        return self.message


class InvalidLength(InvalidIdentifier):
    """Too short or too long."""

    message = "The value has the wrong length."


class InvalidFormat(InvalidIdentifier):
    """A character stands where it may not."""

    message = "The value has the wrong format."


class InvalidChecksum(InvalidIdentifier):
    """The check digit does not agree."""

    message = "The check digit is wrong."


class InvalidComponent(InvalidIdentifier):
    """A part does not exist: a date, a region, a type digit."""

    message = "A part of the value does not exist."

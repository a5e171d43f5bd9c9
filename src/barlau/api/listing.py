"""What a target holds, named by a child process; a target that holds nothing is wrong usage."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from barlau.api import wire
from barlau.api.child import Child, CrashError, StallError
from barlau.api.earlier import Earlier
from barlau.errors import TargetError
from barlau.model.question import TableRef
from barlau.model.reading import Coverage, DataObject, Reason, Target


def list_objects(
    child: Child, target: Target, earlier: Earlier | None = None
) -> list[tuple[DataObject, Coverage | None]]:
    """Have a child name the objects of a target, and note their marks. Raises `TargetError` if it cannot be opened."""
    found: list[tuple[DataObject, Coverage | None]] = []
    try:
        for answer in child.ask(wire.ListObjects(target, earlier.key if earlier else "")):
            if isinstance(answer, wire.Found):
                found.append((answer.item, answer.coverage))
                if earlier is not None and answer.mark is not None:
                    earlier.marks[TableRef(answer.item.source, answer.item.name)] = answer.mark
            elif isinstance(answer, wire.Refused):
                raise TargetRefusedError(answer.problem)
            elif isinstance(answer, wire.Failed):
                raise TargetError(_shown(target), f"cannot be listed: {answer.error}")
            elif isinstance(answer, wire.Unread):
                raise TargetError(_shown(target), f"cannot be read: {answer.reason.value}")
            elif isinstance(answer, wire.Listed):
                break
    except CrashError:
        raise TargetError(_shown(target), "the reader crashed while listing its objects") from None
    except StallError:
        raise TargetError(_shown(target), "does not answer", remedy="check the network") from None
    _refuse_unreadable(target, found)
    return found


def _shown(target: Target) -> str:
    """How messages name a target: without its secrets."""
    from barlau.sources.url import parse

    return target.name or (parse(target.spec).name if "://" in target.spec else target.spec)


def _refuse_unreadable(target: Target, found: Sequence[tuple[DataObject, Coverage | None]]) -> None:
    """Wrong usage: the target is empty, or one file of a kind that nobody reads."""
    if not found:
        raise TargetError(_shown(target), "holds nothing to read", remedy="check the path or the URL")
    reasons = [coverage and coverage.reason for _, coverage in found]
    if reasons == [Reason.UNSUPPORTED_FORMAT] and Path(target.spec).is_file():
        from barlau.sources.formats import Format

        raise TargetError(_shown(target), "is of no format that can be read", remedy=", ".join(Format))


class TargetRefusedError(TargetError):
    """A child refused the target; its message is complete."""

    def __init__(self, problem: str) -> None:
        Exception.__init__(self, problem)

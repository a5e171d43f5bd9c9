"""Two reports side by side: findings that are new, gone or changed, columns and objects that are others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from barlau import history as histories
from barlau.model.diff import ColumnChange, Diff, ObjectChange, Side
from barlau.model.reading import ReadStatus
from barlau.model.report import Finding, Location, Report

READ = (ReadStatus.SCANNED, ReadStatus.PARTIAL)


def diff(before: Report, after: Report, names: tuple[str | int, str | int]) -> Diff:
    """What the second report says otherwise than the first; `names` are those of the two."""
    then = {histories.key_of(f): f for f in before.findings if f.state != "gone"}
    known = {
        key: histories.Known(f, f.first_seen or before.started_at, f.last_seen or before.started_at)
        for key, f in then.items()
    }
    compared = histories.compare(known, replace(after, findings=tuple(f for f in after.findings if f.state != "gone")))
    here = compared.present
    return Diff(
        before=_side(before, names[0]),
        after=_side(after, names[1]),
        new=tuple(f for f in here if f.state == "new"),
        gone=compared.gone,
        changed=tuple((then[key], f) for f in here if (key := histories.key_of(f)) in then and _differ(then[key], f)),
        unchecked=compared.unchecked,
        columns=tuple(_columns(before, after)),
        objects=tuple(_objects(before, after)),
    )


def _side(report: Report, name: str | int) -> Side:
    return Side(name, report.started_at, report.status)


def _differ(then: Finding, now: Finding) -> bool:
    return (then.level, then.verdict, then.confidence, then.counts) != (
        now.level,
        now.verdict,
        now.confidence,
        now.counts,
    )


def _columns(before: Report, after: Report) -> Iterator[ColumnChange]:
    """Columns whose categories differ; not where one of the runs could not read the object."""
    unknown = _unread(before) | _unread(after)
    then, now = _categories(before, unknown), _categories(after, unknown)
    for place in sorted({*then, *now}, key=_order):
        if then.get(place, ()) != now.get(place, ()):
            yield ColumnChange(place, then.get(place), now.get(place))


def _categories(report: Report, unknown: set[tuple[str, str]]) -> dict[Location, tuple[str, ...]]:
    return {
        Location(c.source, c.object, c.column.name, c.column.path): tuple(d.category for d in c.detections)
        for c in report.columns
        if (c.source, c.object) not in unknown
    }


def _unread(report: Report) -> set[tuple[str, str]]:
    return {(i.object.source, i.object.name) for i in report.objects if i.coverage.status not in READ}


def _objects(before: Report, after: Report) -> Iterator[ObjectChange]:
    then, now = _statuses(before), _statuses(after)
    for place in sorted({*then, *now}):
        if then.get(place) != now.get(place):
            yield ObjectChange(*place, then.get(place), now.get(place))


def _statuses(report: Report) -> dict[tuple[str, str], ReadStatus]:
    return {(item.object.source, item.object.name): item.coverage.status for item in report.objects}


def _order(place: Location) -> tuple[str, ...]:
    return place.source, place.object, place.column or "", place.path or ""

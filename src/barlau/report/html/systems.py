"""What a page says of each system: how much was read, what it holds, and how its categories spread."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from barlau import taxonomy
from barlau.model.reading import ReadStatus, Reason
from barlau.model.report import ColumnResult, Kind, Report
from barlau.report import summary
from barlau.report.html.tones import column_tone, undeclared
from barlau.report.visible import visible


@dataclass(frozen=True, slots=True)
class System:
    """One source."""

    source: str
    objects: int
    read: int
    rows: int
    columns: int
    personal: int
    undeclared: int
    tones: Mapping[str, int]
    """Personal columns by the gravest tone of their verdicts."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One category in one system."""

    columns: int
    undeclared: int
    radius: float
    """Of the disc whose area stands for the columns, within a field of 28."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Categories by system."""

    sources: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Spot | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Sources by a name as short as it can be while it tells them apart."""

    short: Mapping[str, str]

    def __call__(self, source: str) -> str:
        """The name of a source."""
        return self.short.get(source, visible(source))


def names(report: Report) -> Names:
    """The last part of a path or URL, or all of it where two sources share it."""
    sources = sorted({item.object.source for item in report.objects} | {c.source for c in report.columns})
    last = {source: visible(source.rstrip("/").rpartition("/")[2] or source) for source in sources}
    seen = Counter(last.values())
    return Names({source: last[source] if seen[last[source]] == 1 else visible(source) for source in sources})


def systems(report: Report) -> tuple[System, ...]:
    """Every source, in the order of their names."""
    columns: dict[str, list[ColumnResult]] = defaultdict(list)
    for column in report.columns:
        columns[column.source].append(column)
    out = []
    for source in sorted({item.object.source for item in report.objects} | set(columns)):
        readings = [item.coverage for item in report.objects if item.object.source == source]
        personal = [column for column in columns[source] if summary.is_personal(column)]
        out.append(
            System(
                source,
                objects=sum(reading.status != ReadStatus.EXCLUDED for reading in readings),
                read=sum(
                    reading.status is ReadStatus.SCANNED or reading.reason is Reason.SAMPLED for reading in readings
                ),
                rows=sum(reading.rows_read for reading in readings),
                columns=sum(column.kind != Kind.NOT_SCANNED for column in columns[source]),
                personal=len(personal),
                undeclared=sum(map(undeclared, personal)),
                tones=Counter(map(column_tone, personal)),
            )
        )
    return tuple(out)


def in_order(categories: Iterable[str]) -> list[str]:
    """Categories as the taxonomy lists them; unknown ones last."""
    order = {key: number for number, key in enumerate(taxonomy.load().categories)}
    return sorted(categories, key=lambda key: (order.get(key, len(order)), key))


def spread(report: Report) -> Spread:
    """How many columns of each system hold each category, and how many of them undeclared."""
    held: dict[str, Counter[str]] = defaultdict(Counter)
    amiss: dict[str, Counter[str]] = defaultdict(Counter)
    for column in filter(summary.is_personal, report.columns):
        bad = {v.category for v in column.verdicts if undeclared_verdict(v.verdict)}
        for category in {detection.category for detection in column.detections}:
            held[category][column.source] += 1
            amiss[category][column.source] += category in bad
    sources = tuple(sorted({column.source for column in report.columns if summary.is_personal(column)}))
    most = max((count for counts in held.values() for count in counts.values()), default=1)
    rows = tuple(
        (category, tuple(_spot(held[category][source], amiss[category][source], most) for source in sources))
        for category in in_order(held)
    )
    return Spread(sources, rows)


def undeclared_verdict(verdict: str) -> bool:
    """Is this verdict one of undeclared collection?"""
    return verdict in ("undeclared", "denied")


def _spot(columns: int, amiss: int, most: int) -> Spot | None:
    if not columns:
        return None
    return Spot(columns, amiss, round(4.5 + 9 * (columns / most) ** 0.5, 1))

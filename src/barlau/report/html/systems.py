"""What a page says of each system: how much was read, what it holds, and how its categories spread."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from barlau import taxonomy
from barlau.model.reading import Coverage, ReadStatus, Reason, SamplingMethod
from barlau.model.report import ColumnResult, Kind, Report
from barlau.report import summary
from barlau.report.html.tones import column_tone, tone, undeclared, worst
from barlau.report.visible import visible

READING = ("full", "sample", "partial", "unread")
"""How far an object was read, best first."""


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
    reading: Mapping[str, int]
    """Objects by how far they were read: the keys of `READING`."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One category in one system."""

    columns: int
    undeclared: int
    tone: str
    """The gravest of the columns' verdicts on the category."""
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
                reading=Counter(_extent(reading) for reading in readings if reading.status != ReadStatus.EXCLUDED),
            )
        )
    return tuple(out)


def _extent(reading: Coverage) -> str:
    if reading.status is ReadStatus.NOT_SCANNED:
        return "unread"
    if reading.status is ReadStatus.PARTIAL and reading.reason is not Reason.SAMPLED:
        return "partial"
    return "full" if reading.method is SamplingMethod.FULL else "sample"


def in_order(categories: Iterable[str]) -> list[str]:
    """Categories as the taxonomy lists them; unknown ones last."""
    order = {key: number for number, key in enumerate(taxonomy.load().categories)}
    return sorted(categories, key=lambda key: (order.get(key, len(order)), key))


def spread(report: Report) -> Spread:
    """How many columns of each system hold each category, how many of them undeclared, and how grave that is."""
    held: dict[tuple[str, str], list[set[str]]] = defaultdict(list)
    for column in filter(summary.is_personal, report.columns):
        for category in {detection.category for detection in column.detections}:
            said = {verdict.verdict for verdict in column.verdicts if verdict.category == category}
            held[category, column.source].append({tone(verdict) for verdict in said})
    sources = tuple(sorted({source for _, source in held}))
    most = max(map(len, held.values()), default=1)
    rows = tuple(
        (category, tuple(_spot(held.get((category, source), []), most) for source in sources))
        for category in in_order({category for category, _ in held})
    )
    return Spread(sources, rows)


def _spot(columns: list[set[str]], most: int) -> Spot | None:
    if not columns:
        return None
    radius = round(4.5 + 9 * (len(columns) / most) ** 0.5, 1)
    return Spot(len(columns), sum("error" in tones for tones in columns), worst(set().union(*columns)), radius)

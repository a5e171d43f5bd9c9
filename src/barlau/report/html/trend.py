"""The history of the runs as a small picture: errors, warnings and notes, run by run."""

from dataclasses import dataclass

from barlau.model.report import Report, TrendPoint

WIDTH, HEIGHT, MARGIN = 640, 120, 6
MOST_RUNS = 60
"""Later runs only: more bars than these could not be told apart on paper."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of one run's bar."""

    tone: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Trend:
    """The bars, and the runs that they stand for."""

    points: tuple[TrendPoint, ...]
    bars: tuple[Bar, ...]
    most: int
    """Findings of the tallest bar."""


def trend(report: Report) -> Trend | None:
    """Bars of all runs of the history; None where there are fewer than two."""
    points = report.history.trend[-MOST_RUNS:] if report.history else ()
    if len(points) < 2:
        return None
    most = max(max(point.errors + point.warnings + point.notes for point in points), 1)
    step = WIDTH / len(points)
    bars = []
    for number, point in enumerate(points):
        y = float(HEIGHT)
        for tone, count in (("error", point.errors), ("warning", point.warnings), ("note", point.notes)):
            height = (HEIGHT - MARGIN) * count / most
            y -= height
            if count:
                bars.append(
                    Bar(tone, round(number * step, 1), round(y, 1), round(min(step * 0.8, 28), 1), round(height, 1))
                )
    return Trend(points, tuple(bars), most)

"""What would change a decision: the decision is asked again with one thing different at a time.

Nothing here knows a weight or a threshold: whatever the decision rests on, its answers are true of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from barlau.engine.decision.decide import Decider
from barlau.engine.decision.owner import MANY
from barlau.fold import tokens
from barlau.model.explanation import Change, Outcome
from barlau.model.profile import ColumnProfile, ObjectProfile, Tally
from barlau.model.recognizer import Pack
from barlau.model.report import ColumnResult, EvidenceKind, Message

MOST_NEIGHBOURS = 60
"""Other columns that take part: a few of each group decide what a hundred would, and each trial decides them all."""
SILENT = "c1"
"""A name that says nothing, of a column or of a table."""
COUNTS = (1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000, 20_000, 100_000)
"""Numbers of distinct values that are tried; between two with different outcomes the exact one is searched."""
SHARES = tuple(i / 20 for i in range(1, 21))


def changes(decider: Decider, pack: Pack, profile: ObjectProfile, at: int) -> tuple[Change, ...]:
    """What would decide the column at index `at` otherwise; what would change nothing is left out."""
    return tuple(_Trial(decider, pack, profile, at).changes())


class _Trial:
    def __init__(self, decider: Decider, pack: Pack, profile: ObjectProfile, at: int) -> None:
        self._decider = decider
        self._headers = {r.category: r.header for r in reversed(pack.headers)}
        self._headers |= {r.category: r.header for r in reversed(pack.recognizers) if r.category}
        results = decider.decide(profile)
        self._column = profile.columns[at]
        self._result = results[at]
        others = [(c, r) for i, (c, r) in enumerate(zip(profile.columns, results, strict=True)) if i != at]
        personal = [c for c, r in others if r.detections][:MOST_NEIGHBOURS]
        silent = [c for c, r in others if not r.detections][:MANY]
        self._profile = replace(profile, columns=(*personal, *silent))
        self._now = _outcome(self._result)

    def changes(self) -> Iterator[Change]:
        """In the order of what a reader can do about it: the name, the values, the table."""
        for condition, column in self._names():
            yield from self._if(condition, self._decide(column))
        yield from self._values()
        yield from self._shares()
        for fact in [item.harmless for item in self._result.alternates if item.harmless]:
            plain = replace(self._column, facts=tuple(f for f in self._column.facts if f[0] != fact))
            yield from self._if(_said("without_harmless", harmless=fact), self._decide(plain))
        silent = replace(self._profile.object, name=SILENT)
        yield from self._if(_said("table_silent"), self._decide(profile=replace(self._profile, object=silent)))
        if self._profile.columns:
            yield from self._if(_said("alone"), self._decide(profile=replace(self._profile, columns=())))

    def _decide(self, column: ColumnProfile | None = None, profile: ObjectProfile | None = None) -> Outcome:
        there = profile or self._profile
        return _outcome(self._decider.decide(replace(there, columns=(column or self._column, *there.columns)))[0])

    def _if(self, condition: Message, outcome: Outcome) -> Iterator[Change]:
        if outcome != self._now:
            yield Change(condition, outcome)

    def _names(self) -> Iterator[tuple[Message, ColumnProfile]]:
        """A name that says nothing, one without the word that speaks against, and one that says it clearly."""
        evidence = [e for d in self._result.detections[:1] for e in d.evidence]
        if any(e.kind is EvidenceKind.HEADER for e in evidence):
            yield _said("name_silent"), self._named(SILENT)
        lost = [e for item in self._result.alternates for e in item.evidence]
        against = [dict(e.detail.args)["word"] for e in (*evidence, *lost) if e.detail.key == "header.negative"]
        name = self._column.column.path or self._column.column.name
        for word in dict.fromkeys(against):
            rest = "_".join(token for token in tokens(name) if token not in tokens(word))
            yield _said("name_without", word=word), self._named(rest or SILENT)
        categories = [d.category for d in self._result.detections[:1]]
        categories += [item.category for item in self._result.alternates if item.category and item.entity]
        for category in list(dict.fromkeys(categories))[:2]:
            header = self._headers.get(category)
            if header is not None and header.shown:
                yield _said("name_says", word=header.shown), self._named(header.shown)

    def _named(self, name: str) -> ColumnProfile:
        column = self._column.column
        path = None if column.path is None else f"$.{name}"
        return replace(self._column, column=replace(column, name=name, path=path))

    def _values(self) -> Iterator[Change]:
        """How many distinct values of the same sort are needed for more, and how few would give less."""
        now = self._column.distinct
        if not self._column.tallies or not now:
            return
        for key, counts in (
            ("more_values", [now, *(n for n in COUNTS if n > now)]),
            ("fewer_values", [now, *(n for n in reversed(COUNTS) if n < now)]),
        ):
            found = self._first(counts, lambda n: self._decide(_scaled(self._column, int(n))))
            if found is not None:
                edge, outcome = found
                yield Change(_said(key, distinct=edge, now=now), outcome)

    def _shares(self) -> Iterator[Change]:
        """From which share of matching values on, and below which, it would be something else."""
        ruling = self._result.detections[0].entity if self._result.detections else None
        tallies = self._column.tallies
        tally = max((t for t in tallies if ruling in (None, t.entity)), key=_hits, default=None)
        values = self._column.rows - self._column.nulls - self._column.absent
        if tally is None or not values:
            return
        now = min(1.0, _hits(tally) / values)
        higher = [] if tally.inside > tally.cells else [s for s in SHARES if s > now]  # more of a text changes nothing
        for key, shares in (
            ("share_above", [now, *higher]),
            ("share_below", [now, *(s for s in reversed(SHARES) if s < now), 0.5 / values]),
        ):
            found = self._first(shares, lambda s: self._decide(_with_share(self._column, tally, s)), least=0.005)
            if found is not None:
                edge, outcome = found
                args = {"share": f"{edge * 100:.2g}", "now": f"{now * 100:.3g}", "entity": tally.entity}
                yield Change(_said(key, **args), outcome)

    def _first(
        self, steps: Sequence[float], outcome: Callable[[float], Outcome], least: float = 1.0
    ) -> tuple[float, Outcome] | None:
        """The first point on the way at which the outcome is another one, to within `least`."""
        for before, after in pairwise(steps):
            if (there := outcome(after)) == self._now:
                continue
            near, far = before, after
            while abs(far - near) > least:
                middle = (near + far) / 2 if least < 1 else (near + far) // 2
                at_middle = outcome(middle)
                near, far, there = (middle, far, there) if at_middle == self._now else (near, middle, at_middle)
            return far, there
        return None


def _outcome(result: ColumnResult) -> Outcome:
    ruling = result.detections[0] if result.detections else None
    return Outcome(
        ruling.category if ruling else None, ruling.confidence if ruling else None, result.kind, result.subject
    )


def _said(key: str, **args: object) -> Message:
    return Message(f"change.{key}", tuple((name, str(value)) for name, value in sorted(args.items())))


def _hits(tally: Tally) -> int:
    return tally.cells + tally.inside


def _scaled(column: ColumnProfile, distinct: int) -> ColumnProfile:
    """The same column with another number of distinct values, everything else in proportion."""
    factor = distinct / column.distinct

    def scale(count: int) -> int:
        return max(1, round(count * factor)) if count else 0

    tallies = tuple(
        Tally(t.entity, scale(t.cells), scale(t.inside), scale(t.distinct), scale(t.tried)) for t in column.tallies
    )
    rows, nulls, absent = scale(column.rows), scale(column.nulls), scale(column.absent)
    return replace(
        column,
        rows=max(rows, nulls + absent + 1),
        nulls=nulls,
        absent=absent,
        distinct=distinct,
        tallies=tallies,
        sampled=min(column.sampled, distinct),
        judged=min(column.judged, distinct),
    )


def _with_share(column: ColumnProfile, tally: Tally, share: float) -> ColumnProfile:
    """The same column with so large a share of its values matching one entity.

    What stands within text was tried because it is there; a whole cell that does not match was tried all the same.
    """
    values = column.rows - column.nulls - column.absent
    hits = round(share * values)
    factor = hits / max(_hits(tally), 1)
    inside = tally.inside > tally.cells
    distinct = min(hits, column.distinct, round(tally.distinct * factor))
    other = Tally(
        tally.entity,
        0 if inside else hits,
        hits if inside else 0,
        distinct,
        max(distinct, round(tally.tried * factor) if inside else tally.tried),
    )
    return replace(column, tallies=tuple(other if t is tally else t for t in column.tallies))

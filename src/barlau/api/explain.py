"""Why one column was decided as it was: it is read alone, decided, compared, and the decision is asked again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from barlau import policy as policies_of
from barlau.api import place as places
from barlau.api.assembly import assemble
from barlau.api.gathering import Found, Gathering
from barlau.api.plan import Plan
from barlau.api.run import Options
from barlau.engine.decision.changes import changes
from barlau.engine.decision.decide import Decider
from barlau.errors import ReadError
from barlau.model.explanation import Explanation, Ground
from barlau.model.policy import Policy
from barlau.model.profile import ObjectProfile
from barlau.model.reading import DataObject, ReadStatus, Reason, Sampling, SamplingMethod, Target
from barlau.model.recognizer import Pack
from barlau.model.report import ColumnResult, Finding, Level, Location, Report
from barlau.recognizers.load import load as load_pack

NEIGHBOURS = Sampling(rows=2_000)
"""How much is read of the other columns: their categories are context, and a sample of this size tells them."""


def explain(target: Target, place: str, options: Options | None = None) -> Explanation:
    """Explain the column `place` (`table.column`, or a column where there is one object) of a target.

    A random sample of the object tells what its other columns hold; the column itself is read by
    `options.sampling`. Raises `TargetError` when nothing or more than one thing bears that name, `ReadError` when
    its object cannot be read, `ConfigError` for files of the user, `KeyboardInterrupt` when a signal stops the reading.
    """
    chosen = options or Options()
    pack = load_pack(chosen.recognizers)
    policies = [policies_of.load(path) for path in chosen.policies]
    profile, at = _read(target, place, chosen, pack)
    report = assemble([profile], pack, Plan(policies))
    column = report.columns[at]
    return Explanation(
        column=column,
        coverage=profile.coverage,
        changes=changes(Decider(pack), pack, profile, at),
        grounds=grounds(column, policies),
        findings=findings_on(report, column),
    )


def explain_stored(report: Report, place: str, policies: Sequence[Policy] = ()) -> Explanation:
    """Explain a column by a report that was kept: nothing is read. Raises `TargetError` as `explain` does."""
    found = [(item, column) for item in report.objects for column in _stored(report, item.object, place)]
    if len(found) > 1:
        raise places.ambiguous(place, [(item.object, column.column) for item, column in found])
    if not found:
        raise places.unknown(place, None, [f"{c.object}.{places.names(c.column)[0]}" for c in report.columns])
    item, column = found[0]
    return Explanation(
        column=column,
        coverage=item.coverage,
        changes=None,
        grounds=grounds(column, policies),
        findings=findings_on(report, column),
    )


def _stored(report: Report, item: DataObject, place: str) -> list[ColumnResult]:
    """The columns of one object that a place may name, with or without its source."""
    here = [c for c in report.columns if (c.source, c.object) == (item.source, item.name)]
    alone = len(here) == len(report.columns)
    rests = dict.fromkeys((place, place.removeprefix(f"{item.source}.")))
    chosen = {i for rest in rests for i in places.columns(rest, item, [c.column for c in here], alone=alone)}
    return [here[i] for i in sorted(chosen)]


def _read(target: Target, place: str, options: Options, pack: Pack) -> tuple[ObjectProfile, int]:
    listed: list[DataObject] = []

    def select(found: Sequence[Found]) -> list[Found]:
        listed.extend(item for _, item, _ in found)
        wanted = places.objects(place, listed)
        if not wanted:
            raise places.unknown(place, None, [item.name for item in listed])
        return [entry for entry in found if entry[1] in wanted]

    rows = options.sampling.rows
    few = replace(NEIGHBOURS, seed=options.sampling.seed) if rows is None or rows > 2_000 else options.sampling
    profiles, stopped = replace(options, sampling=few).gathering(pack).profiles([target], select)
    if stopped:
        raise KeyboardInterrupt
    profile, at = _found(place, profiles, alone=len(listed) == 1)
    if few == options.sampling or profile.coverage.method is SamplingMethod.FULL:
        return profile, at
    return _in_full(target, profile, at, options.gathering(pack)), at


def _in_full(target: Target, profile: ObjectProfile, at: int, gathering: Gathering) -> ObjectProfile:
    """The object's profile with one column read again by the sampling that was asked for."""
    column = profile.columns[at].column

    def select(found: Sequence[Found]) -> list[Found]:
        return [entry for entry in found if entry[1] == profile.object]

    again, stopped = gathering.profiles([target], select, (column,))
    if stopped:
        raise KeyboardInterrupt
    read = next((c for p in again for c in p.columns if c.column == column), None)
    if read is None:
        return profile
    columns = (*profile.columns[:at], read, *profile.columns[at + 1 :])
    return replace(profile, columns=columns, coverage=again[0].coverage)


def _found(place: str, profiles: Sequence[ObjectProfile], *, alone: bool) -> tuple[ObjectProfile, int]:
    found = [
        (profile, at)
        for profile in profiles
        for at in places.columns(place, profile.object, [c.column for c in profile.columns], alone=alone)
    ]
    if len(found) > 1:
        raise places.ambiguous(place, [(p.object, p.columns[at].column) for p, at in found])
    if found:
        return found[0]
    for profile in profiles:
        if profile.coverage.status in (ReadStatus.NOT_SCANNED, ReadStatus.EXCLUDED):
            raise ReadError(profile.coverage.reason or Reason.EMPTY, profile.object.name)
    first = profiles[0]
    raise places.unknown(place, first.object, [places.names(c.column)[0] for c in first.columns])


def findings_on(report: Report, column: ColumnResult) -> tuple[Finding, ...]:
    """The findings of a report that are about this column, gravest first."""
    where = Location(column.source, column.object, column.column.name, column.column.path)
    found = [finding for finding in report.findings if finding.location == where]
    return tuple(sorted(found, key=lambda finding: tuple(Level).index(finding.level)))


def grounds(column: ColumnResult, policies: Sequence[Policy]) -> tuple[Ground, ...]:
    """Each verdict on a column with the declarations that it rests on, of policies that are at hand."""
    known = {policy.id: policy for policy in policies}
    return tuple(
        Ground(given, policies_of.because(known[given.policy], given) if given.policy in known else ())
        for given in column.verdicts
    )

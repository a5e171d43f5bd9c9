"""Everything in a project file: its sources read, each judged by its policies, suppressions applied."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from barlau import history as histories
from barlau import policy as policies_of
from barlau import project as projects
from barlau import yamlfile
from barlau.api.assembly import assemble, now
from barlau.api.earlier import Earlier
from barlau.api.plan import Plan
from barlau.api.remembering import remember
from barlau.api.run import Interrupted, Options
from barlau.errors import BarlauError, ConfigError
from barlau.history import Store
from barlau.model.project import Project
from barlau.model.question import TableRef
from barlau.model.reading import DataObject
from barlau.model.report import Report, RunStatus
from barlau.recognizers.load import load as load_pack
from barlau.report.exit_code import threshold_hit
from barlau.sources.url import parse as parse_url
from barlau.yamlfile import YamlFile


def plan(path: Path | str) -> Plan:
    """The plan of a project file. Raises `ConfigError` with file, key and line for the first error in it."""
    file = yamlfile.read(path)
    project = projects.parse(file)
    policies = [policies_of.load(found) for found in project.policies]
    projects.check(file, project, policies)
    _check_urls(file, project)
    return Plan(policies, project)


def _check_urls(file: YamlFile, project: Project) -> None:
    for i, source in enumerate(project.sources):
        if "://" in source.target.spec:
            try:
                parse_url(source.target.spec)
            except ConfigError as error:
                raise file.error(("sources", i, "url"), error.problem, error.remedy) from None
            except BarlauError as error:
                raise file.error(("sources", i, "url"), str(error)) from None


def audit(
    path: Path | str,
    options: Options | None = None,
    *,
    today: date | None = None,
    keep: bool = False,
    history: Path | None = None,
) -> Report:
    """Run a project file. Its policies and recognizers are added to those of `options`.

    `today` decides which suppressions hold. With `keep` the run is kept in the history store, `history` or the one that
    the project file names, and compared with the runs before. Raises as `scan` does, and `WriteError` if the run
    cannot be kept.
    """
    chosen, planned = options or Options(), plan(path)
    project = planned.project
    assert project is not None  # noqa: S101  (a plan of a file has it)
    if not keep:
        return _audited(chosen, planned, project, None, today)
    place = history or project.history
    assert place is not None  # noqa: S101  (a project file has a default)
    with histories.locked(place), histories.opened(place, create=True) as store:
        return _audited(chosen, planned, project, store, today)


def _audited(chosen: Options, planned: Plan, project: Project, store: Store | None, today: date | None) -> Report:
    chosen = replace(chosen, recognizers=(*chosen.recognizers, *project.recognizers))
    pack = load_pack(chosen.recognizers)
    started = now()
    earlier = Earlier(store, pack, chosen.sampling, afresh=chosen.afresh)
    gathering = replace(chosen.gathering(pack), earlier=earlier)
    profiles, stopped = gathering.profiles([source.target for source in project.sources])
    report = assemble(
        profiles,
        pack,
        planned,
        started=started,
        allowed=chosen.allow_incomplete,
        second=None if stopped else gathering.second_reading(),
        today=today or chosen.today,
    )
    findings, notices = projects.exempt(report.findings, project, today or date.today())
    report = replace(
        report,
        status=RunStatus.INTERRUPTED if stopped else report.status,
        findings=findings,
        objects=tuple(replace(item, unchanged_since=_since(earlier, item.object)) for item in report.objects),
        notices=() if stopped else (*projects.idle(project, profiles), *notices),
    )
    if store is not None:
        report = remember(report, store, chosen, earlier, profiles)
    else:
        report = replace(report, threshold_hit=threshold_hit(report.findings, chosen.fail_on))
    if stopped:
        raise Interrupted(report)
    return report


def _since(earlier: Earlier, item: DataObject) -> int | None:
    """The run that read an object which was not read again."""
    return earlier.unchanged.get(TableRef(item.source, item.name))

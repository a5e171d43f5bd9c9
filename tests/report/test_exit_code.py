from dataclasses import replace

import pytest

from barlau.model.reading import Coverage, DataObject, ObjectKind, ReadStatus, Reason
from barlau.model.report import Level, ObjectResult, Report, RunStatus
from barlau.report.exit_code import exit_code, threshold_hit

from .fixture import REPORT, finding

ERROR, WARNING, NOTE = Level
COMPLETE, INCOMPLETE = RunStatus.COMPLETE, RunStatus.INCOMPLETE


def report(status: RunStatus, *levels: Level) -> Report:
    findings = tuple(finding("vague", level, "vehicle", None) for level in levels)
    return replace(REPORT, status=status, findings=findings)


@pytest.mark.parametrize(
    ("status", "found", "fail_on", "code"),
    [
        (COMPLETE, [], ERROR, 0),
        (COMPLETE, [], NOTE, 0),
        (COMPLETE, [ERROR], ERROR, 1),
        (COMPLETE, [WARNING, NOTE], ERROR, 0),
        (COMPLETE, [WARNING], WARNING, 1),
        (COMPLETE, [NOTE], WARNING, 0),
        (COMPLETE, [NOTE], NOTE, 1),
        (COMPLETE, [ERROR], NOTE, 1),
        (COMPLETE, [ERROR], None, 0),
        (INCOMPLETE, [], ERROR, 3),
        (INCOMPLETE, [WARNING], ERROR, 3),
        (INCOMPLETE, [ERROR], None, 3),
        (INCOMPLETE, [ERROR], ERROR, 4),
        (INCOMPLETE, [NOTE], NOTE, 4),
        (RunStatus.INTERRUPTED, [], ERROR, 3),
        (RunStatus.INTERRUPTED, [ERROR], ERROR, 4),
        (RunStatus.FAILED, [], ERROR, 3),
    ],
)
def test_truth_table(status, found, fail_on, code):
    assert exit_code(report(status, *found), fail_on) == code


def unread(status: RunStatus, allowed: tuple[str, ...], *reasons: Reason | None) -> Report:
    objects = tuple(
        ObjectResult(DataObject("s", f"o{i}", ObjectKind.FILE), Coverage(ReadStatus.NOT_SCANNED, reason))
        for i, reason in enumerate(reasons)
    )
    return replace(report(status), objects=objects, allowed_incomplete=allowed)


@pytest.mark.parametrize(
    ("status", "allowed", "reasons", "code"),
    [
        pytest.param(INCOMPLETE, ("ENCRYPTED",), [Reason.ENCRYPTED], 0, id="allowed"),
        pytest.param(INCOMPLETE, ("ENCRYPTED",), [Reason.ENCRYPTED, Reason.CORRUPT], 3, id="one not allowed"),
        pytest.param(INCOMPLETE, ("ENCRYPTED",), [], 3, id="incomplete for a cause that no object shows"),
        pytest.param(INCOMPLETE, ("ENCRYPTED",), [None], 3, id="no reason is no allowed reason"),
        pytest.param(INCOMPLETE, (), [Reason.SAMPLED], 0, id="a sample that was asked for"),
        pytest.param(RunStatus.INTERRUPTED, ("TIMEOUT",), [Reason.TIMEOUT], 3, id="an interrupt is never allowed"),
    ],
)
def test_allowed_reasons_relax_incompleteness_and_nothing_else(status, allowed, reasons, code):
    assert exit_code(unread(status, allowed, *reasons)) == code


def test_a_finding_that_is_gone_does_not_fail_the_run():
    gone = finding("undeclared", ERROR, "vehicle", None, state="gone")
    assert not threshold_hit([gone], NOTE)

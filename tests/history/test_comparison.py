"""New, unchanged, gone, or not looked at: what a run may say of the findings known before it."""

from dataclasses import replace

import pytest

from barlau.history import Known, compare, key_of
from barlau.model.reading import Coverage, DataObject, ObjectKind, ReadStatus, Reason
from barlau.model.report import (
    ClaimOutcome,
    ClaimResult,
    Confidence,
    Finding,
    Level,
    Location,
    Message,
    ObjectResult,
    Report,
    RunStatus,
)

THEN, NOW = "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"
PLACE = Location("app", "clients", "iin")


def finding(
    number: int = 1, *, place: Location | None = PLACE, claim: str = "", rule: str = "undeclared", policy: str = "shop"
) -> Finding:
    args = (("claim", claim),) if claim else ()
    message = Message("key", args)
    return Finding(f"{number:032x}", rule, Level.ERROR, None, "identity.iin", Confidence.HIGH, place, message, policy)


def known(*findings: Finding, gone: bool = False):
    return {key_of(f): Known(f, THEN, THEN, gone) for f in findings}


def report(
    *findings: Finding,
    status: ReadStatus = ReadStatus.SCANNED,
    reason: Reason | None = None,
    name: str = "clients",
    source: str = "app",
    run: RunStatus | None = None,
    claims: tuple[ClaimResult, ...] = (),
) -> Report:
    item = ObjectResult(DataObject(source, name, ObjectKind.TABLE), Coverage(status, reason))
    whole = RunStatus.COMPLETE if status is ReadStatus.SCANNED else RunStatus.INCOMPLETE
    return Report("1", "1", run or whole, False, NOW, NOW, objects=(item,), findings=findings, claims=claims)


def test_finding_is_new_once_and_unchanged_then() -> None:
    first = compare({}, report(finding()))
    assert [(f.state, f.first_seen, f.last_seen) for f in first.present] == [("new", NOW, NOW)]
    second = compare(known(finding()), report(finding()))
    assert [(f.state, f.first_seen, f.last_seen) for f in second.present] == [("unchanged", THEN, NOW)]
    assert (second.gone, second.unchecked) == ((), ())


def test_finding_that_comes_back_is_new_and_remembers_its_first_day() -> None:
    (back,) = compare(known(finding(), gone=True), report(finding())).present
    assert (back.state, back.first_seen) == ("new", THEN)


def test_finding_that_was_gone_before_is_not_said_again() -> None:
    assert compare(known(finding(), gone=True), report()).gone == ()


def test_policies_that_say_the_same_are_told_apart() -> None:
    compared = compare(known(finding(policy="a")), report(finding(policy="a"), finding(policy="b")))
    assert [f.state for f in compared.present] == ["unchanged", "new"]


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        (report(), True),
        (report(name="another"), True),  # the table was dropped
        (report(status=ReadStatus.PARTIAL, reason=Reason.CONNECTION_LOST), False),
        (report(reason=Reason.SAMPLED), False),
        (report(status=ReadStatus.NOT_SCANNED, reason=Reason.TIMEOUT), False),
        (report(status=ReadStatus.EXCLUDED, reason=Reason.EXCLUDED_BY_RULE), False),
        (report(source="elsewhere"), False),
    ],
    ids=["read", "dropped", "partial", "sampled", "not read", "excluded", "source taken out"],
)
def test_finding_is_gone_only_where_its_place_was_read_in_full(said: Report, gone: bool) -> None:
    compared = compare(known(finding()), said)
    assert (len(compared.gone), len(compared.unchecked)) == ((1, 0) if gone else (0, 1))
    assert all((f.state, f.first_seen, f.last_seen) == ("gone", THEN, THEN) for f in compared.gone)


def test_finding_about_a_whole_policy_is_gone_after_a_complete_run_only() -> None:
    absent = known(finding(place=None, rule="declared-not-found"))
    assert compare(absent, report()).gone
    assert compare(absent, report(status=ReadStatus.PARTIAL)).unchecked
    assert compare(absent, report(run=RunStatus.INTERRUPTED)).unchecked
    assert compare(absent, report(reason=Reason.SAMPLED)).unchecked


@pytest.mark.parametrize(
    ("outcome", "rule", "gone"),
    [
        (ClaimOutcome.KEPT, "claim-broken", True),
        (ClaimOutcome.UNVERIFIABLE, "claim-broken", False),
        (ClaimOutcome.KEPT, "unverifiable", True),
        (ClaimOutcome.BROKEN, "unverifiable", True),
        (None, "claim-broken", True),  # taken out of the policy
    ],
)
def test_broken_promise_is_gone_only_once_it_is_judged_again(
    outcome: ClaimOutcome | None, rule: str, gone: bool
) -> None:
    claims = (ClaimResult("shop", "no-minors", "minors-present", outcome),) if outcome else ()
    place = PLACE if rule == "claim-broken" else None
    compared = compare(known(finding(claim="no-minors", rule=rule, place=place)), report(claims=claims))
    assert bool(compared.gone) is gone


def test_promise_that_no_run_judged_is_not_gone() -> None:
    stopped = replace(report(), status=RunStatus.INTERRUPTED)
    assert compare(known(finding(claim="no-minors", rule="claim-broken")), stopped).unchecked

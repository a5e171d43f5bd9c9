"""Suppressions mark what they match until their day; expired and idle ones are said."""

from datetime import date
from pathlib import Path

import pytest

from barlau.model.project import Project, Suppression
from barlau.model.report import Confidence, Exemption, Finding, Level, Location, Message
from barlau.project import exempt
from barlau.report.messages import translate

TODAY = date(2026, 6, 1)


def finding(category="online.ip", column="ip", *, rule="undeclared", path=None, at=True):
    location = Location("app", "public.log", column, path) if at else None
    return Finding("f", rule, Level.ERROR, None, category, Confidence.HIGH, location, Message("x"))


def suppression(category="online.ip", column="app.public.log.*", *, rule=None, until=None):
    return Suppression(category, rule, column, "rotated daily", "dpo", until, 7)


def project(*suppressions):
    return Project("barlau.yaml", Path("/p"), suppressions=suppressions)


@pytest.mark.parametrize(
    ("found", "rule"),
    [
        pytest.param(finding(), suppression(), id="category-and-column"),
        pytest.param(finding("online.device.id"), suppression("online"), id="category-above"),
        pytest.param(finding(), suppression(None), id="any-category"),
        pytest.param(finding(), suppression(rule="undeclared"), id="rule"),
        pytest.param(finding(at=False), suppression(column=""), id="no-place"),
        pytest.param(finding(column="body", path="$.client.ip"), suppression(column="*.client.ip"), id="path"),
        pytest.param(finding(), suppression(until=TODAY), id="on-its-last-day"),
    ],
)
def test_suppressed(found, rule):
    (marked,), notices = exempt([found], project(rule), TODAY)
    until = rule.until.isoformat() if rule.until else None
    assert marked.exemption == Exemption("rotated daily", "dpo", until)
    assert not marked.counts
    assert notices == []


@pytest.mark.parametrize(
    ("found", "rule"),
    [
        pytest.param(finding("online.cookie"), suppression(), id="another-category"),
        pytest.param(finding("online"), suppression("online.ip"), id="category-below"),
        pytest.param(finding(), suppression(column="app.public.users.*"), id="another-place"),
        pytest.param(finding(), suppression(rule="denied"), id="another-rule"),
        pytest.param(finding(at=False), suppression(), id="no-place"),
    ],
)
def test_not_suppressed_and_the_idle_suppression_is_said(found, rule):
    (same,), (notice,) = exempt([found], project(rule), TODAY)
    assert same == found
    assert (notice.place, notice.level) == ("barlau.yaml:7", Level.WARNING)
    assert translate(notice.message) == "The suppression by dpo matches no finding: take it out"


def test_expired_suppression_comes_back_and_is_said():
    (same,), (notice,) = exempt([finding()], project(suppression(until=date(2026, 5, 31))), TODAY)
    assert same.counts
    assert translate(notice.message) == "The suppression by dpo expired on 2026-05-31: 1 finding counts again"

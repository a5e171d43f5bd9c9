"""The promises that a blueprint says are broken are those that an audit of its data finds broken."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest

import barlau
from barlau.demo.blueprint import COMPANIES, load
from barlau.demo.generate import Warehouse, generate
from barlau.model.report import ClaimOutcome, ClaimResult

TODAY = date(2026, 11, 1)
LAPSED = "2025-10-01"
"""Thirteen months before."""


@pytest.fixture(scope="module")
def warehouses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Warehouse]:
    return {made.company: made for made in generate(tmp_path_factory.mktemp("demo"), COMPANIES)}


def promises(made: Warehouse) -> dict[str, ClaimResult]:
    return {result.claim: result for result in barlau.audit(made.project, today=TODAY).claims}


@pytest.mark.parametrize("company", COMPANIES)
def test_what_is_planted_is_found_and_nothing_else(warehouses: dict[str, Warehouse], company: str) -> None:
    results = promises(warehouses[company])
    broken = {claim for claim, result in results.items() if result.outcome is ClaimOutcome.BROKEN}
    assert broken == set(load(company).claims_broken)


def test_lapsed_consents_are_counted_to_the_row(warehouses: dict[str, Warehouse]) -> None:
    made = warehouses["mycar"]
    result = promises(made)["cookie-consent-13-months"]
    (place,) = [place for place in result.places if place.broken]
    query = "SELECT count(*) FILTER (WHERE cookie_consent_at < ?), count(cookie_consent_at) FROM sessions"
    with closing(sqlite3.connect(made.database)) as connection:
        (counted,) = connection.execute(query, (LAPSED,)).fetchall()
    assert (place.location.object, place.location.column) == ("sessions", "cookie_consent_at")
    assert (place.broken, place.checked) == counted
    assert place.broken > place.checked // 2

"""Columns of hashes, tried with what the scan found in clear."""

from __future__ import annotations

from collections.abc import Sequence

from barlau.api.second_reading import SecondReading
from barlau.model.profile import ObjectProfile
from barlau.model.report import ColumnResult, Finding, Location
from barlau.policy import hashed


def reversible(
    columns: Sequence[ColumnResult], profiles: Sequence[ObjectProfile], second: SecondReading
) -> tuple[Finding, ...]:
    """The findings of the rule `reversible-hash`. Without a column of digests nothing is read again."""
    digests = {
        Location(p.object.source, p.object.name, c.column.name, c.column.path): share
        for p in profiles
        for c in p.columns
        for name, share in c.facts
        if name == "digest"
    }
    if not digests:
        return ()
    return hashed.findings(columns, digests, second.unhash(hashed.questions(columns, digests, second.sampling)))

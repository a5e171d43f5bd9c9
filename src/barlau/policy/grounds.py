"""The declarations behind a verdict that was given."""

from barlau import taxonomy
from barlau.model.policy import Declaration, Policy
from barlau.model.report import ColumnVerdict
from barlau.policy.reach import THIRD_PARTY
from barlau.policy.verdicts import answer


def because(policy: Policy, given: ColumnVerdict) -> tuple[Declaration, ...]:
    """Those that the verdict rests on; of a stored verdict without its context, those at the places that it names."""
    if given.context is not None:
        again = answer(policy, given.category, given.context)
        if again.verdict is given.verdict:
            return again.because
    about = {*taxonomy.lineage(given.category), THIRD_PARTY, "catch_all"}
    places = set(given.refs)
    return tuple(said for said in policy.declarations if said.category in about and places.issuperset(said.refs))

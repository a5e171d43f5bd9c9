"""The promises of policies as rows for a terminal: kept or broken, which, where it stands, what was counted."""

from collections import Counter
from collections.abc import Sequence

from barlau.model.report import ClaimOutcome, ClaimResult
from barlau.report.layout import Field, Row
from barlau.report.messages import text, translate
from barlau.report.places import ascii_sections, sections
from barlau.report.visible import visible

ORDER = (ClaimOutcome.BROKEN, ClaimOutcome.UNVERIFIABLE, ClaimOutcome.KEPT)
FIELDS = (Field(), Field(is_name=True, least=12), Field("dim", least=8), Field("dim", least=16))


def tally(claims: Sequence[ClaimResult], language: str) -> str:
    """`kept: 2, broken: 1`."""
    counted = Counter(item.outcome for item in claims)
    said = ((text(f"claim_outcome.{outcome}", language), counted[outcome]) for outcome in ORDER)
    return ", ".join(f"{word}: {count}" for word, count in said if count)


def rows(claims: Sequence[ClaimResult], language: str, *, with_policy: bool, plain: bool) -> list[Row]:
    """One row for each promise, the broken ones first; `plain` keeps to ASCII section numbers."""
    return [_row(item, language, with_policy=with_policy, plain=plain) for item in in_order(claims)]


def in_order(claims: Sequence[ClaimResult]) -> list[ClaimResult]:
    """The broken ones first, then by policy."""
    return sorted(claims, key=lambda item: (ORDER.index(item.outcome), item.policy, item.claim))


def _row(item: ClaimResult, language: str, *, with_policy: bool, plain: bool) -> Row:
    places = ascii_sections(item.refs) if plain else sections(item.refs)
    where = " ".join(filter(None, (visible(item.policy) if with_policy else "", places)))
    return text(f"claim_outcome.{item.outcome}", language), visible(item.claim), where, _counts(item, language)


def _counts(item: ClaimResult, language: str) -> str:
    if item.reason is not None:
        return translate(item.reason, language).removeprefix(f"{visible(item.claim)}: ")
    told = [place for place in item.places if place.broken or item.outcome is ClaimOutcome.KEPT]
    broken, checked = sum(place.broken for place in told), sum(place.checked for place in told)
    return text("ui.claim_rows", language, broken=broken, checked=checked)

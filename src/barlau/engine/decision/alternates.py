"""What else a column could have been: categories that lost, hits that accident explains, harmless readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from barlau.engine.decision.by_values import trials
from barlau.engine.decision.candidate import AGAINST, Candidate, View, percent, say
from barlau.engine.decision.lexicon import Match
from barlau.model.recognizer import Recognizer
from barlau.model.report import Alternate, EvidenceKind

MOST = 6  # a reader wants the nearest rivals, not every entity with one accidental hit
TELLING = 0.25  # share of values below which a harmless reading is accident: one number in ten passes as a GTIN
HARMLESS_FACTS = ("timestamp", "epoch", "gtin", "serial", "versions")
HARMLESS_FORMS = ("uuid", "hash")


def alternates(
    view: View,
    candidates: Sequence[Candidate],
    ranked: Sequence[Candidate],
    matches: Sequence[Match],
    recognizers: Mapping[str, Recognizer],
) -> tuple[Alternate, ...]:
    """The explanations that lost against `ranked`, the most likely first, one for each category."""
    settled = {candidate.category for candidate in ranked}
    found: dict[tuple[str | None, str | None], Alternate] = {}
    for item in (
        *_weighed(candidates),
        *_harmless(view),
        *_denied(matches),
        *_by_chance(view, recognizers),
    ):
        if item.harmless or item.category not in settled:
            found.setdefault((item.category, item.harmless), item)
    return tuple(sorted(found.values(), key=lambda a: (-a.score, a.category or "", a.harmless or ""))[:MOST])


def _weighed(candidates: Sequence[Candidate]) -> Iterator[Alternate]:
    """Candidates below the threshold; codes that say nothing about anybody may even be above it."""
    for item in sorted(candidates, key=lambda c: -c.odds):
        harmless = item.entity if item.category is None else None
        yield Alternate(item.category, item.entity, harmless, round(item.score, 6), item.evidence)


def _harmless(view: View) -> Iterator[Alternate]:
    shares = [(name, view.facts.get(name, 0.0)) for name in HARMLESS_FACTS]
    shares += [(name, view.forms.get(name, 0.0)) for name in HARMLESS_FORMS]
    for name, share in shares:
        if share >= TELLING:
            reason = say(EvidenceKind.NEGATIVE, f"harmless_share.{name}", 0.0, share=percent(share))
            yield Alternate(None, None, name, round(share, 6), (reason,))


def _denied(matches: Sequence[Match]) -> Iterator[Alternate]:
    """What the name would announce, had it not a word that turns it (`iin_status`)."""
    for match in matches:
        if match.against is not None and match.rule.category is not None:
            reasons = (
                say(EvidenceKind.HEADER, "header.phrase", 0.0, word=match.word),
                say(EvidenceKind.NEGATIVE, "header.negative", AGAINST, word=match.against),
            )
            yield Alternate(match.rule.category, match.rule.entity, None, 0.0, reasons)


def _by_chance(view: View, recognizers: Mapping[str, Recognizer]) -> Iterator[Alternate]:
    """Entities with hits, not more than accident gives or too few to count."""
    for tally in sorted(view.profile.tallies, key=lambda t: -t.distinct):
        recognizer = recognizers[tally.entity]
        if tally.distinct and recognizer.category is not None:
            expected = recognizer.chance * trials(tally, view.profile)
            reason = say(
                EvidenceKind.NEGATIVE, "values.by_chance", 0.0, hits=str(tally.distinct), expected=f"{expected:.4g}"
            )
            yield Alternate(recognizer.category, recognizer.entity, None, 0.0, (reason,))

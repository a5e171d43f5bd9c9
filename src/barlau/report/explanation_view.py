"""The explanation of one column for a terminal: what it is, why, what competed, what would change it, the policy."""

from collections.abc import Iterator

from barlau.model.explanation import Change, Explanation, Ground, Outcome
from barlau.model.policy import Provider
from barlau.model.reading import ReadStatus, Reason, SamplingMethod
from barlau.model.report import Alternate, Confidence, Detection, Evidence, EvidenceKind, Finding, Kind
from barlau.report.layout import STYLES, Field, Page, Row
from barlau.report.messages import category_title, has, text, translate
from barlau.report.places import location_of, where
from barlau.report.policy_view import DECLARATION_FIELDS
from barlau.report.policy_words import declaration_cells
from barlau.report.quantities import share
from barlau.report.visible import visible

EVIDENCE_FIELDS = (Field("bold"), Field("dim", least=8), Field(least=30))
ALTERNATE_FIELDS = (Field(least=18), Field("dim"), Field("dim", least=24))
CHANGE_FIELDS = (Field(least=24), Field(), Field("bold", least=16))
STRONG, TELLING = 2.0, 0.4
"""Log odds: about 88 % and 60 %, the scores of a column that nothing else is known of."""
SURELY = 3.1
"""Standard deviations (Poisson) above what chance gives: one accident in a thousand."""
SURE = {Confidence.HIGH: "bold red", Confidence.MEDIUM: "yellow", Confidence.LOW: "cyan"}


def render(explanation: Explanation, language: str, *, width: int = 80, colour: bool = False) -> str:
    """The explanation in one of `LANGUAGES`."""
    view = _View(explanation, language, Page(width=width, colour=colour))
    view.head()
    for detection in explanation.column.detections:
        view.detection(detection)
    if not explanation.column.detections:
        view.nothing()
    view.competed()
    view.changes()
    view.policies()
    view.findings()
    return view.page.text()


def bearing(item: Evidence) -> str:
    """Which way a piece of evidence points, as a key below `bearing.`; empty for a mere figure.

    A check that much else of the same form passes too has a weight below zero, and yet it is nothing against.
    """
    if item.detail.key in ("values.chance", "values.by_chance"):
        hits, expected = (_number(dict(item.detail.args).get(gap, "")) for gap in ("hits", "expected"))
        return "for" if hits - expected > SURELY * expected**0.5 else "weak"
    against = item.kind is EvidenceKind.NEGATIVE or item.detail.key == "checksum.failed"
    if round(item.weight, 1) == 0:
        return "against" if against else ""
    if against:
        return "strong_against" if item.weight <= -STRONG else "against"
    return "strong" if item.weight >= STRONG else "for" if item.weight >= TELLING else "weak"


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


class _View:
    """One explanation on one page."""

    def __init__(self, explanation: Explanation, language: str, page: Page) -> None:
        self.explanation, self.column = explanation, explanation.column
        self.language, self.page = language, page

    def say(self, key: str, /, **args: str | int | float) -> str:
        """A sentence of the catalogue."""
        return text(key, self.language, **args)

    def head(self) -> None:
        """Where it is, and what was read of it."""
        column = self.column
        self.page.prose(where(location_of(column.source, column.object, column.column)), "bold")
        facts = [visible(column.column.type)] if column.column.type else []
        facts.append(self.say("explain.column", rows=column.rows, nulls=column.nulls, distinct=column.distinct))
        facts += self._coverage()
        self.page.prose(" · ".join(facts), "dim")

    def _coverage(self) -> Iterator[str]:
        reading = self.explanation.coverage
        if reading is None:
            return
        if reading.status is ReadStatus.PARTIAL and reading.reason is not Reason.SAMPLED:
            yield self.say("explain.read.partial", reason=reading.reason or "?")
        else:
            yield self.say(f"explain.read.{reading.method}")

    def detection(self, detection: Detection) -> None:
        """What it holds, how sure, how much; whose, for the one that rules the column; and why."""
        first = detection is self.column.detections[0]
        keys = " · ".join(visible(key) for key in (detection.category, detection.entity) if key)
        title = category_title(detection.category, self.language)
        if not first:
            title = self.say("explain.also", category=detection.category)
        self.page.heading(title, keys, SURE[detection.confidence] if first else "bold")
        sure = self.say("explain.sure", confidence=detection.confidence, score=round(detection.score, 3))
        self.page.prose("; ".join([sure, *self._extent(detection, first=first)]), indent=2)
        if first and self.column.subject:
            self.page.prose(self._whose(), indent=2)
        self.page.heading(self.say("explain.why"))
        self.page.rows([self.evidence_cells(item) for item in detection.evidence], EVIDENCE_FIELDS)
        if any(bearing(item) == "weak" for item in detection.evidence):
            self.page.prose(self.say("explain.why_note"), "dim", indent=2)

    def _extent(self, detection: Detection, *, first: bool) -> Iterator[str]:
        if first:
            yield self.say(f"kind.{self.column.kind}")
        if detection.count:
            yield self.say("explain.share", share=detection.share)
        low, high = detection.share_ci95
        if detection.count and high > low:
            yield self.say("explain.interval", low=low, high=high)

    def _whose(self) -> str:
        reasons = [translate(item.detail, self.language) for item in self.column.subject_evidence]
        subject = self.say("explain.whose", subject=self.column.subject)
        return f"{subject} ({'; '.join(reasons) or self.say('explain.assumed')})"

    def evidence_cells(self, item: Evidence) -> Row:
        """What it speaks for, kind, sentence; what weighs nothing tells all the same."""
        word = bearing(item)
        said = self.say(f"bearing.{word}") if word else ""
        return said, self.say(f"evidence.{item.kind}"), translate(item.detail, self.language)

    def nothing(self) -> None:
        """What a clean column is worth."""
        self.page.heading(self.say("explain.nothing"), style="bold green")
        reading, bound = self.explanation.coverage, self.column.upper_bound_95
        if self.column.kind is Kind.NOT_SCANNED:
            self.page.prose(self.say("kind.not_scanned"), indent=2)
        elif reading is None or reading.method is SamplingMethod.FULL:
            self.page.prose(self.say("explain.nothing_full"), indent=2)
        elif bound is not None:
            self.page.prose(self.say("explain.nothing_bound", bound=bound), indent=2)
        else:
            self.page.prose(self.say("explain.nothing_unsure"), indent=2)

    def competed(self) -> None:
        """Other categories and harmless explanations."""
        if self.column.alternates:
            self.page.heading(self.say("explain.competed"))
            self.page.rows([self.alternate_cells(item) for item in self.column.alternates], ALTERNATE_FIELDS)

    def alternate_cells(self, item: Alternate) -> Row:
        """What it would be, how likely, why or why not."""
        if item.harmless is None:
            name = category_title(item.category or "", self.language)
        else:
            name = self.say(f"harmless.{item.harmless}") if has(f"harmless.{item.harmless}") else visible(item.harmless)
        reasons = "; ".join(translate(reason.detail, self.language) for reason in item.evidence)
        likely = "" if item.harmless or item.score < 0.005 else share(repr(item.score), self.language)
        return name, likely, reasons

    def changes(self) -> None:
        """One thing different, and what would come of it."""
        found = self.explanation.changes
        self.page.heading(self.say("explain.changes"))
        if not found:
            self.page.prose(self.say("explain.changes_stored" if found is None else "explain.changes_none"), indent=2)
            return
        rows = [(translate(change.condition, self.language), "→", self.outcome(change)) for change in found]
        self.page.rows(rows, CHANGE_FIELDS)

    def outcome(self, change: Change) -> str:
        """What would be different then, and only that."""
        then, now = change.outcome, self._now()
        if then.category is None:
            return self.say("kind.none")
        parts = []
        if then.category != now.category:
            parts.append(category_title(then.category, self.language))
        if then.confidence is not None and (then.confidence, then.category) != (now.confidence, now.category):
            parts.append(self.say("explain.outcome_confidence", confidence=then.confidence))
        if then.kind != now.kind:
            parts.append(self.say(f"kind.{then.kind}"))
        if then.subject != now.subject:
            parts.append(self.say("explain.outcome_subject", subject=then.subject))
        return ", ".join(parts)

    def _now(self) -> Outcome:
        ruling = next(iter(self.column.detections), None)
        category, confidence = (ruling.category, ruling.confidence) if ruling else (None, None)
        return Outcome(category, confidence, self.column.kind, self.column.subject)

    def policies(self) -> None:
        """Each verdict, by what it was judged, the declarations it rests on."""
        for ground in self.explanation.grounds:
            self.ground(ground)
        if self.column.detections and not self.explanation.grounds:
            self.page.blank()
            self.page.prose(self.say("explain.no_policy"), "dim")

    def ground(self, ground: Ground) -> None:
        """One verdict."""
        given = ground.verdict
        title = self.say("explain.policy", policy=given.policy) + ": " + self.say(f"verdict.{given.verdict}")
        finding = next((f for f in self.explanation.findings if self._is_about(f, ground)), None)
        note = category_title(given.category, self.language) if len(self.explanation.grounds) > 1 else ""
        self.page.heading(title, note, STYLES[finding.level] if finding else "bold")
        if parts := list(self._context(ground)):
            self.page.prose("; ".join(parts), "dim", indent=2)
        if finding is not None:
            self.page.prose(translate(finding.message, self.language), indent=2)
        if ground.declarations:
            self.page.prose(self.say("explain.rests_on"), indent=2)
            plain = not self.page.colour
            rows = [declaration_cells(said, self.language, plain=plain) for said in ground.declarations]
            self.page.rows(rows, DECLARATION_FIELDS, 4)
        if finding is not None:
            self.page.advice(self.say(f"rule.{finding.rule}.help"))

    def _is_about(self, finding: Finding, ground: Ground) -> bool:
        given = ground.verdict
        return (finding.policy, finding.category, finding.verdict) == (given.policy, given.category, given.verdict)

    def _context(self, ground: Ground) -> Iterator[str]:
        context = ground.verdict.context
        if context is None:
            return
        yield self.say("explain.context", subject=context.subject)
        if context.collected_from not in (None, Provider.UNSTATED):
            yield self.say("explain.context_provider", provider=context.collected_from)
        if context.purposes:
            yield self.say("explain.context_purposes", purposes=", ".join(context.purposes))
        if guessed := sorted(context.inferred - {"subject"}):
            yield self.say("explain.context_inferred", what=", ".join(guessed))

    def findings(self) -> None:
        """What else is wrong with it: rules that no verdict of a policy stands for."""
        for finding in self.explanation.findings:
            if finding.verdict is None:
                known = has(f"rule.{finding.rule}.title")
                title = self.say(f"rule.{finding.rule}.title") if known else visible(finding.rule)
                self.page.heading(title, self.say(f"level.{finding.level}"), STYLES[finding.level])
                self.page.prose(translate(finding.message, self.language), indent=2)
                if known:
                    self.page.advice(self.say(f"rule.{finding.rule}.help"))

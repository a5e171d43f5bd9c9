"""The runs of a history as rows, and its open findings with what reviewers decided about them."""

from collections.abc import Sequence

from barlau.model.report import Finding, TrendPoint
from barlau.report import summary
from barlau.report.layout import Field, Page
from barlau.report.messages import text
from barlau.report.places import where
from barlau.report.visible import visible

SHORT = 12
"""Hexadecimal digits of a fingerprint that people type."""
RUN_FIELDS = (Field(),) * 8
FINDING_FIELDS = (Field(), Field(), Field(), Field(is_name=True, least=20), Field("dim"))


def render_runs(runs: Sequence[TrendPoint], language: str, *, width: int = 80, colour: bool = False) -> str:
    """One run a line, oldest first, under a head."""
    page = Page(width=width, colour=colour)
    head = tuple(text("runs.head", language).split(","))
    page.rows([head, *(_run(run, language) for run in runs)], RUN_FIELDS, indent=0)
    return page.text()


def _run(run: TrendPoint, language: str) -> tuple[str, ...]:
    counts = (run.errors, run.warnings, run.notes, run.new, run.gone)
    at = run.at.replace("T", " ").removesuffix("Z")
    return str(run.run), at, text(f"run_status.{run.status}", language), *map(str, counts)


def render_findings(findings: Sequence[Finding], language: str, *, width: int = 80, colour: bool = False) -> str:
    """One open finding a line: the number to decide it by, level, rule, place, decision."""
    page = Page(width=width, colour=colour)
    if not findings:
        page.prose(text("decision.none", language))
        return page.text()
    page.rows([_finding(finding, language) for finding in findings], FINDING_FIELDS, indent=0)
    page.blank()
    page.prose(text("decision.hint", language), "dim")
    return page.text()


def _finding(finding: Finding, language: str) -> tuple[str, ...]:
    decision = finding.decision
    said = "" if decision is None else "confirmed" if decision.confirmed else "rejected"
    return (
        finding.fingerprint[:SHORT],
        text(f"level.{finding.level}", language),
        summary.rule_of(finding),
        place(finding),
        f"{text(f'decision.{said}', language)} ({visible(decision.by)})" if decision else "",
    )


def place(finding: Finding) -> str:
    """Where a finding is, as it is named in `barlau decide`; where it has no place, the policy and the category."""
    return where(finding.location) if finding.location else visible(f"{finding.policy or '-'} {finding.category}")

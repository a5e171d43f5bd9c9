"""What two runs found differently, for a terminal: new first, then what is gone, changed, or was not looked at."""

from collections.abc import Sequence

from barlau.model.diff import Diff, Side
from barlau.model.report import Finding, Level
from barlau.report import summary
from barlau.report.layout import STYLES, Field, Page, Row
from barlau.report.messages import category_title, text
from barlau.report.places import where
from barlau.report.visible import visible

MOST = 60
"""Rows of one part."""
FIELDS = (Field(), Field(), Field(is_name=True, least=20), Field("dim", least=12))
ROW_FIELDS = (Field(is_name=True, least=20), Field(least=10))


def render(diff: Diff, language: str = "en", *, width: int = 80, colour: bool = False) -> str:
    """The differences in one of `LANGUAGES`; plain, one finding is one line."""
    view = _View(diff, language, Page(width=width, colour=colour))
    view.title()
    view.findings("diff.new", diff.new)
    view.findings("diff.gone", diff.gone, "dim")
    view.changed()
    view.findings("diff.unchecked", diff.unchecked, STYLES["warning"])
    view.columns()
    view.objects()
    view.total()
    return view.page.text()


class _View:
    """One comparison on one page."""

    def __init__(self, diff: Diff, language: str, page: Page) -> None:
        self.diff = diff
        self.language = language
        self.page = page

    def say(self, key: str, /, **args: str | int) -> str:
        return text(key, self.language, **args)

    def title(self) -> None:
        before, after = self.diff.before, self.diff.after
        self.page.prose(self.say("diff.title", before=self.named(before), after=self.named(after)), "dim")

    def named(self, side: Side) -> str:
        name = self.say("diff.run", run=side.name) if isinstance(side.name, int) else side.name
        return f"{name} ({side.at[:16].replace('T', ' ')} UTC)"

    def findings(self, key: str, findings: Sequence[Finding], style: str = "") -> None:
        if findings:
            ordered = sorted(findings, key=_weight)
            worst = style or STYLES[ordered[0].level]
            self.page.heading(self.say(key), self.say("diff.findings", count=len(ordered)), worst)
            self.rows([self.cells(finding) for finding in ordered], FIELDS)

    def changed(self) -> None:
        if not self.diff.changed:
            return
        self.page.heading(self.say("diff.changed"), self.say("diff.findings", count=len(self.diff.changed)), "bold")
        rows = [(self.place(now), f"{self.state(then)} → {self.state(now)}") for then, now in self.diff.changed]
        self.rows(rows, ROW_FIELDS)

    def columns(self) -> None:
        if not self.diff.columns:
            return
        self.page.heading(self.say("diff.columns"), self.say("count.columns", count=len(self.diff.columns)), "bold")
        rows = [
            (where(item.location), f"{self.categories(item.before)} → {self.categories(item.after)}")
            for item in self.diff.columns
        ]
        self.rows(rows, ROW_FIELDS)

    def objects(self) -> None:
        if not self.diff.objects:
            return
        self.page.heading(self.say("diff.objects"), self.say("count.objects", count=len(self.diff.objects)), "bold")
        rows = [
            (
                f"{visible(item.source)}.{visible(item.object)}",
                f"{self.status(item.before)} → {self.status(item.after)}",
            )
            for item in self.diff.objects
        ]
        self.rows(rows, ROW_FIELDS)

    def total(self) -> None:
        diff = self.diff
        self.page.blank()
        if diff.is_empty:
            self.page.prose(self.say("diff.same"), "bold green")
            return
        counts = {"new": len(diff.new), "gone": len(diff.gone), "changed": len(diff.changed)}
        self.page.prose(self.say("diff.total", unchecked=len(diff.unchecked), **counts), "bold")

    def rows(self, rows: Sequence[Row], fields: Sequence[Field]) -> None:
        self.page.rows(rows[:MOST], fields)
        if len(rows) > MOST:
            self.page.prose(self.say("ui.more", count=len(rows) - MOST), "dim", indent=2)

    def cells(self, finding: Finding) -> Row:
        level = self.say(f"level.{finding.level}") if finding.counts or finding.state == "gone" else self.excused()
        return level, summary.rule_of(finding), self.place(finding), category_title(finding.category, self.language)

    def place(self, finding: Finding) -> str:
        return where(finding.location) if finding.location else visible(finding.policy or "-")

    def state(self, finding: Finding) -> str:
        words = (self.say(f"level.{finding.level}"), summary.rule_of(finding))
        sure = self.say(f"confidence.{finding.confidence}")
        return ", ".join((*words, sure) if finding.counts else (*words, sure, self.excused()))

    def excused(self) -> str:
        return self.say("diff.excused")

    def categories(self, found: tuple[str, ...] | None) -> str:
        if found is None:
            return self.say("diff.absent")
        return ", ".join(category_title(item, self.language) for item in found) or self.say("diff.clean")

    def status(self, found: str | None) -> str:
        return self.say(f"status.{found}") if found else self.say("diff.absent")


def _weight(finding: Finding) -> tuple[object, ...]:
    place = finding.location
    where = (place.source, place.object, place.column or "", place.path or "") if place else ()
    return tuple(Level).index(finding.level), summary.rule_of(finding), where, finding.category

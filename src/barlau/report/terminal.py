"""The report for a terminal: what was found, how sure, where, what the policy says, what to do."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from barlau.model.reading import ReadStatus, SamplingMethod
from barlau.model.report import ColumnResult, Finding, ObjectResult, Report, RunStatus
from barlau.report import claims_view, summary
from barlau.report.layout import STYLES, Field, Page, Row
from barlau.report.messages import category_title, has, text, translate
from barlau.report.places import ascii_sections, column_name, location_of, sections, where
from barlau.report.quantities import share
from barlau.report.visible import visible

MOST_FINDINGS = 40
LEAST_OF_A_GROUP = 3
MOST_OBJECTS = 8
"""Objects named under one reason for not being read."""
TELLING = frozenset(
    {
        "other-subject",
        "wrong-source",
        "wrong-purpose",
        "claim-broken",
        "unverifiable",
        "derivable",
        "list-gap",
        "languages-disagree",
    }
)
"""Rules whose sentence says more than the heading above it and the category beside it."""

FIELDS = (Field("dim", least=4), Field(is_name=True, least=20), Field("dim", least=14))
PLAIN_FIELDS = (Field(), Field(), Field(), Field(), Field(is_name=True), Field(), Field())
COLUMN_FIELDS = (Field(is_name=True, least=16), Field(least=14), Field("dim", least=4), Field("dim", least=6))
PLAIN_COLUMN_FIELDS = (Field(), Field(), Field(is_name=True), Field(), Field(), Field())


def render(report: Report, language: str, *, width: int = 80, colour: bool = False) -> str:
    """The report in one of `LANGUAGES`. In colour it keeps to `width`; plain, one finding is one line."""
    view = _View(report, language, Page(width=width, colour=colour))
    view.title()
    view.findings()
    view.covered()
    view.promises()
    view.uncompared()
    view.nothing_found()
    view.not_read()
    view.notices()
    view.coverage()
    view.total()
    return view.page.text()


class _View:
    """One report on one page."""

    def __init__(self, report: Report, language: str, page: Page) -> None:
        self.report = report
        self.language = language
        self.page = page
        self.totals = summary.totals(report)
        self.with_source = len({item.object.source for item in report.objects}) > 1 or not page.colour
        self.with_policy = len(report.policies) > 1 or not page.colour

    def say(self, key: str, /, **args: str | int | float) -> str:
        """A sentence of the catalogue."""
        return text(key, self.language, **args)

    def title(self) -> None:
        """What ran, against which policies."""
        names = ", ".join(visible(name) for name, _ in self.report.policies)
        line = f"barlau {self.report.tool_version}"
        if names:
            line += " · " + self.say("ui.policies", count=len(self.report.policies)) + ": " + names
        self.page.prose(line, "dim")
        if self.report.status in (RunStatus.INTERRUPTED, RunStatus.FAILED):
            self.page.prose(self.say(f"run.{self.report.status}"), STYLES["error"])

    def findings(self) -> None:
        """Every rule that is broken: its findings, then what to do."""
        groups = summary.groups(self.report)
        quotas = _quotas([len(group.findings) for group in groups])
        shown = [group.findings[:quota] for group, quota in zip(groups, quotas, strict=True)]
        cells, fields, indent = (self.cells, FIELDS, 4) if self.page.colour else (self.plain_cells, PLAIN_FIELDS, 2)
        widths = self.page.fit([cells(finding) for part in shown for finding in part], fields, indent)
        for group, part in zip(groups, shown, strict=True):
            self.page.heading(self.rule_title(group.rule), self.tally(group), STYLES[group.level])
            category = ""
            for finding in part:
                if self.page.colour and finding.category != category:
                    category = finding.category
                    self.page.prose(category_title(category, self.language), "bold", indent=2)
                self.page.row(cells(finding), fields, widths, indent)
                if self.page.colour and _is_telling(finding):
                    self.page.prose(translate(finding.message, self.language), "dim", indent=4)
            if rest := len(group.findings) - len(part):
                self.page.prose(self.say("ui.more", count=rest), "dim", indent=2)
            if has(f"rule.{group.rule}.help"):
                self.page.advice(self.say(f"rule.{group.rule}.help"))

    def rule_title(self, rule: str) -> str:
        """The heading of a rule; one that the catalogue does not know shows its id."""
        return self.say(f"rule.{rule}.title") if has(f"rule.{rule}.title") else visible(rule)

    def tally(self, group: summary.Group) -> str:
        """`3 errors, 1 warning`, and `2 new` after the first run."""
        counts = ((level, sum(item.level == level for item in group.findings)) for level in summary.LEVELS)
        words = [self.say(f"count.{level}", count=count) for level, count in counts if count]
        new = sum(item.state == "new" for item in group.findings)
        if new and self.report.history and self.report.history.previous is not None:
            words.append(self.say("history.new", count=new))
        return ", ".join(words)

    def cells(self, finding: Finding) -> Row:
        """How sure, where, what the policy says."""
        place = where(finding.location, with_source=self.with_source) if finding.location else ""
        return (
            self.say(f"confidence.{finding.confidence}"),
            place or self.say("ui.whole_policy"),
            self.says(finding),
        )

    def plain_cells(self, finding: Finding) -> Row:
        """Everything about one finding in one line: words to grep for first, the sentence last."""
        policy = visible(finding.policy or "-")
        refs = ascii_sections(finding.refs)
        title = category_title(finding.category, self.language)
        return (
            self.say(f"level.{finding.level}"),
            summary.rule_of(finding),
            visible(finding.category),
            self.say(f"confidence.{finding.confidence}"),
            (where(finding.location) if finding.location else "") or "-",
            f"{policy} {refs}" if refs else policy,
            translate(finding.message, self.language) if _is_telling(finding) else title,
        )

    def says(self, finding: Finding) -> str:
        """The policy and its sections."""
        parts = (visible(finding.policy or "") if self.with_policy else "", sections(finding.refs))
        return " ".join(part for part in parts if part) or "—"

    def covered(self) -> None:
        """What the policies declare, as a count."""
        if count := summary.declared(self.report):
            self.page.blank()
            self.page.prose(self.say("ui.declared", count=count))

    def promises(self) -> None:
        """What became of every promise, with the counts or why they cannot be had."""
        if not self.report.claims:
            return
        claims = self.report.claims
        self.page.heading(self.say("ui.claims"), claims_view.tally(claims, self.language))
        plain = not self.page.colour
        rows = claims_view.rows(claims, self.language, with_policy=self.with_policy, plain=plain)
        self.page.rows(rows, claims_view.FIELDS)

    def uncompared(self) -> None:
        """Columns with personal data that no policy was compared with, by object."""
        columns = [item for item in self.report.columns if summary.is_personal(item) and not item.verdicts]
        if not columns:
            return
        title = "ui.uncompared" if self.report.policies else "ui.found"
        self.page.heading(self.say(title), self.say("count.columns", count=len(columns)))
        shown = sorted(columns, key=lambda column: (column.source, column.object))[:MOST_FINDINGS]
        if self.page.colour:
            self._columns_by_object(shown)
        else:
            self.page.rows([self.plain_column_cells(column) for column in shown], PLAIN_COLUMN_FIELDS)
        if rest := len(columns) - len(shown):
            self.page.prose(self.say("ui.more", count=rest), "dim", indent=2)

    def _columns_by_object(self, columns: Iterable[ColumnResult]) -> None:
        columns = list(columns)
        widths = self.page.fit([self.column_cells(column) for column in columns], COLUMN_FIELDS, 4)
        for (source, item), members in groupby(columns, key=lambda column: (column.source, column.object)):
            self.page.rows([(self.prefix(source) + visible(item),)], (Field("bold", is_name=True),))
            for column in members:
                self.page.row(self.column_cells(column), COLUMN_FIELDS, widths, 4)

    def column_cells(self, column: ColumnResult) -> Row:
        """Column, category, confidence, and how much of the column it is."""
        name = column_name(column.column.name, column.column.path)
        category = category_title(column.detections[0].category, self.language)
        confidence = self.say(f"confidence.{column.detections[0].confidence}")
        return name, category, confidence, self.extent(column)

    def plain_column_cells(self, column: ColumnResult) -> Row:
        """As `column_cells`, the place in one word and the title last."""
        category = column.detections[0].category
        place = where(location_of(column.source, column.object, column.column))
        _, title, confidence, extent = self.column_cells(column)
        return category, confidence, place, extent, title, ""

    def extent(self, column: ColumnResult) -> str:
        """`whole column, 98%`, and the further categories in it."""
        words = self.say(f"kind.{column.kind}")
        if column.detections[0].count:
            words += ", " + share(str(column.detections[0].share), self.language)
        more = len(column.detections) - 1
        return words + (", " + self.say("ui.categories_more", count=more) if more else "")

    def nothing_found(self) -> None:
        """What a clean result is worth."""
        if self.totals.personal or summary.current(self.report):
            return
        self.page.heading(self.say("ui.nothing"))
        methods, bound = (
            [method for method, _ in summary.sampled(self.report)],
            summary.worst_bound(self.report),
        )
        if not self.totals.objects_read:
            worth = self.say("nothing.unread")
        elif SamplingMethod.TOP in methods or (methods and bound is None):
            worth = self.say("nothing.top")
        elif methods:
            worth = self.say("nothing.random", bound=bound or 0)
        else:
            worth = self.say("nothing.partial" if summary.gaps(self.report) else "nothing.full")
        self.page.prose(worth, indent=2)

    def not_read(self) -> None:
        """What was not read, why, and what to do about it."""
        gaps = summary.gaps(self.report)
        if not gaps:
            return
        count = sum(len(gap.objects) for gap in gaps)
        self.page.heading(self.say("ui.not_read"), self.say("count.objects", count=count), STYLES["warning"])
        for gap in gaps:
            reason = gap.reason.value if gap.reason else "UNKNOWN"
            self.page.prose(f"{reason}: " + self.say(f"reason.{reason}"), indent=2)
            rows = [self.object_cells(item) for item in gap.objects[:MOST_OBJECTS]]
            self.page.rows(rows, (Field(is_name=True, least=20), Field("dim", least=20)), 4)
            if rest := len(gap.objects) - len(rows):
                self.page.prose(self.say("ui.more_objects", count=rest), "dim", indent=4)
            self.page.advice(self.say(f"todo.{reason}"), indent=4)

    def object_cells(self, item: ObjectResult) -> Row:
        """Name, how much was read."""
        name = visible(item.object.name)
        reading = item.coverage
        if reading.status == ReadStatus.NOT_SCANNED:
            return self.prefix(item.object.source) + name, self.say("status.not_scanned")
        key = "ui.rows" if reading.rows_total is None else "ui.rows_of"
        rows = self.say(key, count=reading.rows_read, total=reading.rows_total or 0)
        if reading.rows_bad:
            rows += ", " + self.say("ui.rows_bad", count=reading.rows_bad)
        return self.prefix(item.object.source) + name, rows

    def prefix(self, source: str) -> str:
        """The source before an object's name, where there are several."""
        return f"{visible(source)}." if self.with_source and source else ""

    def notices(self) -> None:
        """What the owner of the project file should know."""
        if not self.report.notices:
            return
        self.page.heading(self.say("ui.notices"), style=STYLES["warning"])
        for notice in self.report.notices:
            place = f"{visible(notice.place)}: " if notice.place else ""
            self.page.prose(place + translate(notice.message, self.language), indent=2)

    def coverage(self) -> None:
        """How much was read."""
        totals = self.totals
        self.page.blank()
        objects = self.say("coverage.objects", read=totals.objects_read, count=totals.objects)
        rows = self.say("count.rows", count=totals.rows)
        self.page.prose(f"{objects}, {rows}, " + self.say("count.columns", count=totals.columns) + ".")
        earlier = [item.unchanged_since for item in self.report.objects if item.unchanged_since is not None]
        if earlier:
            self.page.prose(self.say("history.unread", count=len(earlier), run=min(earlier)))
        clean = totals.columns - totals.personal - totals.unread
        parts = self.say("coverage.columns", personal=totals.personal, clean=clean)
        self.page.prose(
            parts + (", " + self.say("coverage.unread", count=totals.unread) if totals.unread else "") + "."
        )
        if totals.organisations:
            self.page.prose(self.say("ui.organisations", count=totals.organisations))
        for method, count in summary.sampled(self.report):
            self.page.prose(self.say(f"sampling.{method}", count=count))
        if self.report.allowed_incomplete:
            reasons = ", ".join(visible(reason) for reason in sorted(self.report.allowed_incomplete))
            self.page.prose(self.say("ui.allowed", reasons=reasons))

    def total(self) -> None:
        """The last lines: one sum, and where to read on."""
        self.page.blank()
        counts = ", ".join(self.say(f"count.{level}", count=count) for level, count in self.totals.levels)
        worst = next((level for level, count in self.totals.levels if count), None)
        status = self.say(f"run.{self.report.status}")
        self.page.prose(f"{counts}. {status}", STYLES[worst] if worst else "bold green")
        if self.totals.excused:
            self.page.prose(self.say("ui.excused", count=self.totals.excused))
        self.history()
        self.page.prose(self.say("ui.hint"), "dim")

    def history(self) -> None:
        """What changed since the last run that the history keeps."""
        history, gone = self.report.history, self.totals.gone
        if history is None:
            if gone:
                self.page.prose(self.say("ui.gone", count=gone))
        elif history.previous is None:
            self.page.prose(self.say("history.first", run=history.run))
        else:
            new = sum(finding.state == "new" for finding in summary.current(self.report))
            args = {"run": history.run, "previous": history.previous, "new": new, "gone": gone}
            self.page.prose(self.say("history.compared", **args))
        if history is not None and history.unchecked:
            self.page.prose(self.say("history.unchecked", count=history.unchecked))


def _is_telling(finding: Finding) -> bool:
    rule = summary.rule_of(finding)
    return rule in TELLING or not has(f"rule.{rule}.title")


def _quotas(sizes: Sequence[int]) -> list[int]:
    """How many findings each group may show: a few of each, what is left in order, `MOST_FINDINGS` in all."""
    quotas = [min(size, LEAST_OF_A_GROUP) for size in sizes]
    left = MOST_FINDINGS - sum(quotas)
    for i, size in enumerate(sizes):
        more = max(min(size - quotas[i], left), 0)
        quotas[i] += more
        left -= more
    return quotas

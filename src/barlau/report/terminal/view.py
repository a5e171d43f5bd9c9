"""What the parts of a terminal report share: the report, its language, and the page that they write on."""

from barlau.model.report import Report
from barlau.report import summary
from barlau.report.layout import Page
from barlau.report.messages import text
from barlau.report.visible import visible


class View:
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

    def prefix(self, source: str) -> str:
        """The source before an object's name, where there are several."""
        return f"{visible(source)}." if self.with_source and source else ""

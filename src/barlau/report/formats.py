"""The formats of a report, by name: each a function from a report to text or bytes, imported when it is used."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from barlau.model.report import Report


@dataclass(frozen=True, slots=True)
class Form:
    """One format."""

    module: str
    """Below `barlau.report`; its `render` takes the report and, where texts are for people, the language."""
    suffix: str
    speaks: bool = False
    """Its texts are in the language of the reader."""

    def render(self, report: Report, language: str) -> str | bytes:
        """The report in this format; equal input gives equal output."""
        render: Callable[..., str | bytes] = import_module(f"barlau.report.{self.module}").render
        return render(report, language) if self.speaks else render(report)


FORMATS = {
    "terminal": Form("terminal", ".txt", speaks=True),
    "json": Form("json_report", ".json"),
    "html": Form("html", ".html", speaks=True),
    "csv": Form("exports.csv_table", ".csv", speaks=True),
    "xlsx": Form("exports.xlsx", ".xlsx", speaks=True),
    "sarif": Form("exports.sarif", ".sarif", speaks=True),
    "junit": Form("exports.junit", ".junit.xml", speaks=True),
    "github": Form("exports.github", ".github.txt", speaks=True),
    "gitlab": Form("exports.gitlab", ".gitlab.json", speaks=True),
    "markdown": Form("exports.markdown", ".md", speaks=True),
    "openmetadata": Form("exports.openmetadata", ".openmetadata.json"),
    "datahub": Form("exports.datahub", ".datahub.json"),
    "openlineage": Form("exports.openlineage", ".openlineage.json"),
    "fides": Form("exports.fides", ".fides.yaml"),
    "dbt": Form("exports.dbt", ".dbt.yaml"),
    "odcs": Form("exports.odcs", ".odcs.yaml"),
    "dpv": Form("exports.dpv", ".dpv.jsonld"),
}

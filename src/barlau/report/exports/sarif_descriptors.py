"""What a SARIF run says once: the program, its rules, the reasons of not reading, and the categories of data."""

from barlau import taxonomy
from barlau.model.reading import ReadStatus
from barlau.model.report import Report
from barlau.report.json_values import Json, string
from barlau.report.messages import category_title, text
from barlau.report.reference import rule_markdown
from barlau.taxonomy import rules


class Descriptors:
    """Rules, reasons and categories by their place in the log."""

    def __init__(self, report: Report, language: str) -> None:
        self._report, self._language = report, language
        known = rules.load().rules
        own = sorted({finding.rule for finding in report.findings} - set(known))
        self._rules = {rule: index for index, rule in enumerate([*known, *own])}
        self._taxa = {key: index for index, key in enumerate(_categories(report))}
        unread = {item.coverage.reason for item in report.objects if item.coverage.status is not ReadStatus.SCANNED}
        self._reasons = {name: index for index, name in enumerate(sorted(r.value if r else "UNKNOWN" for r in unread))}

    def rule_index(self, rule: str) -> int:
        """The place of a rule among the driver's."""
        return self._rules[rule]

    def taxon_index(self, category: str) -> int:
        """The place of a category in the taxonomy."""
        return self._taxa[category]

    def reason_index(self, reason: str) -> int:
        """The place of a reason among the driver's notifications."""
        return self._reasons[reason]

    def driver(self) -> Json:
        """The program and its rules."""
        return {
            "name": "barlau",
            "version": self._report.tool_version,
            "language": self._language,
            "rules": [self._rule(rule) for rule in self._rules],
            "notifications": [self._notification(reason) for reason in self._reasons],
            "supportedTaxonomies": [{"name": TAXONOMY, "index": 0}],
            "properties": {"recognizerPack": self._report.pack_version},
        }

    def _rule(self, rule: str) -> Json:
        known = rules.load().rules.get(rule)
        if known is None:
            return {"id": string(rule)}
        help_text = text(f"rule.{rule}.help", self._language)
        page = rule_markdown(rule, self._language) or help_text
        return {
            "id": rule,
            "shortDescription": {"text": text(f"rule.{rule}.title", self._language)},
            "fullDescription": {"text": f"{text(f'rule.{rule}.title', self._language)}. {help_text}"},
            "help": {"text": help_text, "markdown": page},
            "defaultConfiguration": {"level": known.level.value},
            "properties": {"tags": ["privacy", "personal-data"]},
        }

    def _notification(self, reason: str) -> Json:
        return {
            "id": reason,
            "shortDescription": {"text": text(f"reason.{reason}", self._language)},
            "help": {"text": text(f"todo.{reason}", self._language)},
        }


TAXONOMY = "barlau-categories"


def taxonomy_component(report: Report, language: str) -> Json:
    """The categories that results belong to."""
    return {
        "name": TAXONOMY,
        "language": language,
        "isComprehensive": False,
        "contents": ["localizedData", "nonLocalizedData"],
        "shortDescription": {"text": text("export.taxonomy", language)},
        "taxa": [_taxon(key, language) for key in _categories(report)],
    }


def _taxon(key: str, language: str) -> Json:
    known = taxonomy.load()
    more: dict[str, Json] = {}
    if key in known:
        more = {"properties": {"sensitivity": known[key].sensitivity, "class": known[key].kz_class}}
    return {"id": string(key), "shortDescription": {"text": category_title(key, language)}, **more}


def _categories(report: Report) -> list[str]:
    return sorted({finding.category for finding in report.findings if finding.category})

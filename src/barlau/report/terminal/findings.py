"""Every broken rule on a terminal: its findings, and what to do."""

from collections.abc import Sequence
from functools import partial

from barlau.model.report import Finding
from barlau.report import summary
from barlau.report.layout import STYLES, Field, Row
from barlau.report.messages import category_title, has, translate
from barlau.report.places import ascii_sections, sections, where
from barlau.report.terminal.view import View
from barlau.report.visible import visible

MOST_FINDINGS = 40
LEAST_OF_A_GROUP = 3
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


def show(view: View) -> None:
    """Every rule that is broken: its findings, then what to do."""
    groups = summary.groups(view.report)
    quotas = _quotas([len(group.findings) for group in groups])
    shown = [group.findings[:quota] for group, quota in zip(groups, quotas, strict=True)]
    told, fields, indent = (_cells, FIELDS, 4) if view.page.colour else (_plain_cells, PLAIN_FIELDS, 2)
    cells = partial(told, view)
    widths = view.page.fit([cells(finding) for part in shown for finding in part], fields, indent)
    for group, part in zip(groups, shown, strict=True):
        view.page.heading(_rule_title(view, group.rule), _tally(view, group), STYLES[group.level])
        category = ""
        for finding in part:
            if view.page.colour and finding.category != category:
                category = finding.category
                view.page.prose(category_title(category, view.language), "bold", indent=2)
            view.page.row(cells(finding), fields, widths, indent)
            if view.page.colour and _is_telling(finding):
                view.page.prose(translate(finding.message, view.language), "dim", indent=4)
        if rest := len(group.findings) - len(part):
            view.page.prose(view.say("ui.more", count=rest), "dim", indent=2)
        if has(f"rule.{group.rule}.help"):
            view.page.advice(view.say(f"rule.{group.rule}.help"))


def _rule_title(view: View, rule: str) -> str:
    """The heading of a rule; one that the catalogue does not know shows its id."""
    return view.say(f"rule.{rule}.title") if has(f"rule.{rule}.title") else visible(rule)


def _tally(view: View, group: summary.Group) -> str:
    """`3 errors, 1 warning`, and `2 new` after the first run."""
    counts = ((level, sum(item.level == level for item in group.findings)) for level in summary.LEVELS)
    words = [view.say(f"count.{level}", count=count) for level, count in counts if count]
    new = sum(item.state == "new" for item in group.findings)
    if new and view.report.history and view.report.history.previous is not None:
        words.append(view.say("history.new", count=new))
    return ", ".join(words)


def _cells(view: View, finding: Finding) -> Row:
    """How sure, where, what the policy says."""
    place = where(finding.location, with_source=view.with_source) if finding.location else ""
    return (
        view.say(f"confidence.{finding.confidence}"),
        place or view.say("ui.whole_policy"),
        _says(view, finding),
    )


def _plain_cells(view: View, finding: Finding) -> Row:
    """Everything about one finding in one line: words to grep for first, the sentence last."""
    policy = visible(finding.policy or "-")
    refs = ascii_sections(finding.refs)
    title = category_title(finding.category, view.language)
    return (
        view.say(f"level.{finding.level}"),
        summary.rule_of(finding),
        visible(finding.category),
        view.say(f"confidence.{finding.confidence}"),
        (where(finding.location) if finding.location else "") or "-",
        f"{policy} {refs}" if refs else policy,
        translate(finding.message, view.language) if _is_telling(finding) else title,
    )


def _says(view: View, finding: Finding) -> str:
    """The policy and its sections."""
    parts = (visible(finding.policy or "") if view.with_policy else "", sections(finding.refs))
    return " ".join(part for part in parts if part) or "—"


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

"""Pages of rules, verdicts and promises."""

from barlau.report.messages import text
from barlau.report.reference.document import Document, Section, code, items, pairs, prose, sections
from barlau.report.reference.rendering import as_markdown
from barlau.taxonomy import pages, promises, rules


def rule_document(rule: str, language: str) -> Document:
    """The page of a rule, or of a verdict that breaks none. Raises `KeyError`."""
    page, known = pages.load()[rule], rules.load().rules.get(rule)
    titles = page.title or (known.title if known else {})
    note = text(f"level.{known.level}", language) if known else text("ref.no_finding", language)
    files = (code(content, name) for name, content in page.example.files.items())
    return Document(
        "rule" if known else "verdict",
        rule,
        titles[language],
        note,
        sections(
            Section("means", (prose(page.means[language]),)),
            Section("why", (prose(page.why[language]),)),
            Section("todo", (items(*page.todo[language]),)),
            Section("law", (items(*(law[language] for law in page.law)),)),
            Section("example", (*files, code(page.example.command), prose(_expected(page.example, language)))),
        ),
    )


def _expected(example: pages.Example, language: str) -> str:
    return "; ".join(
        text(
            f"ref.expect_{'column' if 'column' in entry else 'category'}",
            language,
            said=entry.get("rule") or entry["verdict"],
            place=entry.get("column") or entry["category"],
        )
        for entry in example.expect
    )


def promise_document(rule: str, language: str) -> Document:
    """The page of a promise that a policy's `claims` may name. Raises `KeyError`."""
    claim, said = rules.load().claims[rule], promises.load()[rule]
    given = [
        (text(key, language), ", ".join("|".join(choice) for choice in choices))
        for key, choices in (("ref.required", claim.params), ("ref.optional", claim.optional))
    ]
    return Document(
        "promise",
        rule,
        claim.title[language],
        text("ref.promise", language),
        sections(
            Section("means", (prose(said.means[language]),)),
            Section("parameters", (pairs(*given), prose(text("ref.params", language)))),
            Section("example", (code(said.example, "policy.yaml"),)),
        ),
    )


def rule_markdown(rule: str, language: str) -> str | None:
    """What a rule means, why it matters and what to do, as Markdown without a title; None for an unknown rule."""
    page = pages.load().get(rule)
    if page is None:
        return None
    document = rule_document(rule, language)
    kept = tuple(section for section in document.sections if section.key in ("means", "why", "todo", "law"))
    whole = as_markdown(Document(document.kind, rule, document.title, document.note, kept), language, 2)
    return whole.partition("\n\n")[2].partition("\n\n")[2]

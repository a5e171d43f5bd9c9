"""`docs/rules.md`: every rule, verdict and promise on one page of Markdown, from the same texts as `barlau explain`."""

from barlau.report.messages import text
from barlau.report.reference.document import Document
from barlau.report.reference.rendering import as_markdown
from barlau.report.reference.rules import promise_document, rule_document
from barlau.taxonomy import pages, rules

_HEAD = """\
# Rules

What findings say, why it matters, what to do, and a minimal example that the tests run. `barlau explain RULE` prints
one of these pages, in Russian and Kazakh too (`--lang ru`, `--lang kk`). Written by `make docs`; do not edit.
"""


def handbook(language: str = "en") -> str:
    """The page."""
    known = rules.load()
    in_order = [*known.rules, *(page for page in pages.load() if page not in known.rules)]
    findings = [rule_document(rule, language) for rule in in_order]
    promised = [promise_document(rule, language) for rule in known.claims]
    return (
        "\n".join(
            [
                _HEAD,
                "| rule | level | |",
                "|---|---|---|",
                *(_row(document, document.id) for document in findings),
                "",
                *(_anchored(document, document.id, language) for document in findings),
                f"# {text('policy.claims', language)}",
                "",
                "A policy file names them under `claims`. `barlau explain minors-present` prints such a page.",
                "",
                *(_anchored(document, f"promise-{document.id}", language) for document in promised),
            ]
        ).rstrip("\n")
        + "\n"
    )


def _row(document: Document, anchor: str) -> str:
    return f"| [{document.id}](#{anchor}) | {document.note} | {document.title} |"


def _anchored(document: Document, anchor: str, language: str) -> str:
    return f'<a id="{anchor}"></a>\n\n' + as_markdown(document, language, 2)

"""The reference that `barlau explain` prints: rules, verdicts, promises, categories, entities."""

from barlau.report.reference.categories import category_document
from barlau.report.reference.document import Document
from barlau.report.reference.entities import entity_document
from barlau.report.reference.rendering import as_json, as_markdown, as_text
from barlau.report.reference.rules import promise_document, rule_document, rule_markdown

__all__ = [
    "Document",
    "as_json",
    "as_markdown",
    "as_text",
    "category_document",
    "entity_document",
    "promise_document",
    "rule_document",
    "rule_markdown",
]

"""Pages of the reference for a terminal, as Markdown, as JSON."""

from barlau.report.json_report import canonical
from barlau.report.json_values import Json
from barlau.report.layout import Field, Page
from barlau.report.messages import text
from barlau.report.reference.document import Block, Document

SCHEMA = "barlau.reference/1"
PAIR_FIELDS = (Field("dim"), Field(least=30))


def as_text(document: Document, language: str, *, width: int = 80, colour: bool = False) -> str:
    """For people."""
    page = Page(width=width, colour=colour)
    page.heading(document.title, f"{document.id} · {document.note}" if document.note else document.id)
    for section in document.sections:
        page.heading(text(f"ref.{section.key}", language))
        for block in section.blocks:
            _write(page, block)
    return page.text()


def _write(page: Page, block: Block) -> None:
    if block.kind == "prose":
        for paragraph in block.lines:
            page.prose(paragraph, indent=2)
    elif block.kind == "items":
        for item in block.lines:
            page.advice(item, mark="–")
    elif block.kind == "pairs":
        for name, said in block.pairs:
            page.prose(f"{name}: {said}", indent=2)
    else:
        if block.name:
            page.prose(block.name, "dim", indent=2)
        page.verbatim("\n".join(block.lines))


def as_markdown(document: Document, language: str, level: int = 1) -> str:
    """For documentation and code hosts; `level` is that of the title."""
    out = [f"{'#' * level} {document.title}", "", f"`{document.id}`" + (f" · {document.note}" if document.note else "")]
    for section in document.sections:
        out += ["", f"{'#' * (level + 1)} {text(f'ref.{section.key}', language)}"]
        for block in section.blocks:
            out += ["", *_markdown(block)]
    return "\n".join(out) + "\n"


def _markdown(block: Block) -> list[str]:
    if block.kind == "prose":
        return "\n\n".join(map(_escaped, block.lines)).split("\n")
    if block.kind == "items":
        return [f"- {_escaped(line)}" for line in block.lines]
    if block.kind == "pairs":
        return [f"- **{_escaped(name)}**: {_escaped(said)}" for name, said in block.pairs]
    kind = {"yaml": "yaml", "csv": "csv"}.get(block.name.rpartition(".")[2], "sh" if not block.name else "")
    return [*([f"`{block.name}`", ""] if block.name else []), f"```{kind}", *block.lines, "```"]


def _escaped(line: str) -> str:
    return "".join("\\" + c if c in "\\`*_<>|#[]" else c for c in line)


def as_json(document: Document) -> str:
    """For programs; the keys of sections are the same in every language."""
    return canonical(
        {
            "schema": SCHEMA,
            "kind": document.kind,
            "id": document.id,
            "title": document.title,
            "note": document.note,
            "sections": [{"key": s.key, "blocks": [_json(block) for block in s.blocks]} for s in document.sections],
        }
    )


def _json(block: Block) -> Json:
    if block.kind == "pairs":
        return {"kind": block.kind, "pairs": [{"name": name, "text": said} for name, said in block.pairs]}
    named = {"name": block.name} if block.name else {}
    return {"kind": block.kind, "lines": list(block.lines), **named}

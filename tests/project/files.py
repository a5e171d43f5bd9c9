"""Project files for tests: a folder with a policy, and the project as text."""

from pathlib import Path

POLICY = """\
schema: barlau.policy/1
id: shop
controller: {name: Example Shop}
documents: [{id: ru, kind: policy, language: ru}]
purposes:
  - {id: contract, title: {en: Contract}}
  - {id: advertising, title: {en: Advertising}}
declarations:
  - category: contact.phone
    status: declared
    collected_from: [subject]
    purposes: [contract]
    refs: [{document: ru, section: "3.1"}]
"""
HEAD = "schema: barlau.project/1\npolicies: [shop.yaml]\n"
SOURCES = "sources:\n  - {name: files, url: data}\n"


def project(folder: Path, text: str = HEAD + SOURCES) -> Path:
    """A project file in a folder with the policy `shop`."""
    (folder / "shop.yaml").write_text(POLICY)
    path = folder / "barlau.yaml"
    path.write_text(text)
    return path

"""The page of each rule and verdict (`pages/<id>.yaml`): what it means, why it matters, what to do, an example.

`law` names entries of `laws.yaml`. An example is a policy file and tables that a reader can copy and run; a test runs
each of them and sees what `expect` says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from barlau import yamlfile

Texts = Mapping[str, str]
POLICY = "policy.yaml"
_HEAD = "schema: barlau.policy/1\nid: shop\ncontroller: {{name: Example Shop}}\ndocuments: {documents}\n"
_DOCUMENTS = "[{id: ru, kind: policy, language: ru}]"


@dataclass(frozen=True, slots=True)
class Example:
    """Files by name, and what barlau says of them."""

    files: Mapping[str, str]
    expect: tuple[Mapping[str, str], ...]
    """`rule` or `verdict`, the `column` or `category` that it is about, its `level`."""

    @property
    def command(self) -> str:
        """What a reader runs."""
        tables = [name for name in self.files if name != POLICY]
        return " ".join(["barlau scan", *tables, *([f"--policy {POLICY}"] if POLICY in self.files else [])])


@dataclass(frozen=True, slots=True)
class Page:
    """One rule or verdict; texts by language."""

    id: str
    title: Texts | None
    """None: the title of the rule."""
    means: Texts
    why: Texts
    todo: Mapping[str, tuple[str, ...]]
    law: tuple[Texts, ...]
    example: Example


@cache
def load() -> Mapping[str, Page]:
    """Every page by the id of its rule, or of a verdict that breaks no rule."""
    folder = Path(__file__).with_name("pages")
    return {path.stem: _page(path) for path in sorted(folder.glob("*.yaml"))}


@cache
def _laws() -> Mapping[str, Texts]:
    return _read(Path(__file__).with_name("laws.yaml"))


def _read(path: Path) -> dict[str, Any]:
    data = yamlfile.read(path, path.name).data
    assert isinstance(data, dict)  # noqa: S101  (our own packaged file)
    return data


def _page(path: Path) -> Page:
    data = _read(path)
    return Page(
        path.stem,
        data.get("title"),
        data["means"],
        data["why"],
        {language: tuple(items) for language, items in data["todo"].items()},
        tuple(_laws()[key] for key in data.get("law", ())),
        _example(data["example"]),
    )


def _example(data: Mapping[str, Any]) -> Example:
    files = dict(data.get("files", {}))
    if "policy" in data:
        files[POLICY] = _HEAD.format(documents=data.get("documents", _DOCUMENTS)) + data["policy"]
    return Example(files, tuple(data["expect"]))

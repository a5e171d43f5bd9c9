"""The page of each promise that a claim may name (`promises.yaml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from barlau import yamlfile


@dataclass(frozen=True, slots=True)
class Promise:
    """What is checked, by language, and a claim to copy."""

    rule: str
    means: Mapping[str, str]
    params: Mapping[str, Any]

    @property
    def example(self) -> str:
        """The lines of a policy file."""
        params = ", ".join(f"{key}: {_plain(value)}" for key, value in self.params.items())
        given = f"params: {{{params}}}, " if params else ""
        return f'claims:\n  - {{id: my-promise, rule: {self.rule}, {given}refs: [{{document: ru, section: "7.7"}}]}}'


def _plain(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) and " " in value else str(value)


@cache
def load() -> Mapping[str, Promise]:
    """Every promise by its rule."""
    data = yamlfile.read(Path(__file__).with_name("promises.yaml"), "promises.yaml").data
    assert isinstance(data, dict)  # noqa: S101  (our own packaged file)
    return {rule: Promise(rule, entry["means"], entry["claim"].get("params", {})) for rule, entry in data.items()}

"""The command line as a user has it: a process of its own, with an empty folder for it and one for temporary files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import barlau
from barlau.demo.generate import Warehouse, generate

COMMAND = Path(sys.executable).with_name("barlau")
SCHEMA = Path(barlau.__file__).parent / "report" / "report.schema.json"
COMPANY = "autocheck"

PEOPLE = "iin,note\n110715399990,first\n010101399088,second\n"
HARMLESS = "sku,quantity\nAB-1,10\nAB-2,12\n"
POLICY = """\
schema: barlau.policy/1
id: shop
controller: {name: Example Shop}
documents: [{id: ru, kind: policy, language: ru}]
purposes: [{id: contract, title: {en: Contract}, refs: [{document: ru, section: "2"}]}]
declarations:
  - {category: contact.phone, status: declared, refs: [{document: ru, section: "3.1"}]}
"""


@cache
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))


def checked(text: str) -> dict[str, Any]:
    """A JSON report that follows the shipped schema and has every object once."""
    report: dict[str, Any] = json.loads(text)
    validator().validate(report)
    names = [(item["source"], item["object"]) for item in report["objects"]]
    assert len(set(names)) == len(names)
    return report


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str

    def report(self) -> dict[str, Any]:
        return checked(self.out)

    def statuses(self) -> dict[str, tuple[str, str | None]]:
        return {item["object"]: (item["status"], item["reason"]) for item in self.report()["objects"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where commands run."""
    path = tmp_path / "here"
    path.mkdir()
    return path


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    """Where commands keep temporary files."""
    path = tmp_path / "temporary"
    path.mkdir()
    return path


@pytest.fixture
def environment(temporary: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("BARLAU_")}
    return {**kept, "TMPDIR": str(temporary), "COLUMNS": "120"}


@pytest.fixture
def run(folder: Path, environment: dict[str, str]) -> Callable[..., Outcome]:
    """Run a command to its end."""

    def run(*arguments: object, env: Mapping[str, str] | None = None) -> Outcome:
        done = subprocess.run(
            [COMMAND, *map(str, arguments)],
            cwd=folder,
            env={**environment, **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def start(folder: Path, environment: dict[str, str]) -> Callable[..., subprocess.Popen[str]]:
    """Start a command; its end is up to the test."""

    def start(*arguments: object, stdout: int = subprocess.PIPE) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [COMMAND, *map(str, arguments)],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The sample data of one company; tests read it only."""
    (made,) = generate(tmp_path_factory.mktemp("demo"), [COMPANY])
    return made

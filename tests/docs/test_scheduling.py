"""The examples for schedulers: run where that can be done here, else checked for their form and for our own options."""

import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from barlau.cli.application import app

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLES = DOCS / "examples"
BIN = Path(sys.executable).parent
POLICY = """\
schema: barlau.policy/1
id: shop
controller: {name: Example Shop}
documents: [{id: ru, kind: policy, language: ru}]
purposes: []
declarations: []
"""
PROJECT = "schema: barlau.project/1\npolicies: [shop.yaml]\nsources: [{name: files, url: data}]\n"
MAILS = "email\n" + "".join(f"person{n}@example.kz\n" for n in range(200))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "shop.yaml").write_text(POLICY)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "stock.csv").write_text("sku,quantity\nAB-1,10\nAB-2,12\n")
    path = tmp_path / "barlau.yaml"
    path.write_text(PROJECT)
    return path


def commands() -> Iterator[tuple[str, list[str]]]:
    """Every call of barlau in the examples and in the page about them."""
    for path in sorted([*EXAMPLES.iterdir(), DOCS / "scheduling.md"]):
        text = path.read_text("utf-8").replace("\\\n", " ")
        for line in text.splitlines():
            found = re.match(r"(?:\s*(?:run:|ExecStart=/usr/bin/env)?\s*)(barlau [a-z]+ [^`|]*|barlau audit)$", line)
            if found:
                words = shlex.split(re.sub(r"\$\{\w+:\+([^}]*)\}|2>\S*", r"\1", found[1]), comments=True)
                yield f"{path.name}: {' '.join(words)}", words[1:]


CALLS = dict(commands())


def test_examples_call_barlau() -> None:
    assert {name.partition(":")[0] for name in CALLS} == {
        "nightly.sh",
        "barlau-audit.service",
        "github-actions.yml",
        "scheduling.md",
    }
    assert len(CALLS) >= 10


@pytest.mark.parametrize("words", CALLS.values(), ids=CALLS)
def test_every_call_is_understood(words: list[str]) -> None:
    parsed(words)


def parsed(words: list[str]) -> dict[str, Any]:
    """The arguments as the command line reads them; raises for an option that does not exist."""
    group: Any = typer.main.get_command(app)
    command = group.commands[words[0]]
    params: dict[str, Any] = command.make_context(words[0], list(words[1:])).params
    return params


def test_nightly_script_is_silent_until_something_is_new(project: Path) -> None:
    def run() -> tuple[int, str]:
        done = subprocess.run(
            ["sh", EXAMPLES / "nightly.sh", project, "reports", "barlau.prom"],
            cwd=project.parent,
            env={**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.stderr == ""
        return done.returncode, done.stdout

    assert run() == (0, "")
    (project.parent / "data" / "letters.csv").write_text(MAILS)
    code, said = run()
    assert code == 1
    assert "Something new was found" in said
    assert "files.letters.csv.email" in said
    assert run() == (0, "")
    (project.parent / "data" / "torn.parquet").write_bytes(b"PAR1" + bytes(900) + b"PAR1")
    code, said = run()
    assert code == 3
    assert "exit=3" in said
    project.write_text("schema: none\n")
    code, said = run()
    assert code == 2
    assert "barlau.project/1" in said
    assert (project.parent / "barlau.prom").read_text().count("# TYPE") > 10


def test_crontab_has_six_fields_and_calls_the_script() -> None:
    lines = [line for line in (EXAMPLES / "barlau.cron").read_text().splitlines() if not line.startswith("#")]
    (job,) = [line for line in lines if "=" not in line.split()[0]]
    *when, user, command = job.split(maxsplit=6)
    assert all(re.fullmatch(r"\*|[0-9]+", field) for field in when)
    assert user == "barlau"
    assert "/nightly.sh " in command
    assert "%" not in command, "cron takes % for the end of a line"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    for unit in ("barlau-audit.service", "barlau-audit.timer"):
        shutil.copy(EXAMPLES / unit, tmp_path)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / "barlau-audit.service", tmp_path / "barlau-audit.timer"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    said = [line for line in done.stderr.splitlines() if "barlau" in line]
    assert (done.returncode, said) == (0, [])
    when = subprocess.run(["systemd-analyze", "calendar", "*-*-* 03:15:00"], capture_output=True, text=True, timeout=60)
    assert when.returncode == 0


def test_kubernetes_job_keeps_its_history_and_may_not_overlap() -> None:
    claim, job = yaml.safe_load_all((EXAMPLES / "kubernetes.yaml").read_text("utf-8"))
    assert (job["apiVersion"], job["kind"]) == ("batch/v1", "CronJob")
    spec = job["spec"]
    assert spec["concurrencyPolicy"] == "Forbid"
    assert len(spec["schedule"].split()) == 5
    assert spec["jobTemplate"]["spec"]["backoffLimit"] == 0
    pod = spec["jobTemplate"]["spec"]["template"]["spec"]
    assert pod["restartPolicy"] == "Never"
    volumes = {volume["name"]: volume for volume in pod["volumes"]}
    assert volumes["history"]["persistentVolumeClaim"]["claimName"] == claim["metadata"]["name"]
    (container,) = pod["containers"]
    mounts = {mount["name"]: mount["mountPath"] for mount in container["volumeMounts"]}
    assert mounts.keys() == volumes.keys()
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    asked = parsed([*container["command"][1:], *container["args"]])
    for place in (asked["history"], asked["output"]):
        assert place.is_relative_to(mounts["history"]), "it would be lost, or could not be written"
    assert asked["project"].is_relative_to(mounts["project"])


def test_github_workflow_keeps_the_history_whatever_the_audit_says() -> None:
    workflow = yaml.safe_load((EXAMPLES / "github-actions.yml").read_text("utf-8"))
    triggers = workflow[True]  # YAML 1.1 reads `on` as true
    assert len(triggers["schedule"][0]["cron"].split()) == 5
    assert workflow["permissions"] == {"contents": "read", "security-events": "write"}
    steps = workflow["jobs"]["audit"]["steps"]
    assert all(("uses" in step) != ("run" in step) for step in steps)
    assert all(re.fullmatch(r"[\w/-]+@v[0-9]+", step["uses"]) for step in steps if "uses" in step)
    number = next(i for i, step in enumerate(steps) if step.get("name") == "audit")
    asked = parsed(shlex.split(steps[number]["run"])[1:])
    after = {step["uses"].partition("@")[0]: step for step in steps[number + 1 :]}
    assert all(step["if"] == "always()" for step in after.values())
    assert after["actions/cache/save"]["with"]["path"] == ".barlau"
    assert after["github/codeql-action/upload-sarif"]["with"]["sarif_file"] == f"{asked['output']}/report.sarif"
    assert "sarif" in asked["form"]


class AirflowError(Exception):
    """Stands for Airflow's exceptions."""


class AirflowFailError(AirflowError):
    """Stands for the one that is not tried again."""


@pytest.fixture
def airflow(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """As much of Airflow as the example needs (Airflow itself is not installed for the tests): what was declared."""
    declared: dict[str, Any] = {}

    def dag(**options: Any) -> Any:
        declared["dag"] = options
        return lambda function: function

    def task(**options: Any) -> Any:
        def decorate(function: Any) -> Any:
            declared["task"], declared["options"] = function, options
            return lambda: None

        return decorate

    for name, content in {
        "airflow": {},
        "airflow.sdk": {"dag": dag, "task": task},
        "airflow.exceptions": {"AirflowException": AirflowError, "AirflowFailException": AirflowFailError},
    }.items():
        module = types.ModuleType(name)
        vars(module).update(content)
        monkeypatch.setitem(sys.modules, name, module)
    return declared


def test_airflow_task_fails_only_for_what_is_new(
    airflow: dict[str, Any], project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "dag.py"
    text = (EXAMPLES / "airflow_dag.py").read_text("utf-8")
    script.write_text(text.replace("/etc/barlau", str(tmp_path)).replace("/var/lib/barlau", str(tmp_path / "state")))
    monkeypatch.setenv("PATH", f"{BIN}:{os.environ['PATH']}")
    runpy.run_path(str(script))
    assert airflow["dag"]["max_active_runs"] == 1
    assert airflow["task"]() == 0
    (project.parent / "data" / "letters.csv").write_text(MAILS)
    with pytest.raises(AirflowFailError, match="new findings"):
        airflow["task"]()
    assert airflow["task"]() == 0
    project.write_text("schema: none\n")
    with pytest.raises(AirflowFailError, match="exit status 2"):
        airflow["task"]()


def test_page_links_files_that_exist() -> None:
    page = (DOCS / "scheduling.md").read_text("utf-8")
    linked = set(re.findall(r"\]\((examples/[\w.-]+)\)", page))
    assert linked == {f"examples/{path.name}" for path in EXAMPLES.iterdir()}

"""The figures follow the exposition format and are those of the report."""

import re
from dataclasses import replace

import pytest

from barlau.model.report import History
from barlau.report import log_line, prometheus, summary

from .fixture import REPORT

NAME = re.compile(r"barlau_[a-z]+(_[a-z]+)*")
SAMPLE = re.compile(r'(?P<name>[a-z_]+)\{(?P<labels>(?:[a-z]+="(?:[^"\\\n]|\\[\\"n])*",?)+)\} (?P<value>-?[0-9.e+]+)')
KEPT = replace(
    REPORT,
    started_at="2026-03-01T08:00:00Z",
    finished_at="2026-03-01T08:01:30Z",
    history=History(run=7, previous=6, unchecked=2),
)


def samples(text: str) -> dict[tuple[str, str], float]:
    """Every sample by its name and labels; each line is of the format, each name was announced once."""
    assert text.endswith("\n")
    announced, out = [], {}
    for line in text.splitlines():
        if line.startswith("# TYPE "):
            _, _, name, kind = line.split()
            assert kind == "gauge"
            announced.append(name)
        elif not line.startswith("# HELP "):
            match = SAMPLE.fullmatch(line)
            assert match, line
            assert match["name"] == announced[-1]
            assert NAME.fullmatch(match["name"])
            assert (match["name"], match["labels"]) not in out
            out[match["name"], match["labels"]] = float(match["value"])
    assert len(set(announced)) == len(announced)
    return out


def test_figures_are_those_of_the_report() -> None:
    found = samples(prometheus.render(KEPT, "/srv/barlau.yaml", 4))
    plain = {name: value for (name, labels), value in found.items() if labels == 'project="/srv/barlau.yaml"'}
    assert plain["barlau_audit_duration_seconds"] == 90
    assert plain["barlau_audit_timestamp_seconds"] == 1772352090
    assert plain["barlau_audit_exit_status"] == 4
    assert plain["barlau_audit_complete"] == 0
    assert plain["barlau_audit_run"] == 7
    assert plain["barlau_findings_unchecked"] == 2
    levels = {labels: value for (name, labels), value in found.items() if name == "barlau_findings"}
    expected = {f'project="/srv/barlau.yaml",level="{k}"': v for k, v in summary.totals(KEPT).levels}
    assert levels == expected
    assert sum(value for (name, _), value in found.items() if name == "barlau_objects") == len(KEPT.objects)


@pytest.mark.parametrize("project", ['a"b\\c', "жоба\n2", "x\u202ey"])
def test_hostile_name_stays_in_its_label(project: str) -> None:
    found = samples(prometheus.render(KEPT, project, 0))
    assert len({labels.split('",')[0] for _, labels in found}) <= 2


def test_line_is_one_line_of_pairs() -> None:
    line = log_line.render(KEPT, "/srv/my shop\n/barlau.yaml", 4)
    assert "\n" not in line
    assert line.startswith('barlau audit run=7 project="/srv/my shop\\u{a}/barlau.yaml" status=')
    fields = dict(re.findall(r'(\w+)=("[^"]*"|\S+)', line))
    assert fields["exit"] == "4"
    assert fields["seconds"] == "90"
    assert int(fields["errors"]) == dict(summary.totals(KEPT).levels)["error"]

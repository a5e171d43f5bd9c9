"""Puts the page together: templates, one style, one script, all texts, and the policy that lets nothing else in."""

import base64
import hashlib
import json
import re
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from barlau.model.report import Location, Report
from barlau.report import summary
from barlau.report.html import matrix, overview, register, systems, trend
from barlau.report.html.ordering import in_order
from barlau.report.html.rows import column_rows, finding_rows, object_rows, sample_rows
from barlau.report.html.texts import Texts
from barlau.report.html.tones import TONES
from barlau.report.messages import LANGUAGES
from barlau.report.places import column_name
from barlau.report.visible import visible

FOLDER = Path(__file__).parent / "templates"
SHORT = 24
"""Characters of a name that needs no places to break: they cost a large page time."""
_BREAKS = re.compile(r"(?<=[._/#!-])(?=[^._/#!-])")
_GAPS = re.compile(r">\n+(?=</?(?:tr|td|th|tbody|thead|table|li|ul|div|dl|noscript)\b)")
"""Line ends between blocks: each would be a node of the page."""
_TAG = re.compile("^<(?:span|bdi)")
_CLOSES = re.compile("[<>&\u2028\u2029]")


def render(report: Report, language: str = "en") -> str:
    """The whole file, opening in `language`; equal input gives equal bytes."""
    report = in_order(report)
    say = Texts(language)
    style, script = _read("style.css"), _read("script.js")
    made = (
        _environment()
        .get_template("page.html")
        .render(
            T=say,
            R=report,
            language=language,
            languages=LANGUAGES,
            csp=_policy(style, script),
            style=Markup(style),  # noqa: S704  (our own packaged file)
            script=Markup(script),  # noqa: S704  (our own packaged file)
            all_texts=lambda: Markup(_data(say.table())),  # noqa: S704  (escaped for a script element)
            tones=TONES,
            look=overview.overview(report),
            policies=matrix.policies(report),
            systems=systems.systems(report),
            spread=systems.spread(report),
            name=systems.names(report),
            source_number={item: number for number, item in enumerate(_sources(report))},
            policy_number={name: number for number, (name, _) in enumerate(report.policies)},
            columns=column_rows(report),
            findings=finding_rows(report),
            objects=object_rows(report),
            samples=sample_rows(report),
            gaps=summary.gaps(report),
            sampled=summary.sampled(report),
            registers=register.registers(report),
            trend=trend.trend(report),
            excused=[f for f in report.findings if f.state != "gone" and not f.counts],
        )
    )
    return _GAPS.sub(">", made)


def _sources(report: Report) -> list[str]:
    return [system.source for system in systems.systems(report)]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "visible": visible,
        "when": _when,
        "wrap": _breakable,
        "classed": _classed,
        "column": _column,
    }
    return environment


@cache
def _read(name: str) -> str:
    return (FOLDER / name).read_text("utf-8").strip()


def _policy(style: str, script: str) -> str:
    """Nothing but our one style and our one script, by their hashes (Content Security Policy, level 3)."""
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _data(value: object) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _CLOSES.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _when(moment: str) -> str:
    """`2026-03-01T08:00:42Z` as `2026-03-01 08:00 UTC`."""
    try:
        return datetime.fromisoformat(moment).strftime("%Y-%m-%d %H:%M UTC")
    except ValueError:
        return moment


def _column(place: Location) -> str:
    return column_name(place.column, place.path)


def _classed(label: Markup, names: str) -> Markup:
    """A text of `Texts` with classes on its own element: one element less."""
    return Markup(_TAG.sub(lambda match: f'{match[0]} class="{names}"', label, count=1))  # noqa: S704  (names are ours)


def _breakable(name: str) -> Markup:
    """A name that may break after its separators; every hostile character is visible."""
    shown = visible(name)
    return Markup("<wbr>").join(_BREAKS.split(shown)) if len(shown) > SHORT else Markup.escape(shown)

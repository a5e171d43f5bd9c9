"""The catalogue of rules (`rules.yaml`): ids, levels and texts of findings, of policy problems, of claims.

The sentences of `rule.<id>.message` and `problem.<id>` are in `sentences(language)`, beside
`rule.<id>.title`, `rule.<id>.help` and `claim.<rule>`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from barlau import yamlfile
from barlau.model.report import Level

Texts = Mapping[str, str]
OWN = ("level", "title", "message", "help")
"""Keys that every rule has."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a finding of this rule means and what to do; texts by language."""

    id: str
    level: Level
    title: Texts
    message: Texts
    help: Texts
    variants: Mapping[str, Texts]
    """Further sentences of findings, by name (`silent`): where the message would say too much."""


@dataclass(frozen=True, slots=True)
class ProblemRule:
    """Something in a policy file that a reviewer should look at."""

    id: str
    level: Level
    message: Texts


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """A promise that barlau knows."""

    id: str
    params: tuple[tuple[str, ...], ...]
    """Each a choice of names, one of which the claim has to give."""
    optional: tuple[tuple[str, ...], ...]
    """Each a choice of names that the claim may give, beside `at` and `subjects`."""
    title: Texts
    message: Texts


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All rules, in the order of the file: gravest verdict first."""

    rules: Mapping[str, Rule]
    problems: Mapping[str, ProblemRule]
    claims: Mapping[str, ClaimRule]
    unverifiable: Mapping[str, Texts]
    """Why a claim cannot be checked."""


@cache
def load() -> Catalogue:
    """The packaged catalogue."""
    data = yamlfile.read(Path(__file__).with_name("rules.yaml"), "rules.yaml").data
    assert isinstance(data, dict)  # noqa: S101  (our own packaged file)
    return Catalogue(
        {
            key: Rule(
                key,
                Level(entry["level"]),
                entry["title"],
                entry["message"],
                entry["help"],
                {name: texts for name, texts in entry.items() if name not in OWN},
            )
            for key, entry in data["rules"].items()
        },
        {
            key: ProblemRule(key, Level(entry["level"]), {k: v for k, v in entry.items() if k != "level"})
            for key, entry in data["problems"].items()
        },
        {
            key: ClaimRule(
                key, _choices(entry["params"]), _choices(entry.get("optional", ())), entry["title"], entry["message"]
            )
            for key, entry in data["claims"].items()
        },
        data["unverifiable"],
    )


def _choices(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(text.split("|")) for text in texts)


def sentences(language: str) -> dict[str, str]:
    """Every text of the catalogue in one language, by message key."""
    catalogue = load()
    out = {f"problem.{key}": problem.message[language] for key, problem in catalogue.problems.items()}
    out |= {f"claim.{key}": claim.title[language] for key, claim in catalogue.claims.items()}
    out |= {f"claim.{key}.message": claim.message[language] for key, claim in catalogue.claims.items()}
    out |= {f"unverifiable.{key}": texts[language] for key, texts in catalogue.unverifiable.items()}
    for key, rule in catalogue.rules.items():
        out[f"rule.{key}.title"] = rule.title[language]
        out[f"rule.{key}.message"] = rule.message[language]
        out[f"rule.{key}.help"] = rule.help[language]
        out |= {f"rule.{key}.{name}": texts[language] for name, texts in rule.variants.items()}
    return out

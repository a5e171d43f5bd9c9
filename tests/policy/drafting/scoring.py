"""Sets what a draft proposes against what a careful reader finds in an invented text."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import yaml

from barlau.policy.draft import content, draft
from barlau.policy.draft.lexicon import is_umbrella

TEXTS = Path(__file__).with_name("texts")
KINDS = (".txt", ".md", ".html")
NAMES = sorted(path.name for path in TEXTS.iterdir() if path.suffix in KINDS)


@dataclass(frozen=True)
class Score:
    proposed: dict[str, set[str]]
    expected: dict[str, set[str]]
    optional: set[str]

    @property
    def missed(self) -> set[str]:
        return set(self.expected) - set(self.proposed)

    @property
    def surplus(self) -> set[str]:
        return set(self.proposed) - set(self.expected) - self.optional

    @property
    def other_status(self) -> set[str]:
        """Categories with a status that the reader does not give them; an umbrella is vague whatever the text lists."""
        return {
            f"{key}: {'/'.join(sorted(said))}"
            for key, said in self.proposed.items()
            if key in self.expected
            and said
            - self.expected[key]
            - ({"vague"} if is_umbrella(key) and "declared" in self.expected[key] else set())
        }

    @property
    def wrongly_declared(self) -> set[str]:
        """Denied or excluded data proposed as if it were collected."""
        closed = {"denied", "not_personal"}
        return {key for key, said in self.expected.items() if said <= closed and self.proposed.get(key, set()) - closed}


def score(name: str) -> Score:
    proposed = defaultdict(set)
    for line in content(draft(TEXTS / name))["declarations"]:
        proposed[line["category"]].add(line["proposed"])
    expected = yaml.safe_load((TEXTS / name).with_suffix(".yaml").read_text("utf-8"))
    optional = set(expected.pop("optional", ()))
    statuses = {key: {said} if isinstance(said, str) else set(said) for key, said in expected.items()}
    return Score(dict(proposed), statuses, optional)

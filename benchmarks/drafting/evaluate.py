"""Measures drafting: what `barlau policy draft` proposes from a folder of texts against reviewed policy files.

    python benchmarks/drafting/evaluate.py --texts DIR [--reviewed sample_data/policies] [--details]

DIR/NAME.txt (or .md, .html, .docx, .pdf) is measured against REVIEWED/NAME.yaml: a policy file, or only lines
`category: status` (a list of statuses where the text says several things; `optional`: categories that count neither
way; `providers`: those of some categories). Sections and providers are compared for the categories whose sections and
providers the reviewed file tells. The texts are not part of the project.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import yaml

from barlau.policy.draft import content, draft
from barlau.policy.draft.documents import KINDS

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data" / "policies"
OPEN = {"declared", "vague"}


def statuses(lines: Iterable[dict]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        out[line["category"]].add(line.get("proposed") or line["status"])
    return out


def places(lines: Iterable[dict]) -> set[tuple[str, str, str]]:
    return {(line["category"], ref["document"], ref["section"]) for line in lines for ref in line.get("refs", ())}


def providers(lines: Iterable[dict]) -> set[tuple[str, str]]:
    return {(line["category"], one) for line in lines for one in line.get("collected_from", ())}


def both(ours: Iterable[dict], theirs: Iterable[dict], told: Callable) -> tuple[set, set]:
    """What both say of the categories of which the reviewed file says it."""
    reviewed_ones = told(theirs)
    known = {category for category, *_ in reviewed_ones}
    return {one for one in told(ours) if one[0] in known}, reviewed_ones


def reviewed_lines(path: Path) -> tuple[list[dict], set[str]]:
    """The lines of a reviewed file and its optional categories."""
    data = yaml.safe_load(path.read_text("utf-8"))
    if "declarations" in data:
        return data["declarations"], set()
    optional, told = set(data.pop("optional", ())), data.pop("providers", {})
    said = {key: [value] if isinstance(value, str) else value for key, value in data.items()}
    lines = [
        {"category": key, "status": one, "collected_from": told.get(key, ())}
        for key, value in said.items()
        for one in value
    ]
    return lines, optional


def share(right: int, of: int) -> str:
    return f"{right / of:.3f}" if of else "  -  "


def compare(proposed: set, reviewed: set) -> str:
    both = len(proposed & reviewed)
    return f"precision {share(both, len(proposed))} recall {share(both, len(reviewed))}"


def measure(text: Path, reviewed: Path, *, details: bool) -> tuple[set, set]:
    start = time.perf_counter()
    ours = content(draft(text))["declarations"]
    taken = time.perf_counter() - start
    theirs, optional = reviewed_lines(reviewed)
    ours, theirs = ([line for line in lines if line["category"] not in optional] for lines in (ours, theirs))
    mine, right = statuses(ours), statuses(theirs)
    print(f"{text.stem}: {taken:.2f} s")
    print("  categories          ", compare(set(mine), set(right)))
    pairs = {(c, s) for c, all_ in mine.items() for s in all_}, {(c, s) for c, all_ in right.items() for s in all_}
    print("  (category, status)  ", compare(*pairs))
    told = {name: both(ours, theirs, of) for name, of in (("place", places), ("provider", providers))}
    for name, (own, reviewed_ones) in told.items():
        if reviewed_ones:
            print(f"  {f'(category, {name})':20}", compare(own, reviewed_ones))
    wrong = [c for c, all_ in mine.items() if all_ & OPEN and right.get(c) and not right[c] & (OPEN | {"implied"})]
    print("  denied or excluded, proposed as declared:", len(wrong), *wrong)
    if details:
        print("  not found:", *sorted(set(right) - set(mine)))
        print("  too much: ", *sorted(f"{c}({'/'.join(mine[c])})" for c in set(mine) - set(right)))
        print(
            "  statuses: ",
            *sorted(
                f"{c}: {'/'.join(mine[c])} for {'/'.join(right[c])};"
                for c in set(mine) & set(right)
                if mine[c] != right[c]
            ),
        )
        for name, (own, reviewed_ones) in told.items():
            print(f"  {name}s missed: ", *sorted(map(str, reviewed_ones - own)))
            print(f"  {name}s too many: ", *sorted(map(str, own - reviewed_ones)))
    return {(text.stem, c) for c in mine}, {(text.stem, c) for c in right}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--reviewed", type=Path, default=SAMPLES)
    parser.add_argument("--details", action="store_true")
    options = parser.parse_args()
    mine, right = set(), set()
    for text in sorted(options.texts.iterdir()):
        reviewed = options.reviewed / f"{text.stem}.yaml"
        if text.suffix.lower() in KINDS and reviewed.exists():
            proposed, expected = measure(text, reviewed, details=options.details)
            mine |= proposed
            right |= expected
    print("all: categories", compare(mine, right))


if __name__ == "__main__":
    main()

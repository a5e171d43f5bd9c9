"""The figures of all rounds as a table, by category, and the errors by kind. Names of columns, never values."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import mean

from measure import Round, Score, merged

# (figure, goal with names, goal without, whether more is better)
GOALS = {
    "category F1": (0.97, 0.95, True),
    "category F1, mean of categories": (None, None, True),
    "precision": (None, None, True),
    "recall": (None, None, True),
    "recall of personal columns": (0.98, None, True),
    "harmless columns reported": (1 / 200, 1 / 100, False),
}
EXAMPLES = 14
Figures = dict[str, dict[str, dict[str, float]]]


def figures(rounds: Sequence[Round], modes: Sequence[str]) -> Figures:
    """Mean and worst of each figure, by tool and mode."""
    out: Figures = {}
    for tool, mode in rounds[0].scores:
        rows = [_row(r.scores[tool, mode]) for r in rounds]
        out[f"{tool}, {mode} names"] = {
            key: {"mean": mean(r[key] for r in rows), "worst": (min if better else max)(r[key] for r in rows)}
            for key, (_, _, better) in GOALS.items()
        }
    for key, counts in (("subject", [r.subjects for r in rounds]), ("sample agrees", [r.samples for r in rounds])):
        shares = [c[True] / c.total() for c in counts if c.total()]
        if shares:
            out.setdefault(f"barlau, {modes[0]} names", {})[key] = {"mean": mean(shares), "worst": min(shares)}
    return out


def _row(score: Score) -> dict[str, float]:
    precision, recall, f1 = score.f1()
    return {
        "category F1": f1, "category F1, mean of categories": score.macro, "precision": precision, "recall": recall,
        "recall of personal columns": score.recall_of_personal, "harmless columns reported": score.harmless_share,
    }  # fmt: skip


def one_line(number: int, scores: dict[tuple[str, str], Score]) -> str:
    """A round as it is finished."""
    return f"{number}: " + "; ".join(
        f"{tool} {mode} F1 {s.f1()[2]:.4f} personal {s.recall_of_personal:.4f} "
        f"harmless {s.harmless_reported}/{s.harmless}"
        for (tool, mode), s in scores.items()
    )


def table(found: Figures) -> str:
    """Mean, worst and goal."""
    lines = [f"{'':52}{'mean':>9}{'worst':>9}{'goal':>9}"]
    for title, rows in found.items():
        lines.append(title)
        for key, row in rows.items():
            goal = _goal(key, title)
            lines.append(f"  {key:50}{row['mean']:9.4f}{row['worst']:9.4f}{'' if goal is None else f'{goal:9.3f}'}")
    return "\n".join(lines)


def _goal(key: str, title: str) -> float | None:
    if not title.startswith("barlau"):
        return None
    if key in GOALS:
        return GOALS[key]["without" in title]
    return 0.95 if key == "subject" else 0.99


def by_category(rounds: Sequence[Round], mode: str) -> str:
    """Precision, recall and F1 of each category over all rounds, the worst first."""
    score = merged(r.scores["barlau", mode] for r in rounds)
    rows = sorted((score.f1(category)[2], category) for category in {*score.hits, *score.missed, *score.alarms})
    lines = [f"\n{mode} names: category{'':20}{'P':>7}{'R':>7}{'F1':>7}{'columns':>9}"]
    for _, category in rows:
        precision, recall, f1 = score.f1(category)
        count = score.hits[category] + score.missed[category]
        lines.append(f"  {category:40}{precision:7.3f}{recall:7.3f}{f1:7.3f}{count:9}")
    return "\n".join(lines)


def confusions(rounds: Sequence[Round], mode: str, *, examples: bool) -> str:
    """What was taken for what, the most frequent first; harmless kinds by their own name."""
    wrong = merged(r.scores["barlau", mode] for r in rounds).wrong
    counts: Counter[tuple[str, str]] = Counter()
    named: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for case in wrong:
        kind = case.truth.kind
        key = (kind.category or f"harmless: {kind.id}", case.found or "nothing")
        counts[key] += 1
        shown = case.truth.name if mode == "with" else f"{kind.id} {case.truth.state} {case.truth.values}"
        named[key][f"{shown} ({kind.id.rpartition('#')[2]}, {case.table})" if mode == "with" else shown] += 1
    lines = [f"\n{mode} names: {len(wrong)} errors"]
    for (expected, found), count in counts.most_common():
        lines.append(f"  {count:5}  {expected} -> {found}")
        if examples:
            lines.append(
                "         "
                + "; ".join(f"{n}x {t}" if n > 1 else t for t, n in named[expected, found].most_common(EXAMPLES))
            )
    return "\n".join(lines)


def subjects(rounds: Sequence[Round]) -> str:
    """Tables whose subject was not understood."""
    wrong: Counter[tuple[str, str, str]] = Counter()
    for found in rounds:
        wrong += found.wrong_subjects
    lines = [f"\nsubjects: {wrong.total()} columns wrong"]
    lines += [f"  {n:5}  {right} -> {said} in {name}" for (right, said, name), n in wrong.most_common()]
    return "\n".join(lines)

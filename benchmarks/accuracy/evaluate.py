"""How often a column gets the right category: `python benchmarks/accuracy/evaluate.py --seeds 20` (see README.md).

Data are made anew for each seed; no seed is used by any test or sample.
"""

from __future__ import annotations

import argparse
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path

import peers
import show
from generate import LARGE, MadeTable, tables
from scanning import Answer, Scanner, sample_agrees

from measure import Case, Round, Score, judge

FIRST_SEED = 7_001
MODES = {"with": True, "without": False}
OF_OTHERS = {"family.children", "social.contacts"}
"""Not the data of the person whom the table is about."""


def main() -> None:
    chosen = _arguments()
    seeds = range(FIRST_SEED + chosen.first, FIRST_SEED + chosen.first + chosen.seeds)
    rounds = []
    with ProcessPoolExecutor(chosen.jobs, mp_context=get_context("spawn")) as pool:
        for found in pool.map(partial(_round, chosen), seeds):
            rounds.append(found)
            if chosen.progress:
                print(show.one_line(len(rounds), found.scores), file=sys.stderr, flush=True)
    figures = show.figures(rounds, chosen.modes)
    print(show.table(figures))
    for mode in chosen.modes:
        print(show.by_category(rounds, mode))
        print(show.confusions(rounds, mode, examples=chosen.show_errors))
    print(show.subjects(rounds))
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, ensure_ascii=False, indent=2, sort_keys=True) + "\n", "utf-8")


@cache
def _tools(*, with_peers: bool) -> tuple[Scanner, dict[str, peers.Detect]]:
    return Scanner(), peers.peers() if with_peers else {}


def _round(chosen: argparse.Namespace, seed: int) -> Round:
    scanner, others = _tools(with_peers=chosen.peers)
    out = Round()
    for table in tables(seed, large=chosen.large):
        named, whole = scanner.named(table)
        by_mode = {"with": named, "without": scanner.nameless(table, whole)}
        for mode in chosen.modes:
            _add(out, "barlau", mode, table, by_mode[mode])
            for name, detect in others.items():
                _add(out, name, mode, table, list(peers.answers(detect, table, named=MODES[mode])))
        _subjects(out, table, named)
        out.samples.update(sample_agrees(named))
    return out


def _add(out: Round, tool: str, mode: str, table: MadeTable, answers: list[Answer]) -> None:
    pairs = zip(table.truths, answers, strict=True)
    cases: list[Case] = [judge(truth, table.name, a.category, named=MODES[mode]) for truth, a in pairs]
    out.scores.setdefault((tool, mode), Score()).add(cases)


def _subjects(out: Round, table: MadeTable, answers: list[Answer]) -> None:
    """Personal columns of tables whose name says whose data they hold."""
    if table.subject is None:
        return
    for truth, answer in zip(table.truths, answers, strict=True):
        if truth.kind.personal and truth.kind.category not in OF_OTHERS:
            right = answer.subject == table.subject
            out.subjects[right] += 1
            if not right:
                out.wrong_subjects[table.subject, answer.subject, table.name] += 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=20, help="rounds, each with data of its own")
    parser.add_argument("--first", type=int, default=0, help="skip so many seeds")
    parser.add_argument("--names", choices=[*MODES, "both"], default="both")
    parser.add_argument("--large", type=int, default=LARGE, help="rows of the one large table in each round")
    parser.add_argument("--peers", action="store_true", help="airlock-pii and presidio-analyzer on the same tables")
    parser.add_argument("--json", type=Path, help="write the figures to a file")
    parser.add_argument("--show-errors", action="store_true", help="column names and tables of the errors")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--progress", action="store_true", help="one line for each seed")
    chosen = parser.parse_args()
    chosen.modes = [*MODES] if chosen.names == "both" else [chosen.names]
    return chosen


if __name__ == "__main__":
    main()

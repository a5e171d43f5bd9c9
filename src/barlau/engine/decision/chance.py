"""How far a number of hits is from what accident gives."""

from __future__ import annotations

from math import exp, inf, log, sqrt

Z95 = 1.959964  # two-sided 95 % point of the normal distribution
RULE_OF_THREE = 3.0  # nothing in n random rows: the share is below 3/n with 95 % (Hanley and Lippman-Hand, 1983)


def surprise(hits: int, trials: int, chance: float) -> float:
    """Lower bound of -ln P(at least `hits` of `trials`) when each passes with probability `chance` (Chernoff)."""
    if trials <= 0 or hits <= 0:
        return 0.0
    share = min(hits / trials, 1.0)
    if share <= chance:
        return 0.0
    if chance <= 0.0:
        return inf
    rest = 0.0 if share == 1.0 else (1 - share) * log((1 - share) / (1 - chance))
    return trials * (share * log(share / chance) + rest)


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson, 1927)."""
    if trials <= 0:
        return 0.0, 1.0
    share, z2 = min(hits / trials, 1.0), Z95 * Z95
    centre = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = Z95 * sqrt(share * (1 - share) / trials + z2 / (4 * trials * trials)) / (1 + z2 / trials)
    return max(0.0, centre - half), min(1.0, centre + half)


def logit(probability: float) -> float:
    """Natural-log odds."""
    return log(probability / (1 - probability))


def probability(odds: float) -> float:
    """Inverse of `logit`."""
    return 1 / (1 + exp(-odds))

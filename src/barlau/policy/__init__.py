"""Policy files: read, reviewed, listed, and set against what was found."""

from barlau.policy.checking import Problem, check
from barlau.policy.comparison import Comparison, compare, fingerprint, in_order, prohibited
from barlau.policy.listing import show
from barlau.policy.loading import load, parse
from barlau.policy.reach import Context
from barlau.policy.verdicts import verdict

__all__ = [
    "Comparison",
    "Context",
    "Problem",
    "check",
    "compare",
    "fingerprint",
    "in_order",
    "load",
    "parse",
    "prohibited",
    "show",
    "verdict",
]

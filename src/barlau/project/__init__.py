"""Project files: what a scheduled audit runs, and which findings somebody answers for."""

from barlau.project.checking import check
from barlau.project.exemptions import exempt
from barlau.project.idle import idle
from barlau.project.loading import history_of, load, parse

__all__ = ["check", "exempt", "history_of", "idle", "load", "parse"]

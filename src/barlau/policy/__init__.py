"""Policy files: read, reviewed, listed, and set against what was found."""

from barlau.model.policy import Context
from barlau.policy import hashed
from barlau.policy.checking import Problem, check
from barlau.policy.comparison import Comparison, compare, fingerprint, in_order, prohibited
from barlau.policy.contexts import Bindings, Contexts
from barlau.policy.derived import derived
from barlau.policy.documents import languages_disagree, list_gaps
from barlau.policy.grounds import because
from barlau.policy.listing import show
from barlau.policy.loading import load, parse
from barlau.policy.verdicts import verdict
from barlau.policy.versions import files as compare_files
from barlau.policy.versions import languages as compare_languages

__all__ = [
    "Bindings",
    "Comparison",
    "Context",
    "Contexts",
    "Problem",
    "because",
    "check",
    "compare",
    "compare_files",
    "compare_languages",
    "derived",
    "fingerprint",
    "hashed",
    "in_order",
    "languages_disagree",
    "list_gaps",
    "load",
    "parse",
    "prohibited",
    "show",
    "verdict",
]

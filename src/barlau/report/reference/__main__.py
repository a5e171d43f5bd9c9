"""`python -m barlau.report.reference > docs/rules.md` writes the documentation of all rules."""

import sys

from barlau.report.reference.handbook import handbook

sys.stdout.write(handbook())

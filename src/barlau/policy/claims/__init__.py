"""Promises of a policy that data can break: planned as questions about rows, judged by the answers.

`plan` finds the tables and columns that each promise is about and asks what only rows can tell; whoever runs the
questions hands their answers to `judge`. Nothing here sees a value of the data.
"""

from barlau.policy.claims.judging import Judgement, judge
from barlau.policy.claims.planning import Plan, plan
from barlau.policy.claims.survey import Survey

__all__ = ["Judgement", "Plan", "Survey", "judge", "plan"]

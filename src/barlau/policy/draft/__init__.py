"""Drafting: a policy file proposed from the text of a policy, for a person to review."""

from barlau.policy.draft.drafting import Draft, draft
from barlau.policy.draft.output import as_json, as_yaml, content, summary
from barlau.policy.draft.redrafting import Redraft, redraft

__all__ = ["Draft", "Redraft", "as_json", "as_yaml", "content", "draft", "redraft", "summary"]

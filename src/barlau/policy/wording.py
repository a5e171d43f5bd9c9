"""What a finding says: the verdict, what the policy has instead, and what would have been needed."""

from collections.abc import Iterable

from barlau.model.policy import Context, Declaration, Policy, Provider, Ref, Verdict
from barlau.model.report import Message
from barlau.policy.verdicts import Answer

MOST_SECTIONS = 4  # named in a sentence; the finding's references have all


def message(policy: Policy, category: str, context: Context, ruled: Answer) -> Message | None:
    """The sentence of a verdict, with the declarations it rests on; None for a verdict that breaks no rule."""
    if ruled.verdict in (None, Verdict.DECLARED, Verdict.NOT_PERSONAL):
        return None
    rule = ruled.verdict.replace("_", "-")
    gaps = {"category": category, "policy": policy.id} | _gaps(policy, context, ruled)
    # Nothing stated for anybody: there is no declaration to point at.
    key = "message" if ruled.verdict is not Verdict.OTHER_SUBJECT or ruled.because else "silent"
    return Message(f"rule.{rule}.{key}", tuple(gaps.items()))


def _gaps(policy: Policy, context: Context, ruled: Answer) -> dict[str, str]:
    said = ruled.because
    here: dict[str, str]
    match ruled.verdict:
        case Verdict.WRONG_SOURCE:
            here = {"provider": context.collected_from or Provider.UNSTATED}
            there, basis = _distinct(p for d in said for p in d.collected_from), "collected_from"
        case Verdict.WRONG_PURPOSE:
            here = {"purposes": ", ".join(context.purposes)}
            there, basis = _distinct(p for d in said for p in _purposes(policy, d)), "purposes"
        case Verdict.OTHER_SUBJECT:
            here = {"subject": context.subject}
            there, basis = _distinct(s for d in said for s in d.subjects or policy.subjects), "subject"
        case _:
            return {}
    told = {"declared": there, "sections": sections(ruled.refs)} if said else {}
    return here | told | {"basis": "inferred" if basis in context.inferred else ""}


def _purposes(policy: Policy, said: Declaration) -> tuple[str, ...]:
    return said.purposes or tuple(purpose.id for purpose in policy.purposes)


def _distinct(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(words))


def sections(refs: Iterable[Ref]) -> str:
    """`§3.1 b2; §7`: each place once, whatever the languages."""
    places = list(dict.fromkeys(" ".join(filter(None, (f"§{ref.section}", ref.item))) for ref in refs if ref.section))
    shown = places[:MOST_SECTIONS]
    return "; ".join([*shown, "…"] if len(places) > len(shown) else shown)

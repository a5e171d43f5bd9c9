"""Which policies judge which sources, and what is known of their tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from barlau import policy as policies_of
from barlau.model.policy import Policy
from barlau.model.project import Project
from barlau.policy import Contexts


@dataclass(frozen=True, slots=True)
class Plan:
    """The policies of a run; without a project file each judges every source."""

    policies: Sequence[Policy] = ()
    project: Project | None = None

    def judges(self, policy: Policy, source: str) -> bool:
        """Whether a policy speaks of a source."""
        for named in self.project.sources if self.project else ():
            if named.target.name == source and named.policies:
                return policy.id in named.policies
        return True

    def contexts(self, policy: Policy) -> Contexts:
        """What is known of columns, in the words of a policy."""
        return policies_of.Contexts(policy, self.bindings())

    def bindings(self) -> policies_of.Bindings:
        """The bindings of each source."""
        return {s.target.name: s.bindings for s in self.project.sources} if self.project else {}

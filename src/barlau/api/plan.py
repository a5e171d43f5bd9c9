"""Which policies judge which sources, and what is known of their tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from barlau import policy as policies_of
from barlau.model.policy import Policy
from barlau.model.project import Project
from barlau.model.report import ColumnResult
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

    def elsewhere(self, policy: Policy, column: ColumnResult) -> frozenset[str]:
        """The people whom the other policies of a column's source address."""
        others = (other for other in self.policies if other is not policy and self.judges(other, column.source))
        return frozenset(subject for other in others for subject in other.subjects)

    def contexts(self, policy: Policy) -> Contexts:
        """What is known of columns, in the words of a policy."""
        return policies_of.Contexts(policy, self.bindings())

    def bindings(self) -> policies_of.Bindings:
        """The bindings of each source."""
        return {s.target.name: s.bindings for s in self.project.sources} if self.project else {}

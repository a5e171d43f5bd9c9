"""Whom, from whom and for what a declaration speaks, set against what is known of a column.

A declaration reaches the people it names, or those whom the policy addresses when it names none. A
provider or purpose that is not known, on either side, is no obstacle. No purposes in a declaration mean every
purpose of the policy. Data that serve several purposes are reached through any of them.
"""

from dataclasses import dataclass

from barlau.model.policy import Context, Declaration, Policy, Provider

THIRD_PARTY = "third_party"


@dataclass(frozen=True, slots=True)
class Reach:
    """A policy's declarations seen from one context."""

    policy: Policy
    context: Context
    personal: bool
    """Whether the category is personal data by law; an organisation is no data subject."""

    @property
    def addressed(self) -> bool:
        """Whether the policy addresses these people."""
        return self.context.subject in self.policy.subjects

    def person(self, declaration: Declaration) -> bool:
        """Whether it speaks of these people. The category `third_party` is a kind of people itself."""
        if not self.personal or declaration.category == THIRD_PARTY == self.context.subject:
            return True
        return self.context.subject in (declaration.subjects or self.policy.subjects)

    def provider(self, declaration: Declaration) -> bool:
        """Whether it speaks of data from this provider."""
        here, there = self.context.collected_from, declaration.collected_from
        return here in (None, Provider.UNSTATED) or not there or here in there or Provider.UNSTATED in there

    def purpose(self, declaration: Declaration) -> bool:
        """Whether it speaks of data for a purpose that these serve."""
        meant = declaration.purposes or tuple(purpose.id for purpose in self.policy.purposes)
        return not self.context.purposes or not meant or not set(meant).isdisjoint(self.context.purposes)

    def denial(self, declaration: Declaration) -> bool:
        """Whether it denies these data. One limited to a provider or purpose needs that to be known here."""
        there = declaration.collected_from
        anyone = not there or Provider.UNSTATED in there
        anything = not declaration.purposes
        return (
            self.person(declaration)
            and (anyone or self.context.collected_from in there)
            and (anything or not set(declaration.purposes).isdisjoint(self.context.purposes))
        )

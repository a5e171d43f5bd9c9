"""What versions of a policy declare differently: its languages, or two files."""

from __future__ import annotations

from dataclasses import dataclass

from barlau.model.policy import Claim, Declaration, Purpose, Recipient

Line = Declaration | Purpose | Claim | Recipient


@dataclass(frozen=True, slots=True)
class Version:
    """One side: a language of a policy, or a whole file."""

    name: str
    declarations: tuple[Declaration, ...]
    purposes: tuple[Purpose, ...]
    claims: tuple[Claim, ...]
    recipients: tuple[Recipient, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What the versions say of one category, purpose, promise or recipient, without the lines that all share."""

    key: str
    """The category, or the id of the purpose, promise or recipient."""
    said: tuple[tuple[Line, ...], ...]
    """For each version, in their order."""
    shared: tuple[bool, ...]
    """For each version, whether it also has lines of this key that all versions share."""
    covered_by: tuple[str | None, ...]
    """For each version that is silent on a category, the category above it that it names."""


@dataclass(frozen=True, slots=True)
class Differences:
    """All differences between versions, each list by key."""

    versions: tuple[Version, ...]
    prevailing: str | None
    """The version that decides where they differ."""
    declarations: tuple[Difference, ...]
    purposes: tuple[Difference, ...]
    claims: tuple[Difference, ...]
    recipients: tuple[Difference, ...]

    def __len__(self) -> int:
        return len(self.declarations) + len(self.purposes) + len(self.claims) + len(self.recipients)

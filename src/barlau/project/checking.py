"""What only the policies of a project can tell: whether the ids that the file names are theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from barlau.model.policy import Policy
    from barlau.model.project import Binding, Project, ProjectSource
    from barlau.yamlfile import Place, YamlFile


def check(file: YamlFile, project: Project, policies: Sequence[Policy]) -> None:
    """Raise `ConfigError` for a policy or a purpose that is not there. `policies` are in the file's order."""
    seen: dict[str, str] = {}
    for i, policy in enumerate(policies):
        if policy.id in seen:
            raise file.error(("policies", i), f"has the id '{policy.id}', as {seen[policy.id]} has", "ids are unique")
        seen[policy.id] = policy.origin
    for i, source in enumerate(project.sources):
        place: Place = ("sources", i)
        for j, name in enumerate(source.policies):
            at = (*place, "policy", j) if len(source.policies) > 1 else (*place, "policy")
            _check(file, at, name, seen.keys(), "policy")
        purposes = {purpose.id for policy in _judging(source, policies) for purpose in policy.purposes}
        _check_purposes(file, (*place, "tables"), source.bindings, purposes)


def _judging(source: ProjectSource, policies: Sequence[Policy]) -> list[Policy]:
    return [policy for policy in policies if not source.policies or policy.id in source.policies]


def _check_purposes(file: YamlFile, place: Place, bindings: Sequence[Binding], known: Collection[str]) -> None:
    for i, binding in enumerate(bindings):
        for j, purpose in enumerate(binding.purposes):
            _check(file, (*place, i, "purposes", j), purpose, known, "purpose")
        _check_purposes(file, (*place, i, "columns"), binding.columns, known)


def _check(file: YamlFile, place: Place, name: str, known: Collection[str], noun: str) -> None:
    if name not in known:
        remedy = "one of " + ", ".join(sorted(known)) if known else f"the policies have no {noun}"
        raise file.error(place, f"unknown {noun} '{name}'", remedy)

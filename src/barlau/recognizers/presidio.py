"""Export to Presidio: one registry file that `RecognizerRegistryProvider` and `add_recognizers_from_yaml` both load.

Presidio knows patterns and context words only, so the check digits stay behind: scores are those of the bare shapes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from barlau.model.recognizer import Pack, Recognizer

LANGUAGES = ("kk", "ru", "en")


def export(pack: Pack) -> str:
    """The registry as YAML: each recognizer once for each language."""
    import yaml

    registry = {
        "supported_languages": list(LANGUAGES),
        "recognizers": [_entry(item, language) for item in pack.recognizers for language in LANGUAGES],
    }
    text: str = yaml.safe_dump(registry, allow_unicode=True, sort_keys=False, width=120)
    return f"# barlau recognizers, pack {pack.version}\n{text}"


def _entry(item: Recognizer, language: str) -> dict[str, object]:
    entry: dict[str, object] = {
        "name": f"{item.name}_{language}",
        "supported_entity": item.entity,
        "supported_language": language,
        "context": list(item.context),
    }
    if item.patterns:
        entry["patterns"] = [{"name": p.name, "regex": p.regex, "score": p.score} for p in item.patterns]
    if item.vocabulary:
        entry["deny_list"] = list(item.vocabulary)
    return entry

"""The lexicon: which words of a policy name which category, in Kazakh, Russian and English (`lexicon/*.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from barlau import taxonomy, yamlfile
from barlau.policy.draft.words import Hit, Phrases, Token, fold, longest, split

LANGUAGES = ("kk", "ru", "en")
NONE = "none"
VAGUE = frozenset({"identity.identification", "registry", "anonymised", "third_party"})
"""Umbrella words beside the whole groups of the taxonomy."""

_FOLDER = Path(__file__).with_name("lexicon")


@dataclass(frozen=True, slots=True)
class Named:
    """A category named by words."""

    category: str
    words: tuple[int, ...]
    particular: bool = False
    """A fact of a group that has few categories of its own: "allergies" says more than "health"."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language."""

    language: str
    phrases: Phrases
    near: dict[str, tuple[str, frozenset[str], bool]]
    """Meaning of a conditional phrase: the category, after which categories it has that meaning, and whether also
    before them."""

    broad: dict[str, tuple[str, ...]]
    """Beginnings of the words by which a group is named as a whole."""

    def find(self, words: list[Token], before: frozenset[str] = frozenset()) -> list[Named]:
        """The categories that words name, in their order. `before`: categories that the lead-in names already."""
        every = longest(self._conditions(list(self.phrases.find(words)), words, before))
        harmless = {hit.words for hit in every if hit.meaning == NONE}
        named = [
            Named(hit.meaning, hit.words, self._particular(hit, words)) for hit in every if hit.words not in harmless
        ]
        return [one for one in named if not any(self._tells_more(other, one) for other in named)]

    def _particular(self, hit: Hit, words: list[Token]) -> bool:
        whole = self.broad.get(hit.meaning)
        return whole is not None and not any(words[at].word.startswith(whole) for at in hit.words)

    def _tells_more(self, other: Named, one: Named) -> bool:
        """A narrower category shares a word: 'card' in 'numbers of credit and debit cards'.

        In Kazakh an owner that both begin with has two things: "құрылғының моделі мен идентификаторы".
        """
        if not other.category.startswith(one.category + "."):
            return False
        shared = set(one.words) & set(other.words)
        if len(shared) == len(one.words):
            return True
        owner = self.language == "kk" and one.words[0] == other.words[0] and one.words[1] not in other.words
        return bool(shared) and not owner and one.words[0] < other.words[-1]

    def _conditions(self, hits: list[Hit], words: list[Token], before: frozenset[str]) -> list[Hit]:
        plain = [hit for hit in hits if hit.meaning not in self.near]
        first: dict[str, int] = dict.fromkeys((key for name in before for key in taxonomy.lineage(name)), -1)
        for hit in longest(plain):
            for key in taxonomy.lineage(hit.meaning):
                first[key] = min(first.get(key, hit.words[0]), hit.words[0])
        for hit in hits:
            if hit.meaning in self.near:
                category, others, around = self.near[hit.meaning]
                last = len(words) if around else hit.words[0]
                if any(first.get(other, last) < last for other in others):
                    plain = [other for other in plain if other.words != hit.words]
                    plain.append(Hit(category, hit.words))
        return plain


@cache
def load(language: str) -> Lexicon:
    """The packaged lexicon of a language."""
    data = yamlfile.read(_FOLDER / f"{language}.yaml", f"lexicon/{language}.yaml").data
    assert isinstance(data, dict)  # noqa: S101  (our own packaged file)
    phrases = Phrases(language, owners=True)
    for category, text in data["categories"].items():
        for phrase in split(text):
            phrases.add(category, phrase)
    for phrase in split(data["none"]):
        phrases.add(NONE, phrase)
    near: dict[str, tuple[str, frozenset[str], bool]] = {}
    for number, entry in enumerate(data["near"]):
        for category, text in entry["words"].items():
            meaning = f"{category} near {number}"
            near[meaning] = (category, frozenset(entry["of"]), entry.get("around", False))
            for phrase in split(text):
                phrases.add(meaning, phrase)
    broad = {category: split(fold(text)) for category, text in data["broad"].items()}
    return Lexicon(language, phrases, near, broad)


def is_umbrella(category: str) -> bool:
    """A word for a whole group, or one that names no data by itself."""
    return category in VAGUE or taxonomy.load().is_group(category)

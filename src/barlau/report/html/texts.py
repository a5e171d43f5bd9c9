"""Every text of a page once, in all languages: the page shows one, the switch in the file the others."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from barlau.model.policy import Ref
from barlau.model.report import Message
from barlau.report.messages import LANGUAGES, category_title, translate
from barlau.report.places import sections
from barlau.report.visible import visible


class Texts:
    """Writes a text in the page's language and remembers it in all; templates call it `T`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._numbers: dict[tuple[str, ...], int] = {}
        self._spans: dict[object, Markup] = {}

    def __call__(self, key: str, /, **args: str | int | float) -> Markup:
        """A sentence of the catalogue by its key."""
        return self.message(Message(key, tuple((gap, str(value)) for gap, value in args.items())))

    def message(self, message: Message, *, without: str = "") -> Markup:
        """A sentence of the report, without a name before a colon that stands beside it anyway."""
        known = message, without
        if known not in self._spans:
            versions = (translate(message, language) for language in LANGUAGES)
            self._spans[known] = self._span(tuple(text.removeprefix(f"{visible(without)}: ") for text in versions))
        return self._spans[known]

    def category(self, key: str) -> Markup:
        """The title of a category."""
        if key not in self._spans:
            self._spans[key] = self._span(tuple(category_title(key, language) for language in LANGUAGES))
        return self._spans[key]

    def sections(self, refs: Iterable[Ref]) -> Markup:
        """Places in policies, with their items in words."""
        known = tuple(refs)
        if known not in self._spans:
            versions = tuple(sections(known, language) for language in LANGUAGES)
            self._spans[known] = self._span(versions) if versions[0] else Markup()
        return self._spans[known]

    def titles(self, titles: Mapping[str, str], otherwise: str) -> Markup:
        """A title that a policy file gives in some languages."""
        first = next((titles[known] for known in (*LANGUAGES, *sorted(titles)) if known in titles), otherwise)
        return self._span(tuple(visible(titles.get(language, first)) for language in LANGUAGES))

    def attribute(self, name: str, key: str, /, **args: str | int) -> Markup:
        """`aria-label="Search" data-t-label="7"`, for texts that stand in an attribute."""
        message = Message(key, tuple((gap, str(value)) for gap, value in args.items()))
        versions = tuple(translate(message, language) for language in LANGUAGES)
        short = name.removeprefix("aria-")
        return Markup('{}="{}" data-t-{}="{}"').format(name, self._shown(versions), short, self._number(versions))

    def number(self, key: str, /, **args: str | int) -> int:
        """The number of a sentence, for the script to fill in."""
        message = Message(key, tuple((gap, str(value)) for gap, value in args.items()))
        return self._number(tuple(translate(message, language) for language in LANGUAGES))

    def option(self, value: str, label: Markup) -> Markup:
        """A choice of a list, its label taken out of its span (an option holds text only)."""
        inner = label.replace("<span ", "", 1).removesuffix("</span>") if label.startswith("<span ") else f">{label}"
        return Markup('<option value="{}" ').format(value) + Markup(inner) + Markup("</option>")  # noqa: S704  (made of escaped parts)

    def table(self) -> list[list[str]]:
        """For each language of `LANGUAGES` the texts by number."""
        return [[versions[i] for versions in self._numbers] for i in range(len(LANGUAGES))]

    def _span(self, versions: tuple[str, ...]) -> Markup:
        if len(set(versions)) == 1:
            return Markup("<bdi>{}</bdi>").format(versions[0])
        return Markup('<span data-t="{}">{}</span>').format(self._number(versions), self._shown(versions))

    def _shown(self, versions: tuple[str, ...]) -> str:
        return versions[LANGUAGES.index(self.language)]

    def _number(self, versions: tuple[str, ...]) -> int:
        return self._numbers.setdefault(versions, len(self._numbers))

"""What each block of a policy is about: its zone, whether it lists data or denies, and who provides the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from barlau.model.policy import Provider
from barlau.policy.draft.sections import Kind
from barlau.policy.draft.words import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from barlau.policy.draft.cues import Cue, Cues
    from barlau.policy.draft.sections import Block

_PROVIDERS = (Provider.SUBJECT, Provider.AUTOMATIC, Provider.THIRD_PARTY)
_SERVICE = ("сервис", "услуг", "service", "қызмет")


@dataclass(frozen=True, slots=True)
class Part:
    """The setting of one block."""

    zone: str = ""
    listing: bool = False
    """Its lead-in, column or heading opens a list of data."""
    aims: bool = False
    """Its lead-in or column opens a list of purposes."""
    denied: bool = False
    excluded: bool = False
    service: bool = False
    """A definition of the service: what it says is no declaration, yet it names data."""
    column: str = ""
    stands_alone: bool = False
    """A bullet, cell or numbered item: one member of a list."""
    providers: frozenset[Provider] = frozenset()


@dataclass(frozen=True, slots=True)
class _Line:
    """What the words of a block tell by themselves."""

    zone: str
    cues: Sequence[Cue]
    words: int
    service: bool

    def has(self, *kinds: str) -> bool:
        return any(cue.kind in kinds for cue in self.cues)

    @property
    def providers(self) -> frozenset[Provider]:
        return frozenset(provider for provider in _PROVIDERS if self.has(provider))

    @property
    def aims(self) -> bool:
        """It opens purposes: the word for them stands last, or a word that opens a list stands right before it."""
        ends = [cue.last for cue in self.cues if cue.kind == "purpose"]
        lists = [cue.last for cue in self.cues if cue.kind == "list"]
        opened = any(end - 1 <= last + 1 and last < end for last in lists for end in ends)
        return bool(ends) and (max(ends) >= self.words - 2 or opened)


def parts(folded: str, blocks: Sequence[Block], cues: Cues) -> list[Part]:
    """The setting of every block of a document."""
    lines = [_line(folded, block, cues) for block in blocks]
    heads = _columns(blocks, lines)
    return [_part(i, blocks, lines, heads) for i in range(len(blocks))]


def _line(folded: str, block: Block, cues: Cues) -> _Line:
    words = tokens(folded, block.piece.start, block.piece.end)
    zone = cues.zone(words) if block.piece.kind is not Kind.BULLET else ""
    return _Line(zone, cues.find(words), len(words), bool(words) and words[0].word.startswith(_SERVICE))


def _columns(blocks: Sequence[Block], lines: Sequence[_Line]) -> dict[tuple[int, int], str]:
    """What the head of each column says: (table, column) to a zone."""
    return {
        (block.piece.table, block.piece.column): line.zone
        for block, line in zip(blocks, lines, strict=True)
        if block.piece.kind is Kind.CELL and block.piece.row == 0
    }


def _part(index: int, blocks: Sequence[Block], lines: Sequence[_Line], heads: dict[tuple[int, int], str]) -> Part:
    block = blocks[index]
    zone, heading = "", block.heading
    providers: frozenset[Provider] = frozenset()
    denied = False
    while heading >= 0:
        line = lines[heading]
        zone = zone or line.zone
        denied = denied or (line.zone == "absent" and heading == block.heading)
        providers = providers or line.providers
        heading = blocks[heading].heading
    aims, listing = False, False
    lead = block.lead
    if lead >= 0:
        line = lines[lead]
        aims = line.aims
        denied = denied or (line.has("deny") and not line.has("exempt"))
        opens = line.has("collect", "list") or line.zone == "data"
        listing = (
            opens
            and not aims
            and (
                zone not in ("rights", "recipients", "purposes", "changes", "security", "definitions")
                or (line.has("collect") and line.has("list"))
            )
        )
        providers = line.providers or providers
    column = heads.get((block.piece.table, block.piece.column), "") if block.piece.kind is Kind.CELL else ""
    if block.piece.kind is Kind.CELL:
        aims = column == "purposes"
        listing = block.piece.row > 0 and not aims and zone != "definitions"
    if not listing and not aims and zone == "data" and (block.item or lead >= 0):
        listing = block.piece.kind in (Kind.BULLET, Kind.CELL) or bool(block.item and block.item[-1:] == ")")
    service = zone == "definitions" and _of_service(index, blocks, lines)
    return Part(
        zone, listing, aims, denied, excluded=False, service=service, column=column,
        stands_alone=block.piece.kind is Kind.BULLET, providers=lines[index].providers or providers,
    )  # fmt: skip


def _of_service(index: int, blocks: Sequence[Block], lines: Sequence[_Line]) -> bool:
    """A row of a table of terms whose term is the service."""
    piece = blocks[index].piece
    if piece.kind is not Kind.CELL or piece.column == 0:
        return False
    first = index - piece.column
    return 0 <= first < index and lines[first].service and blocks[first].piece.row == piece.row

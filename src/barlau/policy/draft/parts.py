"""What each block of a policy is about: its zone, whether it lists data or denies, and who provides the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from barlau.model.policy import Provider
from barlau.policy.draft.part import Part
from barlau.policy.draft.providers import EVERY
from barlau.policy.draft.sections import Kind
from barlau.policy.draft.subjects import PEOPLE
from barlau.policy.draft.words import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from barlau.policy.draft.cues import Cue, Cues
    from barlau.policy.draft.sections import Block

_SERVICE = ("сервис", "услуг", "service", "қызмет")


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
        return frozenset(provider for provider in EVERY if self.has(provider))

    @property
    def aims(self) -> bool:
        """It opens purposes: the word for them stands last, or a word that opens a list stands right before it."""
        ends = [cue.last for cue in self.cues if cue.kind == "purpose"]
        lists = [cue.last for cue in self.cues if cue.kind == "list"]
        opened = any(end - 1 <= last + 1 and last < end for last in lists for end in ends)
        return bool(ends) and (max(ends) >= self.words - 2 or opened)


def parts(folded: str, blocks: Sequence[Block], cues: Cues) -> tuple[list[Part], frozenset[Provider]]:
    """The setting of every block of a document, and the sources that the policy names for all data."""
    lines = [_line(folded, block, cues) for block in blocks]
    heads = _columns(blocks, lines)
    rows = {
        (block.piece.table, block.piece.row): line.providers
        for block, line in zip(blocks, lines, strict=True)
        if heads.get((block.piece.table, block.piece.column)) == "sources" and line.providers
    }
    general: set[Provider] = set()
    for block, line in zip(blocks, lines, strict=True):
        if any(above >= 0 and lines[above].has("sources") for above in (block.heading, block.lead)):
            general |= line.providers
    return [_part(i, blocks, lines, heads, rows) for i in range(len(blocks))], frozenset(general)


def _line(folded: str, block: Block, cues: Cues) -> _Line:
    words = tokens(folded, block.piece.start, block.piece.end)
    zone = cues.zone(words) if block.piece.kind is not Kind.BULLET else ""
    zone = "data" if zone == "catalogue" else zone
    return _Line(zone, cues.find(words), len(words), bool(words) and words[0].word.startswith(_SERVICE))


def _columns(blocks: Sequence[Block], lines: Sequence[_Line]) -> dict[tuple[int, int], str]:
    """What the head of each column says: (table, column) to a zone."""
    return {
        (block.piece.table, block.piece.column): "sources" if line.has("sources") else line.zone
        for block, line in zip(blocks, lines, strict=True)
        if block.piece.kind is Kind.CELL and block.piece.row == 0
    }


def _part(
    index: int,
    blocks: Sequence[Block],
    lines: Sequence[_Line],
    heads: dict[tuple[int, int], str],
    rows: dict[tuple[int, int], frozenset[Provider]],
) -> Part:
    block, lead = blocks[index], blocks[index].lead
    cell = block.piece.kind is Kind.CELL
    zone, providers, denied = _headed(block, blocks, lines)
    aims, listing = False, False
    people: frozenset[str] = frozenset()
    if lead >= 0:
        line = lines[lead]
        zone = "definitions" if line.zone == "definitions" else zone
        aims, denied = line.aims, denied or (line.has("deny") and not line.has("exempt"))
        listing = not aims and _opens_list(line, zone)
        providers = line.providers or providers
        people = frozenset(one for one in PEOPLE if line.has(one))
    column = heads.get((block.piece.table, block.piece.column), "") if cell else ""
    if cell:
        aims = column == "purposes"
        listing = block.piece.row > 0 and column not in ("purposes", "basis", "sources") and zone != "definitions"
        providers = rows.get((block.piece.table, block.piece.row), frozenset()) or providers
    if not listing and not aims and zone == "data" and (block.item or lead >= 0):
        sources = lead >= 0 and lines[lead].has("sources")
        listing = not sources and (block.piece.kind is Kind.BULLET or bool(block.item and block.item[-1:] == ")"))
    return Part(
        zone=zone,
        listing=listing,
        aims=aims,
        denied=denied,
        service=zone == "definitions" and _of_service(index, blocks, lines),
        column=column,
        kind=block.piece.kind,
        people=people,
        stands_alone=block.piece.kind is not Kind.PARAGRAPH or lead >= 0,
        providers=providers,
    )


def _headed(block: Block, blocks: Sequence[Block], lines: Sequence[_Line]) -> tuple[str, frozenset[Provider], bool]:
    """Zone, providers and denial of the headings above a block: the nearest that tells decides."""
    zone, heading = "", block.heading
    providers: frozenset[Provider] = frozenset()
    denied = heading >= 0 and lines[heading].zone == "absent"
    while heading >= 0:
        line = lines[heading]
        zone = zone or line.zone
        providers = providers or line.providers
        heading = blocks[heading].heading
    return zone, providers, denied


def _opens_list(line: _Line, zone: str) -> bool:
    """A lead-in after which data are listed."""
    if zone in ("recipients", "changes", "definitions", "contacts", "rights") or line.has("sources"):
        return False
    if zone in ("purposes", "security"):
        return line.has("collect") and line.has("list")
    return line.has("collect", "list") or line.zone == "data"


def _of_service(index: int, blocks: Sequence[Block], lines: Sequence[_Line]) -> bool:
    """A row of a table of terms whose term is the service."""
    piece = blocks[index].piece
    if piece.kind is not Kind.CELL or piece.column == 0:
        return False
    first = index - piece.column
    return 0 <= first < index and lines[first].service and blocks[first].piece.row == piece.row

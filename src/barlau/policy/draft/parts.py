"""What each block of a policy is about: its zone, whether it lists data or denies, and who provides the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from barlau.policy.draft import lines, tables
from barlau.policy.draft.part import Part
from barlau.policy.draft.sections import Kind
from barlau.policy.draft.subjects import PEOPLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from barlau.model.policy import Provider
    from barlau.policy.draft.cues import Cues
    from barlau.policy.draft.lines import Line
    from barlau.policy.draft.sections import Block
    from barlau.policy.draft.tables import Tables


def parts(folded: str, blocks: Sequence[Block], cues: Cues) -> tuple[list[Part], frozenset[Provider]]:
    """The setting of every block of a document, and the sources that the policy names for all data."""
    headings = [block for block in blocks if block.piece.kind is Kind.HEADING]
    title = headings[0] if len(headings) > 1 and headings[0].section == "h1" else None
    every = [lines.read(folded, block, cues, title=block is title) for block in blocks]
    found = tables.read(folded, blocks, every, cues)
    general: set[Provider] = set()
    for block, line in zip(blocks, every, strict=True):
        if any(above >= 0 and every[above].has("sources") for above in (block.heading, block.lead)):
            general |= line.providers
    return [_part(i, blocks, every, found) for i in range(len(blocks))], frozenset(general)


def _part(index: int, blocks: Sequence[Block], every: Sequence[Line], found: Tables) -> Part:
    block, lead = blocks[index], blocks[index].lead
    cell = block.piece.kind is Kind.CELL
    zone, providers, asked, denied = _headed(block, blocks, every)
    aims, listing = False, False
    people: frozenset[str] = frozenset()
    if lead >= 0:
        line = every[lead]
        zone = "definitions" if line.zone == "definitions" else zone
        aims, denied = line.aims, line.denies(denied=denied)
        listing = not aims and (_opens_list(line, zone) or (line.ends_in_exception and not denied))
        providers, asked = line.providers or providers, asked or line.has("asked")
        people = frozenset(one for one in PEOPLE if line.has(one))
    column = found.column(block)
    if cell:
        aims = column == "purposes"
        listing = zone != "definitions" and found.lists_data(block)
        denied = denied and not found.answers(block)
        if found.is_absent(block):
            denied, column = denied or listing or column == "absent", column if listing else "absent"
        providers = found.row(block) or providers
    if not listing and not aims and zone == "data" and (block.item or lead >= 0):
        sources = lead >= 0 and every[lead].has("sources")
        listing = (
            not cell
            and not sources
            and (block.piece.kind is Kind.BULLET or bool(block.item and block.item[-1:] == ")"))
        )
    return Part(
        zone=zone,
        listing=listing,
        aims=aims,
        denied=denied,
        service=zone == "definitions" and _of_service(index, blocks, every),
        column=column,
        kind=block.piece.kind,
        people=people,
        stands_alone=block.piece.kind is not Kind.PARAGRAPH or lead >= 0,
        providers=providers,
        asked=asked,
    )


def _headed(
    block: Block, blocks: Sequence[Block], every: Sequence[Line]
) -> tuple[str, frozenset[Provider], bool, bool]:
    """Zone, providers, request and denial of the headings above a block: the nearest that tells decides."""
    zone, heading = "", block.heading
    providers: frozenset[Provider] = frozenset()
    asked = False
    denied = heading >= 0 and every[heading].zone == "absent"
    while heading >= 0:
        line = every[heading]
        zone = zone or line.zone
        providers = providers or line.providers
        asked = asked or line.has("asked")
        heading = blocks[heading].heading
    return zone, providers, asked, denied


def _opens_list(line: Line, zone: str) -> bool:
    """A lead-in after which data are listed."""
    if zone in ("recipients", "changes", "definitions", "contacts", "rights") or line.has("sources"):
        return False
    if zone in ("purposes", "security"):
        return line.has("collect") and line.has("list")
    return line.has("collect", "list", "weak") or line.zone == "data"


def _of_service(index: int, blocks: Sequence[Block], every: Sequence[Line]) -> bool:
    """A row of a table of terms whose term is the service."""
    piece = blocks[index].piece
    if piece.kind is not Kind.CELL or piece.column == 0:
        return False
    first = index - piece.column
    return 0 <= first < index and every[first].service and blocks[first].piece.row == piece.row

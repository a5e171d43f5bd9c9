"""A page of text for a terminal: headings, paragraphs and rows, in colour for people or plain for pipes.

In colour the page keeps to its width: names are cut in the middle, sentences wrap. Plain, a row is one line
however wide, and our typographic characters become ASCII, so that grep, cut and old terminals work.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from barlau.report.visible import shorten

if TYPE_CHECKING:
    from rich.console import Console

LEAST_WIDTH = 40
GAP = 2
LONGEST_NAME = 240
"""Cells of a name in a plain row: enough for any honest name."""
LONGEST_ALIGNED = 60
"""Cells that a name may claim in all plain rows; a longer one pushes the rest of its own row aside."""
PLAIN = str.maketrans({"\u00a0": " ", "—": "-", "–": "-", "…": "...", "→": "->", "·": "-", "§": "", "№": "N"})
HELD = str.maketrans({"\u00a0": "\ue000"})
"""Rich breaks lines at no-break spaces: a private character stands for them until the page is done."""
STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}


@dataclass(frozen=True, slots=True)
class Field:
    """One column of rows."""

    style: str = ""
    is_name: bool = False
    """Cut in the middle where a sentence would wrap."""
    least: int = 6
    """Cells that it keeps however narrow the page is."""


Row = Sequence[str]


class Page:
    """Collects the lines of one page."""

    def __init__(self, *, width: int, colour: bool) -> None:
        self.colour = colour
        self.width = max(width, LEAST_WIDTH)
        self._out = StringIO()
        self._console = _console(self._out, self.width, colour=colour)

    def text(self) -> str:
        """The page, no line with trailing blanks, one line feed at the end."""
        lines = [line.rstrip() for line in self._out.getvalue().splitlines()]
        return "\n".join(lines).strip("\n").replace("\ue000", "\u00a0") + "\n"

    def blank(self) -> None:
        """An empty line."""
        self._console.print()

    def heading(self, title: str, note: str = "", style: str = "bold") -> None:
        """An empty line, then a title with a remark beside it."""
        from rich.text import Text

        self.blank()
        line = Text(self._own(title), style=style)
        if note:
            line.append("  " + self._own(note), style="not bold dim")
        self._console.print(line)

    def prose(self, sentence: str, style: str = "", indent: int = 0) -> None:
        """A paragraph, wrapped to the width."""
        from rich.padding import Padding
        from rich.text import Text

        self._console.print(Padding(Text(self._own(sentence), style=style), (0, 0, 0, indent)))

    def verbatim(self, text: str, indent: int = 4) -> None:
        """Lines to be copied: never wrapped or cut."""
        for line in text.splitlines():
            self._out.write((" " * indent + line).rstrip() + "\n")

    def advice(self, sentence: str, indent: int = 2, mark: str = "→") -> None:
        """A paragraph after an arrow or another mark."""
        from rich.padding import Padding
        from rich.table import Table
        from rich.text import Text

        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_row(self._own(mark), Text(self._own(sentence)))
        self._console.print(Padding(grid, (0, 0, 0, indent)))

    def row(self, cells: Row, fields: Sequence[Field], widths: Sequence[int], indent: int = 2) -> None:
        """One row; `widths` come from `fit` over all rows that shall stand in line."""
        mark = "…" if self.colour else "..."
        shown = [
            shorten(self._own(cell), width if self.colour else LONGEST_NAME, mark) if field.is_name else self._own(cell)
            for cell, field, width in zip(cells, fields, widths, strict=True)
        ]
        if self.colour:
            self._grid(shown, fields, widths, indent)
        else:
            padded = (cell + " " * (width - _cells(cell)) for cell, width in zip(shown, widths, strict=True))
            self._out.write(" " * indent + (" " * GAP).join(padded) + "\n")

    def _grid(self, cells: Row, fields: Sequence[Field], widths: Sequence[int], indent: int) -> None:
        from rich.padding import Padding
        from rich.table import Table
        from rich.text import Text

        grid = Table.grid(padding=(0, GAP, 0, 0))
        for width in widths:
            grid.add_column(width=width, overflow="fold")
        grid.add_row(*(Text(cell, style=field.style) for cell, field in zip(cells, fields, strict=True)))
        self._console.print(Padding(grid, (0, 0, 0, indent)))

    def rows(self, rows: Sequence[Row], fields: Sequence[Field], indent: int = 2) -> None:
        """Rows in line with one another."""
        widths = self.fit(rows, fields, indent)
        for row in rows:
            self.row(row, fields, widths, indent)

    def fit(self, rows: Sequence[Row], fields: Sequence[Field], indent: int = 2) -> list[int]:
        """A width for each field: what its cells need; in colour, the widest shrink until all fit."""
        widths = [max((_cells(self._own(row[i])) for row in rows), default=0) for i in range(len(fields))]
        if not self.colour:
            return [min(w, LONGEST_ALIGNED) if f.is_name else w for w, f in zip(widths, fields, strict=True)]
        excess = sum(widths) + GAP * (len(fields) - 1) + indent - self.width
        while excess > 0:
            spare = [width - field.least for width, field in zip(widths, fields, strict=True)]
            widest = max(range(len(fields)), key=lambda i: (spare[i] > 0, widths[i]))
            if spare[widest] <= 0:
                break
            widths[widest] -= 1
            excess -= 1
        return widths

    def _own(self, text: str) -> str:
        return text.translate(HELD if self.colour else PLAIN)


def _cells(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def _console(out: StringIO, width: int, *, colour: bool) -> "Console":
    """A console that looks at nothing but its arguments: no environment, no terminal."""
    from rich.console import Console

    return Console(
        file=out,
        width=width,
        height=25,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )

"""Names from data made safe to print: what hides, moves the cursor or turns text becomes `\\u{...}`."""

import unicodedata

UNSAFE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"})
"""Unicode general categories: control, format (bidi, zero width), unassigned, private, surrogate, blanks."""
BLANK_LETTERS = (
    (0x034F, 0x034F),  # combining grapheme joiner
    (0x115F, 0x1160),  # Hangul fillers
    (0x17B4, 0x17B5),  # Khmer inherent vowels
    (0x180B, 0x180F),  # Mongolian selectors
    (0x2800, 0x2800),  # Braille blank
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFFA0, 0xFFA0),
    (0xE0100, 0xE01EF),
)
"""Unicode's Default_Ignorable_Code_Point outside the categories above, and the Braille blank."""


def is_unsafe(char: str) -> bool:
    """Would this character hide itself or change how its neighbours are shown? A plain space does not."""
    if " " <= char <= "~":
        return False
    code = ord(char)
    return unicodedata.category(char) in UNSAFE or any(low <= code <= high for low, high in BLANK_LETTERS)


def visible(name: str) -> str:
    """Show every character of a name: `iin<U+202E>` becomes `iin\\u{202e}`; plain names stay as they are."""
    if name.isascii() and name.isprintable():
        return name
    return "".join(f"\\u{{{ord(char):x}}}" if is_unsafe(char) else char for char in name)


def shorten(text: str, width: int, mark: str = "…") -> str:
    """Cut out the middle of a text that is wider than `width` terminal cells: both ends tell names apart."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= width:
        return text
    room = max(width - cell_len(mark), 0)
    head = set_cell_size(text, (room + 1) // 2).rstrip()
    tail = set_cell_size(text[::-1], room // 2)[::-1].lstrip()
    return head + mark + tail

"""Texts for spreadsheets: none can start a formula.

Excel, LibreOffice and Google Sheets take a cell for a formula that begins with = + - or @, in some versions behind a
tab or a line break, and East Asian ones by the full-width forms. An apostrophe before it makes it text. A file with
commas that is opened where the semicolon divides cells is cut elsewhere: what follows a divider counts as a beginning.
"""

import re

_SIGNS = "=＝﹦⁼+＋﹢⁺-－﹣⁻−@＠﹫"
_BEGINNING = re.compile(rf"""((?:^|[;,|\t\r\n])[\s"«“]*)([{re.escape(_SIGNS)}])""")


def harmless(text: str) -> str:
    """The text with an apostrophe before every sign that could begin a formula."""
    return _BEGINNING.sub(r"\1'\2", text)

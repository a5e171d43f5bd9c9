"""Text of unknown encoding as blocks of valid UTF-8.

Kazakhstan's dumps come in UTF-8, UTF-16, Windows-1251, KZ-1048 (STRK1048, which replaces 16 letters of
Windows-1251 by Kazakh ones) and, from DOS programs, cp866; now and then in KOI8-R (Unix) or Mac Cyrillic (Excel there).
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Protocol

from barlau.errors import ReadError
from barlau.model.reading import Reason
from barlau.sources.arrow import valid_utf8

if TYPE_CHECKING:
    from collections.abc import Sequence

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
UTF32_BOMS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
MOSTLY = 0.7  # of the characters beyond ASCII are well-formed: it is UTF-8 with damage, not another encoding
UTF16_SHARE = 0.8  # in UTF-16 every second byte of ASCII is 00, of Cyrillic 04
BINARY_SHARE = 0.1  # no text has this many control characters
ENOUGH = 10  # letters that may be Kazakh or Slavic before they can be held to be Slavic


def _beside_cyrillic(letters: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"(?<=[\xc0-\xff])[%b]|[%b](?=[\xc0-\xff])" % (letters, letters))


# In KZ-1048 Қ Һ қ һ Ә ә Ң ң; in Windows-1251 Macedonian and Serbian letters, which nobody near here writes.
_KAZAKH_ONLY = _beside_cyrillic(rb"\x8d\x8e\x9d\x9e\xa3\xbc\xbd\xbe")
# In KZ-1048 Ұ ұ Ө ө Ғ ғ Ү ү; in Windows-1251 Ў ў Ґ ґ Є є Ї ї of Belarusian and Ukrainian.
_SHARED = _beside_cyrillic(rb"\xa1\xa2\xa5\xb4\xaa\xba\xaf\xbf")
# Words with a capital, in each code page; of Mac capitals those that no other page uses for a letter or quote.
_TITLE_WORDS = {
    "windows": re.compile(rb"(?<![\x80-\xff])[\xc0-\xdf][\xe0-\xff]{2}"),
    "koi8-r": re.compile(rb"(?<![\x80-\xff])[\xe0-\xff][\xc0-\xdf]{2}"),
    "mac-cyrillic": re.compile(rb"(?<![\x80-\xff])[\x80\x81\x83\x86-\x8c\x8f\x90][\xdf-\xfe]{2}"),
}
_UTF8_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Readable(Protocol):
    """Bytes that arrive in order."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; empty at the end."""
        ...


def detect(samples: Sequence[bytes]) -> tuple[str, int]:
    """The codec and the length of the byte order mark, from the head of a file and, if any, further samples.

    Raises `ReadError(UNSUPPORTED_FORMAT)` for what is no text.
    """
    head = samples[0]
    if head.startswith(UTF32_BOMS):
        raise ReadError(Reason.UNSUPPORTED_FORMAT)
    for mark, codec in BOMS:
        if head.startswith(mark):
            return codec, len(mark)
    text = b"".join(samples)
    for first, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = head[first::2], head[1 - first :: 2]
        if high.count(0) + high.count(4) > UTF16_SHARE * len(high) > low.count(0):
            return codec, 0
    if len(_CONTROL.findall(text)) > BINARY_SHARE * len(text):
        raise ReadError(Reason.UNSUPPORTED_FORMAT)
    return _ascii_based(text), 0


def _ascii_based(text: bytes) -> str:
    beyond = len(_BEYOND_ASCII.findall(text))
    well_formed = sum(map(len, _UTF8_CHARACTER.findall(text)))
    return "utf-8" if well_formed >= MOSTLY * beyond else _eight_bit(text)


def _eight_bit(text: bytes) -> str:
    """The letters tell: 80-AF are cp866's capitals and а-п, C0-DF and F0-FF are Windows' capitals and р-я."""
    dos = len(re.findall(rb"[\x80-\xaf]", text))
    windows = len(re.findall(rb"[\xc0-\xdf\xf0-\xff]", text))
    if dos > windows:
        return "cp866"
    titles = {codec: len(word.findall(text)) for codec, word in _TITLE_WORDS.items()}
    usual = max(titles, key=lambda codec: titles[codec])
    if usual != "windows":
        return usual
    shared = _SHARED.findall(text)
    kazakh = len(_KAZAKH_ONLY.findall(text)) * 5 >= max(len(shared), 1)
    return "kz1048" if kazakh or (shared and not _is_slavic(text, shared)) else "cp1251"


def _is_slavic(text: bytes, shared: Sequence[bytes]) -> bool:
    """Ukrainian has no ы, and Belarusian of these letters only ў."""
    belarusian = set(shared) <= {b"\xa1", b"\xa2"}
    return len(shared) >= ENOUGH and (belarusian or b"\xfb" not in text)


class Utf8Stream:
    """Fills a buffer with valid UTF-8 out of a byte stream; what cannot be decoded becomes U+FFFD, counted.

    A file that looked like ASCII is looked at again where the first other character stands.
    """

    def __init__(self, raw: Readable, codec: str) -> None:
        self.replaced = 0
        self._raw = raw
        self._pending = b""
        self._held = b""
        self._decoder = _decoder(codec)
        self._ascii_so_far = True
        self._ended = False

    def read_into(self, view: memoryview) -> int:
        """Write up to `len(view)` bytes; 0 at the end."""
        while not self._pending and not self._ended:
            # Three bytes of UTF-8 at most for one byte of any other encoding, nine for a broken one.
            block = self._raw.read(len(view) if self._decoder is None else max(len(view) // 2, 1))
            self._ended = not block
            self._pending = self._decoded(block)
        size = min(len(view), len(self._pending))
        view[:size] = self._pending[:size]
        self._pending = self._pending[size:]
        return size

    def _decoded(self, block: bytes) -> bytes:
        if self._decoder is None:
            block = self._held + block if self._held else block
            whole = len(block) if self._ended else _last_character(block)
            if valid_utf8(memoryview(block)[:whole]):
                self._ascii_so_far = self._ascii_so_far and block.isascii()
                self._held = block[whole:]
                return block[:whole]
            if self._ascii_so_far:
                self._decoder = _decoder(_ascii_based(block))
            self._ascii_so_far = False
        if self._decoder is None:
            self._held = block[whole:]
            block = block[:whole]
            text = block.decode("utf-8", "replace")
        else:
            text = self._decoder.decode(block, final=self._ended)
        self.replaced += text.count("\ufffd") - block.count("\ufffd".encode())
        return text.encode("utf-8", "replace")


def _decoder(codec: str) -> codecs.IncrementalDecoder | None:
    return None if codec == "utf-8" else codecs.getincrementaldecoder(codec)("replace")


def _last_character(block: bytes) -> int:
    """Where an unfinished character at the end of a block starts, or its length."""
    for back in range(1, min(4, len(block)) + 1):
        byte = block[-back]
        if byte < 0x80:
            break
        if byte >= 0xC0:
            needed = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return len(block) if back >= needed else len(block) - back
    return len(block)

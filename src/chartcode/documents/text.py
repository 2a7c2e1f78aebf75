"""Plain text: bytes of any common encoding to the text that every offset counts in."""

import codecs
import re

from chartcode.errors import UnfitDocumentError

MAX_BYTES = 25_000_000
"""The largest file that is opened, in bytes. The longest real charts in plain text stay far below."""

MAX_CHARACTERS = 2_000_000
"""The longest note that is read, in characters: about 700 printed pages."""

MAX_CONTROL_SHARE = 0.01
"""Above this share of control characters a file is taken for binary. Text has a few, from printers and scanners."""

_NEWLINES = re.compile("\r\n?")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LONE_BYTES = {0xDC00 + byte: bytes((byte,)).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
"""What `surrogateescape` makes of a byte that is no UTF-8, to what that byte means in cp1252."""


def decode(data: bytes, name: str, *, most: int = MAX_CHARACTERS) -> str:
    """The text of a plain-text document. Every offset in chartcode counts code points of what this returns.

    Reads UTF-8 with or without a byte order mark, UTF-16 with one, and takes each byte that is no UTF-8 for cp1252, so
    a file pasted together from both keeps all its letters. CRLF and CR become LF, the byte order mark goes, and stray
    control characters become spaces.

    Raises UnfitDocumentError, with `name` in the message and nothing of the text, for data that is empty, binary, not
    what its byte order mark says, larger than MAX_BYTES or longer than `most` characters.
    """
    if len(data) > MAX_BYTES:
        raise UnfitDocumentError(f"{name} is larger than {MAX_BYTES // 1_000_000} MB: split it, one file for each note")
    text = _NEWLINES.sub("\n", _characters(data, name))
    if not text.strip():
        raise UnfitDocumentError(f"{name} is empty: put the text of the note into it")
    if "\0" in text:
        raise UnfitDocumentError(f"{name} holds NUL bytes, so it is no plain text: save it as UTF-8 text")
    if len(text) > most:
        raise UnfitDocumentError(
            f"{name} is longer than {most / 1_000_000:g} million characters: split it, one file for each note"
        )
    controls = len(_CONTROLS.findall(text))
    if controls > MAX_CONTROL_SHARE * len(text):
        raise UnfitDocumentError(f"{name} looks binary, not like a note: save it as UTF-8 text")
    return cleaned(text)


def cleaned(text: str) -> str:
    """The text with LF as its only line end, and blanks for control characters and halves of characters."""
    return _CONTROLS.sub(" ", _NEWLINES.sub("\n", text))


def _characters(data: bytes, name: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise UnfitDocumentError(f"{name} starts as UTF-16 but is not: save it as UTF-8 text") from None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape").translate(_LONE_BYTES)

"""Official text files: their letters, whatever encoding they came in, and their lines."""

import codecs
from typing import BinaryIO

from chartcode.errors import ReleaseError

WRONG_ENCODING = "it is damaged, or in an encoding that is neither UTF-8, UTF-16 nor cp1252"


def letters(data: bytes) -> str:
    """The text of a whole file or of its beginning: UTF-16 with a byte order mark, UTF-8, or cp1252 as CMS also uses.

    Raises UnicodeDecodeError when it is none of them.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace" if len(data) % 2 else "strict")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def lines(source: BinaryIO) -> list[str]:
    """The lines of a file without their ends. Raises ReleaseError for an encoding that no official file has."""
    try:
        text = letters(source.read())
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise ReleaseError(WRONG_ENCODING)
    return text.removesuffix("\x1a").splitlines()

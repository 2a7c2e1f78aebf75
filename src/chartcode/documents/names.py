"""Names of files as they may stand in a message or an id: one line, valid Unicode."""

import os
from pathlib import Path


def shown(path: Path) -> str:
    """The path as the user gave it, safe to print and to write as UTF-8: bytes that are no UTF-8 and control
    characters become question marks."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(character if character.isprintable() and character != "\ufffd" else "?" for character in text)

"""Files: a path to a Note."""

import datetime
from pathlib import Path

from chartcode.documents.names import shown
from chartcode.documents.text import MAX_BYTES, decode
from chartcode.errors import UnreadableInputError
from chartcode.model import Note


def read_note(
    path: Path,
    *,
    note_id: str | None = None,
    type: str = "",
    author_role: str = "",
    date: datetime.date | None = None,
) -> Note:
    """The note in a plain-text file; its id is the file's name without the ending, unless given.

    Raises UnreadableInputError when the file cannot be opened and UnfitDocumentError when it is no note.
    """
    return Note(
        note_id=note_id or shown(Path(path.stem)),
        text=decode(read_bytes(path), shown(path)),
        type=type,
        author_role=author_role,
        date=date,
    )


def read_bytes(path: Path) -> bytes:
    """The bytes of a file or pipe; of one larger than MAX_BYTES only so many that `decode` sees it is too large.

    Raises UnreadableInputError when it is missing, a directory, not permitted, or fails while it is read.
    """
    name = shown(path)
    try:
        with path.open("rb") as handle:
            return handle.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise UnreadableInputError(f"{name} does not exist: check the path") from None
    except IsADirectoryError:
        raise UnreadableInputError(f"{name} is a directory without an encounter.json: name the note files") from None
    except PermissionError:
        raise UnreadableInputError(f"{name} may not be read: ask its owner for read permission") from None
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or "the name cannot be a path"
        raise UnreadableInputError(f"{name} cannot be read ({detail}): copy it to a local disk and try again") from None

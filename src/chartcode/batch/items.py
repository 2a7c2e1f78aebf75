"""Items: what one output line is made from. Small, frozen, and fit to be sent to another process."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from chartcode.documents.folder import read_encounter
from chartcode.documents.read import read_file
from chartcode.errors import ChartcodeError
from chartcode.model import Encounter, Note, Setting, Sex


@dataclass(frozen=True, slots=True)
class FileItem:
    """A document in a file."""

    id: str
    path: Path

    @property
    def size(self) -> int:
        """Characters held in memory."""
        return 0

    def encounter(self) -> Encounter:
        """Read the file, whatever its format. Raises what `read_file` raises."""
        return read_file(self.path, note_id=self.id).encounter(self.id)


@dataclass(frozen=True, slots=True)
class FolderItem:
    """An encounter folder."""

    id: str
    path: Path

    @property
    def size(self) -> int:
        """Characters held in memory."""
        return 0

    def encounter(self) -> Encounter:
        """Read the folder. Raises UsageError, UnreadableInputError or UnfitDocumentError."""
        return read_encounter(self.path)


@dataclass(frozen=True, slots=True)
class RowItem:
    """A row of a table: the text of a note and what the row says of the visit."""

    id: str
    text: str
    setting: Setting = Setting.OUTPATIENT
    date: datetime.date | None = None
    sex: Sex = Sex.UNKNOWN
    birth_date: datetime.date | None = None

    @property
    def size(self) -> int:
        """Characters held in memory."""
        return len(self.text)

    def encounter(self) -> Encounter:
        """The row as a visit. Raises InvalidValueError when its values do not fit together."""
        note = Note(self.id, self.text)
        return Encounter(self.id, (note,), self.setting, discharge=self.date, sex=self.sex, birth_date=self.birth_date)


@dataclass(frozen=True, slots=True)
class BrokenItem:
    """A place in the input where a note should be and none can be read; `error` says why."""

    id: str
    error: ChartcodeError

    @property
    def size(self) -> int:
        """Characters held in memory."""
        return 0

    def encounter(self) -> Encounter:
        """Raises the error."""
        raise self.error


Item = FileItem | FolderItem | RowItem | BrokenItem

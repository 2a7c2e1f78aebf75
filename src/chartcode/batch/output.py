"""The output of a batch: lines appended in order, what is there already, and its repair after a cut."""

import json
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from chartcode.batch import manifest
from chartcode.batch.request import Request
from chartcode.batch.work import OutputLine
from chartcode.documents.names import shown
from chartcode.errors import UnfitDocumentError, UnreadableInputError, UsageError


class Output:
    """A JSON-lines file that one batch at a time appends to. `done` counts the ids it holds at the start."""

    def __init__(self, target: Path, request: Request) -> None:
        self.target = target
        self.request = request
        self.done: Counter[str] = Counter()
        self._lock = FileLock(target.with_name(target.name + ".lock"))

    def __enter__(self) -> Self:
        """Open the file, drop a cut last line, and learn what is done.

        Raises UsageError for a file of another batch or one that is being written, UnreadableInputError when it cannot
        be written, UnfitDocumentError when a line in it is damaged.
        """
        name = shown(self.target)
        if not self.target.parent.is_dir():
            raise UnreadableInputError(f"{name} cannot be written: its folder does not exist")
        if self.target.is_dir():
            raise UnreadableInputError(f"{name} cannot be written: it is a folder; name a file in it")
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise UsageError(f"{name} is being written by another chartcode batch: wait, or name another") from None
        except OSError as error:
            raise UnreadableInputError(f"{name} cannot be written ({error.strerror})") from error
        try:
            self._prepare()
            self._file = self.target.open("ab")
        except OSError as error:
            self._lock.release()
            raise UnreadableInputError(f"{name} cannot be written ({error.strerror})") from error
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()
        self._lock.release()

    def write(self, lines: list[OutputLine]) -> None:
        """Append lines and hand them to the system."""
        self._file.write(b"".join(line.data for line in lines))
        self._file.flush()

    def _prepare(self) -> None:
        if self.target.exists() and self.target.stat().st_size:
            self.request = manifest.resume(self.target, self.request)
            _drop_cut_line(self.target)
            self.done = _ids(self.target)
        else:
            manifest.start(self.target, self.request)


def _drop_cut_line(target: Path) -> None:
    """Cut the file after its last line feed: what follows was being written when the last batch ended."""
    with target.open("r+b") as file:
        end = file.seek(0, 2)
        at = end
        while at > 0:
            start = max(0, at - (1 << 16))
            file.seek(start)
            found = file.read(at - start).rfind(b"\n")
            if found >= 0:
                if start + found + 1 < end:
                    file.truncate(start + found + 1)
                return
            at = start
        file.truncate(0)


def _ids(target: Path) -> Counter[str]:
    found: Counter[str] = Counter()
    with target.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                found[json.loads(line)["note_id"]] += 1
            except (ValueError, KeyError, TypeError):
                raise UnfitDocumentError(
                    f"{shown(target)}, line {number} is damaged: delete that line, or name another output"
                ) from None
    return found

"""Fields of a JSON object that a person wrote: each one checked, a wrong one named in one line."""

import datetime
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from chartcode.errors import UsageError

MAX_WORD = 200
"""The longest value of a word-like field such as an id or a type, in characters."""

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Fields:
    """An object of a JSON file. `place` names the file, and the object in it, in messages.

    A field that is null counts as not given. Messages name fields and never quote their values: some are the patient's.
    """

    place: str
    values: Mapping[str, Any]

    def only(self, known: Collection[str]) -> None:
        """Raises UsageError when there is a field that nobody knows."""
        for key in self.values:
            if key not in known:
                raise self.wrong(one_line(key), f"is not known; the fields are {', '.join(known)}")

    def has(self, key: str) -> bool:
        """Whether the field is given."""
        return self.values.get(key) is not None

    def word(self, key: str, *, required: bool = False) -> str:
        """A short text of one line, empty when it is not given."""
        if not self.has(key):
            if required:
                raise self.wrong(key, "is missing")
            return ""
        value = self.values[key]
        if not isinstance(value, str):
            raise self.wrong(key, 'must be a text in quotes, as in "progress note"')
        if (required and not value.strip()) or len(value) > MAX_WORD or not value.isprintable():
            raise self.wrong(key, f"must be one line of 1 to {MAX_WORD} characters")
        return value

    def date(self, key: str) -> datetime.date | None:
        """A day of the calendar written YYYY-MM-DD, or None when it is not given."""
        text = self.word(key)
        if not text:
            return None
        try:
            if _ISO_DATE.fullmatch(text):
                return datetime.date.fromisoformat(text)
        except ValueError:
            pass
        raise self.wrong(key, "is no day of the calendar; write it as YYYY-MM-DD")

    def truth(self, key: str) -> bool | None:
        """True, false, or None when it is not given."""
        value = self.values.get(key)
        if value is None or isinstance(value, bool):
            return value
        raise self.wrong(key, "must be true or false")

    def one_of(self, key: str, choices: Collection[str], default: str) -> str:
        """One of the choices, or the default when it is not given."""
        value = self.word(key) or default
        if value not in choices:
            raise self.wrong(key, f"must be one of {', '.join(choices)}")
        return value

    def wrong(self, key: str, what: str) -> UsageError:
        """The error that says what is wrong with a field."""
        return UsageError(f"{self.place}: `{key}` {what}")


def one_line(key: str) -> str:
    """The name of a field as it may stand in a message: one line, at most 60 characters."""
    return "".join(character if character.isprintable() else "?" for character in key[:60])

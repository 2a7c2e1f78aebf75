"""Rows: the columns of an input table, checked one by one."""

import datetime
from collections.abc import Mapping
from typing import Any

from chartcode.batch.items import BrokenItem, Item, RowItem
from chartcode.documents.fields import Fields
from chartcode.documents.text import decode
from chartcode.errors import ChartcodeError, UnfitDocumentError
from chartcode.model import Setting, Sex

COLUMNS = ("note_id", "text", "setting", "date", "sex", "birth_date")
"""The columns that are read; others are left alone."""


def row_item(place: str, row: Mapping[str, Any]) -> Item:
    """The note of a row, or what is wrong with it. `place` names the row where it has no id of its own."""
    values = {column: _plain(row.get(column)) for column in COLUMNS}
    name = place
    try:
        name = Fields(place, values).word("note_id", required=True)
        fields = Fields(f"note {name}", values)
        return RowItem(
            id=name,
            text=_text(name, values["text"]),
            setting=Setting(fields.one_of("setting", [setting.value for setting in Setting], Setting.OUTPATIENT)),
            date=fields.date("date"),
            sex=Sex(fields.one_of("sex", [sex.value for sex in Sex], Sex.UNKNOWN)),
            birth_date=fields.date("birth_date"),
        )
    except ChartcodeError as error:
        return BrokenItem(name, error)


def _plain(value: Any) -> Any:
    """A value as JSON would hold it: tables have ids that are numbers, and days that are dates."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime.date) else value


def _text(name: str, value: Any) -> str:
    """The text, fit by the rules that hold for a file."""
    if not isinstance(value, str):
        raise UnfitDocumentError(f"note {name} has no text: the column `text` holds it")
    try:
        return decode(value.encode("utf-8"), f"note {name}")
    except UnicodeEncodeError:
        raise UnfitDocumentError(f"note {name} holds half a character (a lone surrogate): write it anew") from None

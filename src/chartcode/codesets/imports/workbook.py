"""Workbooks (XLSX) turned into text, so that whatever reads a CSV file reads them."""

import csv
import zipfile
from importlib.util import find_spec
from io import BytesIO, StringIO
from typing import BinaryIO

from chartcode.codesets.imports.sheets import SHEET
from chartcode.errors import ReleaseError


def can_read() -> bool:
    """Whether the extra that reads workbooks is installed."""
    return find_spec("python_calamine") is not None


def is_workbook(file: BinaryIO) -> bool:
    """Whether a zip is a workbook rather than another office document, or a zip of files."""
    try:
        with zipfile.ZipFile(file) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False
    finally:
        file.seek(0)


def as_text(file: BinaryIO) -> BinaryIO:
    """The cells of all sheets as CSV, each sheet under a row with its name.

    Raises ReleaseError when the file is damaged, or the extra `xlsx` is not installed.
    """
    if not can_read():
        raise ReleaseError("it is a workbook, which needs the extra xlsx: pip install 'chartcode[xlsx]'")
    from python_calamine import CalamineError, CalamineWorkbook

    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(file.read()))
        for name in book.sheet_names:
            writer.writerow([SHEET + name])
            writer.writerows([_cell(value) for value in row] for row in book.get_sheet_by_name(name).to_python())
    except CalamineError as error:
        raise ReleaseError("it is a damaged workbook; download it again") from error
    return BytesIO(text.getvalue().encode())


def _cell(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)

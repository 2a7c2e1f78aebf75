"""HL7 v2: the text of MDM, ORU, ADT and DFT messages, what is attached to them, and the facts of the visit."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from chartcode.documents.compose import Composer
from chartcode.documents.document import Document, Format, gathered
from chartcode.documents.limits import Limits
from chartcode.documents.listed import listed
from chartcode.documents.readers.dispatch import from_base64, read_inner, text_of
from chartcode.documents.readers.hl7v2_facts import facts_of, visit_of
from chartcode.documents.readers.segments import Segment, messages
from chartcode.documents.source import SourceMap
from chartcode.documents.stamps import day_of
from chartcode.errors import UnfitDocumentError
from chartcode.model import Note

_FRAME = b"\x0b\x1c\r\n"
"""What MLLP puts around a message."""
_TEXTS = frozenset(("TX", "FT"))
_CODED = frozenset(("CE", "CWE", "CNE", "CF"))
_TAKEN_BACK = frozenset("DW")
"""Observation result status (table 0085): deleted, and posted to the wrong patient."""


def read(data: bytes, note_id: str, limits: Limits) -> Document:
    """The messages of one patient's visit. Each document or report is a note, and so is each attachment.

    A part is a field, as in "OBX[3]-5", after "message 2" and so on where there are several. Where no text was sent,
    the problems and procedures (DG1, PR1) are listed. Source: HL7 v2.5.1, chapters 3 (ADT), 6 (DFT), 7 (ORU), 9 (MDM).
    Raises UnfitDocumentError when the messages are of several visits.
    """
    sent = list(messages(text_of(data.strip(_FRAME), limits.size)))
    if len({visit_of(segments) for segments in sent} - {None}) > 1:
        raise UnfitDocumentError("holds messages of several patients or visits: split it, one file for each visit")
    facts = facts_of(list(chain.from_iterable(sent)))
    found: list[tuple[Note, SourceMap]] = []
    for number, segments in enumerate(sent, 1):
        prefix = f"message {number} " if len(sent) > 1 else ""
        for report in _reports(segments):
            found += _notes(report, segments, prefix, limits)
    return gathered(Format.HL7V2, note_id, found or [listed(facts.statements, note_id, limits)], facts)


def _reports(segments: list[Segment]) -> Iterator[list[Segment]]:
    """The segments before the first OBR, and those from each OBR to the next."""
    report: list[Segment] = []
    for segment in segments:
        if segment.name == "OBR" and report:
            yield report
            report = []
        report.append(segment)
    yield report


def _notes(
    report: list[Segment], message: list[Segment], prefix: str, limits: Limits
) -> Iterator[tuple[Note, SourceMap]]:
    """The text of a report, if it has any, and each document attached to it."""
    type, date = _about([*report, *message])
    composer = Composer(limits)
    attached: list[tuple[str, Segment]] = []
    label = ""
    for segment in report:
        part = f"{prefix}{segment.name}[{segment.number}]"
        if segment.name == "OBX" and segment.field(11).strip() in _TAKEN_BACK:
            continue
        if segment.name == "NTE":
            _write_lines(segment.repetitions(3), segment, f"{part}-3", composer)
        elif segment.name == "PV2" and (reason := segment.component(3, 2) or segment.component(3, 1)):
            composer.own("Admit reason: ")
            _write_lines([reason], segment, f"{part}-3", composer)
        elif segment.name == "OBX" and segment.component(2, 1) == "ED":
            attached.append((f"{part}-5", segment))
        elif segment.name == "OBX":
            label = _write_result(segment, label, f"{part}-5", composer)
    if not composer.blank:
        yield composer.note("text", type=type, date=date)
    for part, segment in attached:
        inner = read_inner(_attachment(segment, limits), "attached", limits)
        for note, source in zip(inner.notes, inner.sources, strict=True):
            yield replace(note, type=note.type or type, date=note.date or date), source.inside(part)


def _about(segments: list[Segment]) -> tuple[str, datetime.date | None]:
    """Type and date of a report: by its TXA, else its OBR, else its message. The report's own segments come first."""
    first = {segment.name: segment for segment in reversed(segments)}
    type, date = "", None
    if txa := first.get("TXA"):
        type, date = txa.component(2, 2) or txa.component(2, 1), day_of(txa.field(4)) or day_of(txa.field(6))
    if obr := first.get("OBR"):
        type, date = type or obr.component(4, 2), date or day_of(obr.field(7))
    return type, date or day_of(first["MSH"].field(7))


def _write_result(segment: Segment, before: str, part: str, composer: Composer) -> str:
    """Write one OBX: text under the label of what it is, other values on a line with it. Returns the label."""
    label = segment.component(3, 2) or segment.component(3, 1)
    kind = segment.component(2, 1)
    if kind in _TEXTS or (kind == "ST" and label == before):
        if label != before and label:
            composer.line()
            composer.own(f"{label}:\n")
        _write_lines(segment.repetitions(5), segment, part, composer)
        return label
    values = [value for value in (_value(segment, one) for one in segment.repetitions(5)) if value]
    if not values:
        return before
    extra = (segment.component(6, 1), _bracketed(segment.component(7, 1)), segment.component(8, 1))
    composer.line()
    composer.own(f"{label}: " if label else "")
    composer.add("; ".join(values), part)
    composer.own("".join(f" {word}" for word in extra if word) + "\n")
    return label


def _write_lines(repetitions: list[str], segment: Segment, part: str, composer: Composer) -> None:
    """Each repetition on lines of its own; an empty one is an empty line of the sender's."""
    for text in repetitions:
        composer.add(segment.marks.plain(text).rstrip(), part)
        composer.own("\n")


def _value(segment: Segment, text: str) -> str:
    """A value in words: of a coded one its text, of others their components."""
    parts = [segment.words(part) for part in text.split(segment.marks.component)]
    if segment.component(2, 1) in _CODED:
        return next(filter(None, (*parts[1:2], *parts[8:9], *parts[4:5], *parts[:1])), "")
    return " ".join(filter(None, parts))


def _bracketed(text: str) -> str:
    return f"({text})" if text else ""


def _attachment(segment: Segment, limits: Limits) -> bytes:
    """The bytes of encapsulated data (ED): application, type, subtype, encoding, data."""
    parts = segment.repetitions(5)[0].split(segment.marks.component)
    encoding, data = (parts[3].strip().lower(), parts[4]) if len(parts) > 4 else ("", "")
    if not data.strip():
        raise UnfitDocumentError(f"has no data in OBX {segment.number}, which should hold a document: send it again")
    if encoding == "base64":
        return from_base64(segment.marks.plain(data), limits)
    if encoding == "hex":
        try:
            return bytes.fromhex(data)
        except ValueError:
            raise UnfitDocumentError("has an attachment that is no hexadecimal: send it again") from None
    return segment.marks.plain(data).encode("utf-8", "replace")

"""A Document as JSON and back: what a confined process hands over. Never pickle, which would run what it is told to."""

import base64
import json
from datetime import date
from typing import Any

from chartcode.documents.document import Document, Facts, Format, Kind, Statement
from chartcode.documents.source import Piece, SourceMap
from chartcode.model import Note, Setting, Sex

Json = dict[str, Any]


def packed(document: Document) -> bytes:
    """The document as JSON in UTF-8."""
    facts = document.facts
    said: Json = {
        "format": document.format,
        "notes": [[note.note_id, note.text, note.type, note.author_role, _iso(note.date)] for note in document.notes],
        "sources": [[_piece(piece) for piece in source.pieces] for source in document.sources],
        "facts": [
            facts.setting,
            _iso(facts.admit),
            _iso(facts.discharge),
            facts.sex,
            _iso(facts.birth_date),
            facts.disposition,
            [
                [one.kind, one.text, one.part, one.code, one.system, one.status, _iso(one.date)]
                for one in facts.statements
            ],
        ],
    }
    return json.dumps(said, separators=(",", ":")).encode()


def unpacked(said: Json) -> Document:
    """The document in parsed JSON. Raises ValueError, KeyError or TypeError when it is no document."""
    setting, admit, discharge, sex, born, disposition, statements = said["facts"]
    return Document(
        format=Format(said["format"]),
        notes=tuple(Note(name, text, type, role, _day(day)) for name, text, type, role, day in said["notes"]),
        sources=tuple(
            SourceMap(
                tuple(
                    Piece(start, end, part, page, base64.b64decode(boxes), sure)
                    for start, end, part, page, boxes, sure in pieces
                )
            )
            for pieces in said["sources"]
        ),
        facts=Facts(
            setting=Setting(setting) if setting else None,
            admit=_day(admit),
            discharge=_day(discharge),
            sex=Sex(sex),
            birth_date=_day(born),
            disposition=disposition,
            statements=tuple(
                Statement(Kind(kind), text, part, code, system, status, _day(day))
                for kind, text, part, code, system, status, day in statements
            ),
        ),
    )


def _piece(piece: Piece) -> list[object]:
    boxes = base64.b64encode(piece.boxes).decode("ascii")
    return [piece.start, piece.end, piece.part, piece.page, boxes, piece.confidence]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

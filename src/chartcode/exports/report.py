"""The report: a coded encounter as one HTML file that needs nothing else, to read, to click through and to print."""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from string import Template

from chartcode.exports import panels
from chartcode.exports.escape import esc
from chartcode.exports.ledger import line_orders
from chartcode.exports.marks import marked
from chartcode.exports.places import Place, places
from chartcode.model import CodedEncounter, Note, Scope, Sex

_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"
"""The security policy before the report's own style and script are let in."""


def html(coded: CodedEncounter) -> str:
    """The report of a coded encounter, a whole HTML document to be written as UTF-8.

    Style and script stand inside and are named by their hash in the document's own security policy, so that nothing
    else can run and nothing can be loaded. The title names no patient.
    """
    marks = places(coded)
    words = {(place.note_id, place.span): place.id for place in marks}
    style, script = _part("report.css"), _part("report.js")
    return Template(_part("report.html")).substitute(
        policy=f"{_NOTHING}; style-src '{_hash(style)}'; script-src '{_hash(script)}'",
        style=style,
        script=script,
        encounter=esc(coded.encounter.id),
        facts=_facts(coded),
        notes="".join(_note(note, marks) for note in coded.encounter.notes),
        line_count=len(coded.lines),
        finding_count=len(coded.findings),
        query_count=len(coded.queries),
        ledger_count=_not_coded(coded),
        lines=panels.lines(coded, words),
        findings=panels.findings(coded),
        queries=panels.queries(coded, words),
        ledger=panels.ledger(coded, words),
        releases=panels.releases(coded),
    )


def _facts(coded: CodedEncounter) -> str:
    encounter = coded.encounter
    age = encounter.age_on(coded.date)
    facts = {
        "Setting": encounter.setting.value,
        "Codes valid on": coded.date.isoformat(),
        "Admitted": encounter.admit.isoformat() if encounter.admit else "",
        "Sex": "" if encounter.sex is Sex.UNKNOWN else encounter.sex.value,
        "Age": "" if age is None else str(age),
        "Disposition": encounter.disposition,
        "Scope": "what a claim may report" if coded.scope is Scope.CLAIM else "every mention",
    }
    return "".join(f"<div><dt>{name}</dt><dd>{esc(value)}</dd></div>" for name, value in facts.items() if value)


def _note(note: Note, marks: tuple[Place, ...]) -> str:
    own = [place for place in marks if place.note_id == note.note_id]
    said = [note.type, note.author_role, note.date.isoformat() if note.date else ""]
    about = "".join(f" <span>{esc(part)}</span>" for part in said if part)
    return f'<article><h3>{esc(note.note_id)}{about}</h3><div class="text">{marked(note.text, own)}</div></article>'


def _not_coded(coded: CodedEncounter) -> int:
    return sum(
        decision.reason is not None and order is None
        for decision, order in zip(coded.decisions, line_orders(coded), strict=True)
    )


@cache
def _part(name: str) -> str:
    return (files("chartcode") / "exports" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

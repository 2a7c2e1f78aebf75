"""The de-identified export: an encounter folder, its record and what was done, in a ZIP."""

import json
from typing import Any

from chartcode.exports.deidentify.encounter import deidentified, scrubber
from chartcode.exports.exporter import Format, Job
from chartcode.exports.record import record
from chartcode.exports.zipped import zipped
from chartcode.model import Encounter, Sex

_METHOD = (
    "Identifiers found by rule after 45 CFR 164.514(b)(2) have surrogates; dates of an encounter moved together by"
    " whole weeks. Rules miss what they do not know: have a person read the notes before they leave the house."
)


def write(job: Job) -> bytes:
    """A ZIP with encounter.json, a text file for each note, coded.json (the record) and about.json.

    Unzipped, it is an encounter folder that every command reads, and its record fits it.
    """
    scrub = scrubber(job)
    coded = deidentified(job.coded, scrub)
    found = scrub.counts(note.text for note in job.coded.encounter.notes)
    about = {"method": _METHOD, "identifiers": dict(sorted(found.items())), "notice": job.notice}
    encounter = coded.encounter
    notes = {f"{note.note_id}.txt": note.text.encode("utf-8", "replace") for note in encounter.notes}
    return zipped(
        {
            "encounter.json": _json(_fields(encounter)),
            **notes,
            "coded.json": _json(record(coded)),
            "about.json": _json(about),
        }
    )


def _fields(encounter: Encounter) -> dict[str, Any]:
    """The encounter as an encounter.json has it (docs/encounters.md)."""
    days = {"admit": encounter.admit, "discharge": encounter.discharge}
    if encounter.admit is None:
        days = {"date": encounter.discharge}
    found = {
        "id": encounter.id,
        "setting": encounter.setting.value,
        **{name: day.isoformat() for name, day in days.items() if day},
        "sex": encounter.sex.value if encounter.sex is not Sex.UNKNOWN else None,
        "birth_date": encounter.birth_date.isoformat() if encounter.birth_date else None,
        "disposition": encounter.disposition or None,
        "new_patient": encounter.new_patient,
        "notes": [
            {
                "file": f"{note.note_id}.txt",
                "type": note.type or None,
                "author_role": note.author_role or None,
                "date": note.date.isoformat() if note.date else None,
            }
            for note in encounter.notes
        ],
    }
    return {name: value for name, value in found.items() if value is not None}


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


FORMAT = Format("deidentified", ".zip", write, text=False, every_scope=True)

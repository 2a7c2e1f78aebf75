"""Facts of a C-CDA document: who and when from its header, problems and procedures from its entries."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from chartcode.documents import acts
from chartcode.documents.document import Facts, Kind, Statement, period
from chartcode.documents.readers.cda import SYSTEMS, Element, find, find_all, name_of, path_of, time_at, words_of
from chartcode.model import Note, Setting, Sex

_SEXES = {"F": Sex.FEMALE, "M": Sex.MALE}
_PROBLEM = "2.16.840.1.113883.10.20.22.4.4"
"""Template of a Problem Observation, which also stands in encounter diagnoses and pre- and postoperative diagnoses."""
_PROCEDURES = frozenset(f"2.16.840.1.113883.10.20.22.4.{number}" for number in (12, 13, 14))
"""Templates of Procedure Activity Act, Observation and Procedure."""
_DONE = "EVN"


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of a document says of it."""

    type: str
    author_role: str
    date: datetime.date | None
    facts: Facts

    def with_statements(self, statements: Iterator[Statement]) -> Facts:
        """Its facts, with the statements of the entries."""
        return replace(self.facts, statements=tuple(statements))

    def laid_over(self, notes: tuple[Note, ...]) -> tuple[Note, ...]:
        """The notes with its type, author and date where they say none themselves."""
        return tuple(
            replace(
                note,
                type=note.type or self.type,
                author_role=note.author_role or self.author_role,
                date=note.date or self.date,
            )
            for note in notes
        )


def header_of(root: Element) -> Header:
    """The header: document type and time, author, patient, and the encounter it is about."""
    title = find(root, "title")
    typed = " ".join("".join(title.itertext()).split()) if title is not None else ""
    code = find(root, "code")
    patient = find(root, "recordTarget/patientRole/patient")
    gender = find(patient, "administrativeGenderCode") if patient is not None else None
    return Header(
        type=words_of(code) or typed,
        author_role=_author_role(root),
        date=time_at(root, "effectiveTime"),
        facts=replace(
            _encounter(find(root, "componentOf/encompassingEncounter")),
            sex=_SEXES.get(gender.get("code") or "", Sex.UNKNOWN) if gender is not None else Sex.UNKNOWN,
            birth_date=time_at(patient, "birthTime"),
        ),
    )


def _author_role(root: Element) -> str:
    for author in find_all(root, "author/assignedAuthor"):
        if find(author, "assignedPerson") is not None:
            return words_of(find(author, "code"))
    return ""


def _encounter(encounter: Element | None) -> Facts:
    if encounter is None:
        return Facts()
    start = time_at(encounter, "effectiveTime/low") or time_at(encounter, "effectiveTime")
    code = find(encounter, "code")
    setting = _setting(code) if code is not None else None
    admit, discharge = period(setting, start, time_at(encounter, "effectiveTime/high"))
    leaving = find(encounter, "dischargeDispositionCode")
    said = words_of(leaving) or (leaving.get("code") or "" if leaving is not None else "")
    return Facts(setting=setting, admit=admit, discharge=discharge, disposition=said)


def _setting(code: Element) -> Setting | None:
    """By the code or one of its translations, the first that is of HL7's own system."""
    for one in (code, *find_all(code, "translation")):
        if one.get("codeSystem") == acts.SYSTEM:
            return acts.SETTINGS.get(one.get("code") or "")
    return None


def statements_of(root: Element) -> Iterator[Statement]:
    """The problems and procedures in the entries, in order, each once; negated ones and plans with that status."""
    seen: set[tuple[Kind, str, str, str]] = set()
    for element in root.iter("{*}observation", "{*}procedure", "{*}act"):
        templates = {template.get("root") for template in find_all(element, "templateId")}
        if name_of(element) == "observation" and _PROBLEM in templates:
            found = _statement(element, Kind.PROBLEM, find(element, "value"))
        elif templates & _PROCEDURES:
            found = _statement(element, Kind.PROCEDURE, find(element, "code"))
        else:
            continue
        key = (found.kind, found.code, found.text, found.status)
        if (found.code or found.text) and key not in seen:
            seen.add(key)
            yield found


def _statement(element: Element, kind: Kind, code: Element | None) -> Statement:
    system = (code.get("codeSystem") or "") if code is not None else ""
    return Statement(
        kind=kind,
        text=words_of(code),
        part=path_of(element),
        code=(code.get("code") or "") if code is not None else "",
        system=SYSTEMS.get(system, system),
        status=_status(element),
        date=time_at(element, "effectiveTime/low") or time_at(element, "effectiveTime"),
    )


def _status(element: Element) -> str:
    """negated, planned, resolved (it has an end), or what its status code says."""
    if element.get("negationInd") == "true":
        return "negated"
    if element.get("moodCode", _DONE) != _DONE:
        return "planned"
    if name_of(element) == "observation" and time_at(element, "effectiveTime/high"):
        return "resolved"
    status = find(element, "statusCode")
    return (status.get("code") or "") if status is not None else ""

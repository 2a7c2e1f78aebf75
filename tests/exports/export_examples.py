"""Coded encounters and billing facts for the exporters: an invented stay and an invented visit, built by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from chartcode.exports.billing import (
    Address,
    BillingFacts,
    BillingProvider,
    Clinician,
    Coverage,
    Party,
    Person,
    ServiceLine,
    Stay,
)
from chartcode.exports.exporter import Job
from chartcode.model import (
    CPT,
    HCPCS,
    ICD10CM,
    ICD10PCS,
    Assertion,
    Code,
    CodedEncounter,
    Decision,
    Encounter,
    Evidence,
    Finding,
    Fit,
    Level,
    Line,
    Mention,
    Note,
    PathStep,
    Reason,
    Scope,
    SectionKind,
    Setting,
    Sex,
    Span,
    icd10cm,
)

MADE = datetime(2026, 4, 3, 9, 30, tzinfo=UTC)

DISCHARGE = Note(
    "discharge",
    "Discharge diagnoses:\n1. Acute appendicitis with localized peritonitis\n2. Type 2 diabetes, 😀 Café\n"
    "3. Fell on stairs at home\nNo asthma. Laparoscopic appendectomy on 03/30/2026.\n",
    "discharge summary",
    "physician",
    date(2026, 4, 1),
)
NURSING = Note("nursing", "Blood sugar high; hypokalemia noted & treated | ok ^ ~.\n", "nursing note", "nurse")
VISIT = Note("visit", "Assessment: 1. Essential hypertension\n2. Type 2 diabetes, no asthma\n")


def mention(note: Note, words: str, code: str, assertion: Assertion = Assertion.PRESENT) -> Mention:
    """A mention of those words, which stand once in the note."""
    start = note.text.index(words)
    span = Span(start, start + len(words))
    fit = Fit(1, 1.5, 0, 0, 0, 0, 0)
    return Mention(note.note_id, span, (span,), words.lower(), (code,), assertion, SectionKind.DISCHARGE_DIAGNOSIS, fit)


def line(order: int, code: Code, note: Note, words: str, poa: str | None = None) -> Line:
    """A line with those words of the note as its evidence."""
    start = note.text.index(words)
    evidence = Evidence(note.note_id, Span(start, start + len(words)), words)
    path = (PathStep("Tabular", code.value, f"title of {code}"),)
    return Line(code, f"title of {code}", order, 0.9 - order / 100, (evidence,), path, ("II.A",), poa)


def _ledger(lines: tuple[Line, ...], *, negated: Note) -> tuple[Decision, ...]:
    notes = {note.note_id: note for note in (DISCHARGE, NURSING, VISIT)}
    coded = tuple(
        Decision(mention(notes[line.evidence[0].note_id], line.evidence[0].text, line.code.value), line.code, 0.9)
        for line in lines
    )
    asthma = mention(negated, "asthma", "J45.909", Assertion.NEGATED)
    return (*coded, Decision(asthma, icd10cm("J45.909"), 0.8, Reason.NEGATED))


_STAY_LINES = (
    line(1, icd10cm("K35.30"), DISCHARGE, "Acute appendicitis with localized peritonitis", "Y"),
    line(2, icd10cm("E11.9"), DISCHARGE, "Type 2 diabetes", "Y"),
    line(3, icd10cm("E87.6"), NURSING, "hypokalemia", "N"),
    line(4, icd10cm("Z79.4"), NURSING, "Blood sugar", "1"),
    line(5, icd10cm("W10.9XXA"), DISCHARGE, "Fell on stairs", "Y"),
    line(6, ICD10PCS("0DTJ4ZZ"), DISCHARGE, "Laparoscopic appendectomy"),
)

STAY = CodedEncounter(
    encounter=Encounter(
        "E-77",
        (DISCHARGE, NURSING),
        Setting.INPATIENT,
        date(2026, 3, 30),
        date(2026, 4, 1),
        Sex.FEMALE,
        date(1954, 7, 2),
        "home with home health",
        False,
    ),
    date=date(2026, 4, 1),
    scope=Scope.CLAIM,
    releases=(("ICD-10-CM", "FY2026 April"), ("ICD-10-PCS", "FY2026")),
    lines=_STAY_LINES,
    decisions=_ledger(_STAY_LINES, negated=DISCHARGE),
    findings=(Finding("unspecified-code", Level.WARNING, "Is the type known?", (icd10cm("E11.9"),)),),
)

_VISIT_LINES = (
    line(1, icd10cm("I10"), VISIT, "Essential hypertension"),
    line(2, icd10cm("E11.9"), VISIT, "Type 2 diabetes"),
    line(3, HCPCS("G0101"), VISIT, "Assessment"),
)

OFFICE = CodedEncounter(
    encounter=Encounter(
        "V-12", (VISIT,), Setting.OFFICE, None, date(2026, 3, 2), Sex.MALE, date(1961, 4, 30), new_patient=True
    ),
    date=date(2026, 3, 2),
    scope=Scope.CLAIM,
    releases=(("ICD-10-CM", "FY2026"),),
    lines=_VISIT_LINES,
    decisions=_ledger(_VISIT_LINES, negated=VISIT),
)

HOME = Address("12 Elm St", "Springfield", "IL", "62704")
SUBSCRIBER = Person("Sample", "Jörg", HOME)
PAYER = Party("Invented Health Plan", "98765")

FACTS = BillingFacts(
    claim_number="CLM-1042",
    submitter=Party("Invented Clearing", "SUB123", "Edi Desk", "5555550100"),
    receiver=Party("Invented Health Plan", "REC456"),
    provider=BillingProvider(
        "Invented General Hospital", "1234567893", "123456789", Address("1 Main St", "Springfield", "IL", "627040001")
    ),
    coverage=Coverage(PAYER, "CI", SUBSCRIBER, "M123456", "G77"),
    service_lines=(
        ServiceLine(Decimal("150.00"), procedure=CPT("99213"), modifiers=("25",), pointers=(1, 2)),
        ServiceLine(Decimal("35.5"), Decimal(2), HCPCS("G0101"), pointers=(2,)),
    ),
    rendering=Clinician("Doe", "Alex", "1992753503"),
    place_of_service="11",
    test=True,
)

STAY_FACTS = replace(
    FACTS,
    service_lines=(
        ServiceLine(Decimal("4200"), Decimal(2), revenue="0120"),
        ServiceLine(Decimal("8150.75"), revenue="0360", procedure=CPT("44970"), day=date(2026, 3, 30)),
    ),
    attending=Clinician("Doe", "Alex", "1992753503"),
    operating=Clinician("Roe", "Sam", "1245319599"),
    stay=Stay("111", "1", "1", "14", "11", "06", icd10cm("R10.31"), (), "343", (("0DTJ4ZZ", date(2026, 3, 30)),)),
)

STAY_JOB = Job(STAY, MADE, STAY_FACTS)
OFFICE_JOB = Job(OFFICE, MADE, FACTS)


def with_codes(job: Job, *codes: ICD10CM | ICD10PCS, poa: str | None = None) -> Job:
    """The same job with these codes for its lines, all on the first words of the first note."""
    note = job.coded.encounter.notes[0]
    words = note.text.split()[0]
    lines = tuple(
        line(order, code, note, words, poa if isinstance(code, ICD10CM) else None)
        for order, code in enumerate(codes, 1)
    )
    return replace(job, coded=replace(job.coded, lines=lines))


def with_error(job: Job, *, forced: bool) -> Job:
    """The same job with an open error, forced or not."""
    error = Finding("excludes1-note", Level.ERROR, "both cannot be", (icd10cm("E11.9"),))
    return replace(job, coded=replace(job.coded, findings=(error,)), forced=forced)

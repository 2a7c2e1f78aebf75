"""Coded encounters to export: invented notes through the pipeline, and any that a hand could build."""

from datetime import date
from functools import cache

from hypothesis import strategies as st

from chartcode import pipeline
from chartcode.model import (
    CPT,
    HCPCS,
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

DAY = date(2026, 4, 1)

VISIT = Note(
    "visit-1",
    "HPI: Denies chest pain or fever. Father had diabetes.\n\nASSESSMENT:\n1. Essential hypertension, BP 150/90\n"
    "2. Type 2 diabetes mellitus, diet controlled\n3. Possible pneumonia\n",
)
DISCHARGE = Note(
    "discharge", "Discharge diagnosis: Hypertension. Café-au-lait spots 😀, asthma.\n", "Summary", "nurse", DAY
)
HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>' </mark></style><!-- &amp; ${x} $$ %s"


@cache
def coded(*notes: Note, scope: Scope = Scope.CLAIM) -> CodedEncounter:
    """The notes of one inpatient stay through the pipeline, on a day of FY2026."""
    encounter = Encounter(
        "E-1", notes, Setting.INPATIENT, date(2026, 3, 30), DAY, Sex.FEMALE, date(1954, 7, 2), "home", False
    )
    return pipeline.code(encounter, pipeline.config_on(DAY, scope))


def by_hand(note: Note, *mentions: tuple[str, str, Reason | None], encounter_id: str = "E-2") -> CodedEncounter:
    """One note with a decision for each (words, code, reason or None when coded), and a line for each coded one."""
    decisions = []
    for words, code, reason in mentions:
        start = note.text.index(words)
        span = Span(start, start + len(words))
        mention = Mention(
            note.note_id,
            span,
            (span,),
            words,
            (code,),
            Assertion.PRESENT,
            SectionKind.UNKNOWN,
            Fit(1, 1, 0, 0, 0, 0, 0),
        )
        decisions.append(Decision(mention, icd10cm(code), 0.5, reason))
    encounter = Encounter(encounter_id, (note,))
    return CodedEncounter(encounter, DAY, Scope.CLAIM, (), _lines(encounter, decisions), tuple(decisions))


def _lines(encounter: Encounter, decisions: list[Decision]) -> tuple[Line, ...]:
    groups: dict[Code, list[Evidence]] = {}
    for decision in decisions:
        if decision.coded:
            mention = decision.mention
            text = encounter.note(mention.note_id).text[mention.span.start : mention.span.end]
            groups.setdefault(decision.code, []).append(Evidence(mention.note_id, mention.span, text))
    return tuple(
        Line(code, f"title of {code}", order, 0.9, tuple(evidence))
        for order, (code, evidence) in enumerate(groups.items(), 1)
    )


CODES = (icd10cm("I10"), icd10cm("E11.9"), icd10cm("S72.142A"), ICD10PCS("0DTJ4ZZ"), HCPCS("J1815"), CPT("99213"))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TEXTS = st.text(st.sampled_from("ab <>&\"'\n\t$é😀\u202e"), min_size=1, max_size=60).filter(str.strip)


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    """Any span of a text of that length."""
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, length)))


@st.composite
def decisions(draw: st.DrawFn, note: Note) -> Decision:
    """Any decision about any words of the note."""
    anywhere = spans(len(note.text))
    mention = Mention(
        note_id=note.note_id,
        span=draw(anywhere),
        pieces=tuple(draw(st.lists(anywhere, min_size=1, max_size=3))),
        concept=draw(WORDS),
        codes=tuple(draw(st.lists(WORDS, min_size=1, max_size=2))),
        assertion=draw(st.sampled_from(Assertion)),
        section=draw(st.sampled_from(SectionKind)),
        fit=Fit(1, draw(st.floats(0, 9)), *draw(st.tuples(*[st.integers(0, 5)] * 5))),
        cue=draw(st.none() | anywhere),
        side=draw(st.sampled_from(["", "left"])),
        problem=draw(st.booleans()),
        needs=draw(st.sampled_from(["", "F"])),
        episode=draw(st.sampled_from(["", "D"])),
    )
    return Decision(
        mention,
        draw(st.sampled_from(CODES)),
        draw(st.floats(0, 1)),
        draw(st.none() | st.sampled_from(Reason)),
        tuple(draw(st.lists(WORDS, max_size=2))),
        draw(WORDS),
        draw(st.booleans()),
    )


@st.composite
def coded_encounters(draw: st.DrawFn) -> CodedEncounter:
    """Any coded encounter of up to three notes: overlapping, nested and equal places, every reason, every code set."""
    notes = tuple(
        Note(f"n{n}", text, draw(WORDS)) for n, text in enumerate(draw(st.lists(TEXTS, min_size=1, max_size=3)))
    )
    encounter = Encounter("E-3", notes, draw(st.sampled_from(Setting)))
    ledger = [decision for note in notes for decision in draw(st.lists(decisions(note), max_size=6))]
    lines = tuple(
        Line(
            line.code,
            draw(WORDS),
            line.order,
            draw(st.floats(0, 1)),
            line.evidence,
            tuple(PathStep(*step) for step in draw(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=2))),
            tuple(draw(st.lists(WORDS, max_size=2))),
            draw(st.sampled_from([None, "Y", "N"])),
        )
        for line in _lines(encounter, ledger)
    )
    findings = st.builds(Finding, WORDS, st.sampled_from(Level), WORDS, st.sampled_from([(), CODES[:2]]))
    return CodedEncounter(
        encounter,
        draw(st.dates()),
        draw(st.sampled_from(Scope)),
        tuple(draw(st.dictionaries(WORDS, WORDS, max_size=2)).items()),
        lines,
        tuple(ledger),
        tuple(draw(st.lists(findings, max_size=2))),
    )

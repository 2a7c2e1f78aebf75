"""Sections: which part of a note each heading opens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartcode.model import SectionKind as K
from chartcode.reading.sections import sections


def kinds(text: str) -> list[tuple[K, str]]:
    return [(part.kind, text[part.body : part.span.end].strip()) for part in sections(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cough for a week.", [(K.PREAMBLE, "Cough for a week.")]),
        ("HPI: Cough.\nPMH: Gout.", [(K.HISTORY_OF_PRESENT_ILLNESS, "Cough."), (K.PAST_MEDICAL_HISTORY, "Gout.")]),
        ("Chief Complaint\nCough\n", [(K.CHIEF_COMPLAINT, "Cough")]),
        ("ASSESSMENT AND PLAN:\nGout", [(K.ASSESSMENT_AND_PLAN, "Gout")]),
        ("A/P: Gout", [(K.ASSESSMENT_AND_PLAN, "Gout")]),
        ("Assessment & Plan:\nGout", [(K.ASSESSMENT_AND_PLAN, "Gout")]),
        ("Assessment/Plan:\nGout", [(K.ASSESSMENT_AND_PLAN, "Gout")]),
        ("Family History: Gout\n", [(K.FAMILY_HISTORY, "Gout")]),
        ("  IMPRESSION:  Gout", [(K.IMPRESSION, "Gout")]),
        (
            "S: Cough.\nO: Lungs clear.\nA: Gout.\nP: Rest.",
            [
                (K.HISTORY_OF_PRESENT_ILLNESS, "Cough."),
                (K.PHYSICAL_EXAM, "Lungs clear."),
                (K.ASSESSMENT, "Gout."),
                (K.PLAN, "Rest."),
            ],
        ),
        ("1) Assessment:\nGout", [(K.ASSESSMENT, "Gout")]),
        ("**Allergies**: None", [(K.ALLERGIES, "None")]),
        ("Discharge Diagnoses:\n1. Gout", [(K.DISCHARGE_DIAGNOSIS, "1. Gout")]),
        ("He has a plan: rest.", [(K.PREAMBLE, "He has a plan: rest.")]),
        ("Note: see chart.", [(K.PREAMBLE, "Note: see chart.")]),
        ("Cough. Impression: Gout.", [(K.PREAMBLE, "Cough."), (K.IMPRESSION, "Gout.")]),
        ("", []),
    ],
)
def test_headings(text: str, found: list[tuple[K, str]]) -> None:
    assert kinds(text) == found


def test_text_before_the_first_heading_is_the_preamble() -> None:
    parts = sections("Seen at 9 am.\nHPI: Cough.")
    assert [part.kind for part in parts] == [K.PREAMBLE, K.HISTORY_OF_PRESENT_ILLNESS]
    assert parts[0].heading == ""
    assert parts[1].heading == "HPI"


def test_a_bulleted_heading_inside_an_assessment_holds_for_its_line() -> None:
    found = kinds("ASSESSMENT:\nGout\n• Plan: rest\nAnemia")
    assert [kind for kind, _ in found] == [K.ASSESSMENT, K.PLAN, K.ASSESSMENT]
    assert found[-1][1] == "Anemia"


TEXTS = st.lists(
    st.sampled_from(
        ["HPI:", "PMH: ", "Assessment", "• Plan:", "gout", ". ", "\n", "\r\n", ": ", " - ", "1) ", "é😀", "\t"]
    )
).map("".join)


@given(TEXTS)
def test_sections_cover_the_note_from_end_to_end(text: str) -> None:
    parts = sections(text)
    assert "".join(text[part.span.start : part.span.end] for part in parts) == text
    for part in parts:
        assert part.span.start <= part.body <= len(text)
        assert part.heading in text

"""837 claims: accepted by pyx12's maps with a 999, read back by others, and refused for what pyx12 does not see."""

import io
import logging
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from export_examples import FACTS, OFFICE, OFFICE_JOB, STAY, STAY_JOB, SUBSCRIBER, with_codes, with_error
from hypothesis import given
from hypothesis import strategies as st

from chartcode.errors import InvalidValueError, UnfitDocumentError, UsageError
from chartcode.exports.billing import Clinician, Person, ServiceLine
from chartcode.exports.exporter import Job
from chartcode.exports.x12 import institutional, professional
from chartcode.exports.x12.segments import Segment, amount, segment, segments_in, text_of
from chartcode.model import ICD10PCS, Setting, icd10cm

SHARED = Path(__file__).parents[3] / "shared" / "interchange" / "rule_engines" / "x12_837"


def facts(job: Job, **changes: object) -> Job:
    return replace(job, billing=replace(job.facts, **changes))  # type: ignore[arg-type]


def stay(job: Job, **changes: object) -> Job:
    return facts(job, stay=replace(job.facts.stay, **changes))  # type: ignore[arg-type]


def of_setting(job: Job, setting: Setting) -> Job:
    return replace(job, coded=replace(job.coded, encounter=replace(job.coded.encounter, setting=setting)))


CHILD = Person("Sample", "Kim", SUBSCRIBER.address, date(2015, 5, 5))
CODES = tuple(icd10cm(f"{letter}{number}.9") for letter in "EIJK" for number in range(10, 20))
CAUSES = tuple(icd10cm(f"Y93.{number}") for number in range(10))

PROFESSIONAL = {
    "a visit": OFFICE_JOB,
    "a forced claim": with_error(OFFICE_JOB, forced=True),
    "a patient who is not the subscriber": facts(OFFICE_JOB, patient=CHILD, relationship="19"),
    "twelve diagnoses": with_codes(OFFICE_JOB, *CODES[:12]),
    "no rendering clinician": facts(OFFICE_JOB, rendering=None),
    "a physician's claim of a stay": facts(replace(STAY_JOB, billing=FACTS), place_of_service="21"),
    "fifty lines": facts(OFFICE_JOB, service_lines=FACTS.service_lines[:1] * 50),
    "no charge": facts(OFFICE_JOB, service_lines=(replace(FACTS.service_lines[0], charge=Decimal(0)),)),
}
INSTITUTIONAL = {
    "a stay": STAY_JOB,
    "a forced claim": with_error(STAY_JOB, forced=True),
    "a patient who is not the subscriber": facts(STAY_JOB, patient=CHILD, relationship="19"),
    "25 diagnoses and ten causes": with_codes(STAY_JOB, *CODES[:25], *CAUSES, poa="Y"),
    "25 procedures": stay(
        with_codes(
            STAY_JOB, CODES[0], *(ICD10PCS(f"0DTJ4Z{letter}") for letter in "0123456789ABCDEFGHJKLMNPQ"), poa="Y"
        ),
        procedure_days=tuple((f"0DTJ4Z{letter}", date(2026, 3, 31)) for letter in "0123456789ABCDEFGHJKLMNPQ"),
    ),
    "no POA at all": with_codes(STAY_JOB, *CODES[:3]),
    "an outpatient": stay(of_setting(STAY_JOB, Setting.OUTPATIENT), bill_type="131", reasons_for_visit=CODES[:3]),
    "no DRG, no operation": facts(stay(STAY_JOB, drg=""), operating=None),
}


def acknowledged(data: bytes) -> str:
    """The 999 that pyx12 answers with."""
    pytest.importorskip("pyx12", reason="pyx12 is not installed")
    import pyx12.params  # type: ignore[import-untyped]
    import pyx12.x12n_document  # type: ignore[import-untyped]

    logging.getLogger("pyx12").setLevel(logging.CRITICAL)
    answer = io.StringIO()
    pyx12.x12n_document.x12n_document(pyx12.params.params(), io.StringIO(data.decode()), answer, None)
    return answer.getvalue()


@pytest.mark.parametrize("job", PROFESSIONAL.values(), ids=PROFESSIONAL)
def test_pyx12_accepts_a_professional_claim(job: Job) -> None:
    answer = acknowledged(professional.write(job))
    assert "IK5*A~" in answer
    assert "AK9*A*1*1*1~" in answer


@pytest.mark.parametrize("job", INSTITUTIONAL.values(), ids=INSTITUTIONAL)
def test_pyx12_accepts_an_institutional_claim(job: Job) -> None:
    answer = acknowledged(institutional.write(job))
    assert "IK5*A~" in answer
    assert "AK9*A*1*1*1~" in answer


def test_pyx12_would_say_no() -> None:
    """The acceptance above is worth something: the same check rejects a claim without its diagnosis."""
    text = professional.write(OFFICE_JOB).decode()
    broken = "\n".join(line for line in text.splitlines() if not line.startswith("HI*")).replace("SE*27*", "SE*26*")
    assert "IK5*R" in acknowledged(broken.encode())


def codes(data: bytes, *qualifiers: str) -> list[str]:
    return [
        element[1]
        for found in segments_in(data.decode())
        if found.id == "HI"
        for element in found.elements
        if element[0] in qualifiers
    ]


@pytest.mark.parametrize("job", PROFESSIONAL.values(), ids=PROFESSIONAL)
def test_a_professional_claim_has_every_diagnosis_in_order(job: Job) -> None:
    assert codes(professional.write(job), "ABK", "ABF") == [line.code.bare for line in job.diagnoses]


@pytest.mark.parametrize("job", INSTITUTIONAL.values(), ids=INSTITUTIONAL)
def test_an_institutional_claim_has_every_diagnosis_in_order_and_causes_apart(job: Job) -> None:
    data = institutional.write(job)
    causes = [line.code.bare for line in institutional.causes(job)]
    assert codes(data, "ABN") == causes
    assert codes(data, "ABK", "ABF") == [line.code.bare for line in job.diagnoses if line.code.bare not in causes]


def test_poa_stands_in_the_ninth_component_and_an_exempt_code_has_none() -> None:
    found = {
        element[1]: element[8] if len(element) > 8 else ""
        for each in segments_in(institutional.write(STAY_JOB).decode())
        if each.id == "HI"
        for element in each.elements
        if element[0] in {"ABK", "ABF", "ABN"}
    }
    assert found == {"K3530": "Y", "E119": "Y", "E876": "N", "Z794": "", "W109XXA": "Y"}


def test_an_outpatient_claim_has_no_poa_and_no_icd10pcs() -> None:
    data = institutional.write(INSTITUTIONAL["an outpatient"])
    assert b":::::::Y" not in data
    assert codes(data, "BBR", "BBQ") == []
    assert codes(data, "APR") == [code.bare for code in CODES[:3]]


@pytest.mark.filterwarnings("ignore:path is deprecated:DeprecationWarning")
def test_another_reader_sees_the_same_claim() -> None:
    """hccinfhir has a reader of 837 of its own."""
    from hccinfhir.extractor_837 import extract_sld_837  # type: ignore[import-untyped]

    first, second = extract_sld_837(professional.write(OFFICE_JOB).decode())
    assert (first.procedure_code, first.modifiers, first.linked_diagnosis_codes) == ("99213", ["25"], ["I10", "E119"])
    assert (second.procedure_code, second.quantity, second.linked_diagnosis_codes) == ("G0101", 2, ["E119"])
    assert {first.service_date, second.service_date} == {"2026-03-02"}
    room, _ = extract_sld_837(institutional.write(STAY_JOB).decode())
    assert {"K3530", "E119", "E876", "Z794"} <= set(room.claim_diagnosis_codes)
    assert room.billing_provider_npi == "1234567893"


REFUSED = {
    "13 diagnoses": (professional, with_codes(OFFICE_JOB, *CODES[:13]), "holds 12 diagnoses, these are 13"),
    "a pointer to no diagnosis": (professional, with_codes(OFFICE_JOB, CODES[0]), "points to diagnosis 2"),
    "no pointer": (
        professional,
        facts(OFFICE_JOB, service_lines=(replace(FACTS.service_lines[0], pointers=()),)),
        "points to no diagnosis",
    ),
    "no procedure": (
        professional,
        facts(OFFICE_JOB, service_lines=(ServiceLine(Decimal(1), revenue="0450", pointers=(1,)),)),
        "needs a procedure",
    ),
    "51 lines": (professional, facts(OFFICE_JOB, service_lines=FACTS.service_lines[:1] * 51), "may have 50"),
    "no place of service": (professional, facts(OFFICE_JOB, place_of_service=""), "place_of_service"),
    "a day outside the encounter": (
        professional,
        facts(OFFICE_JOB, service_lines=(replace(FACTS.service_lines[0], day=date(2026, 3, 5)),)),
        "outside the encounter",
    ),
    "no birth date": (
        professional,
        replace(OFFICE_JOB, coded=replace(OFFICE, encounter=replace(OFFICE.encounter, birth_date=None))),
        "birth_date",
    ),
    "no diagnosis": (professional, replace(OFFICE_JOB, coded=replace(OFFICE, lines=())), "needs a diagnosis"),
    "26 diagnoses": (institutional, with_codes(STAY_JOB, *CODES[:26], poa="Y"), "24 diagnoses beside"),
    "a cause first": (institutional, with_codes(STAY_JOB, CAUSES[0], CODES[0], poa="Y"), "external cause"),
    "13 causes": (
        institutional,
        with_codes(STAY_JOB, CODES[0], *(icd10cm(f"Y92.{n}") for n in range(13)), poa="Y"),
        "12 external causes",
    ),
    "POA of some": (
        institutional,
        replace(
            STAY_JOB,
            coded=replace(STAY, lines=(STAY.lines[0], replace(STAY.lines[1], poa=None), *STAY.lines[2:])),
        ),
        "POA is missing on line 2",
    ),
    "no revenue code": (institutional, facts(STAY_JOB, service_lines=FACTS.service_lines), "revenue code"),
    "no bill type": (institutional, stay(STAY_JOB, bill_type=""), "stay.bill_type"),
    "nobody attended": (institutional, facts(STAY_JOB, attending=None), "attending"),
    "a procedure of no day": (institutional, stay(STAY_JOB, procedure_days=()), "0DTJ4ZZ"),
}


@pytest.mark.parametrize(("module", "job", "why"), REFUSED.values(), ids=REFUSED)
def test_a_claim_is_refused(module: object, job: Job, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        module.write(job)  # type: ignore[attr-defined]


def test_what_pyx12_misses_we_refuse() -> None:
    """pyx12 accepts a wrong check digit of an NPI, a wrong total and a pointer to a diagnosis that is not there."""
    text = professional.write(OFFICE_JOB).decode()
    for good, bad in (("1234567893", "1234567890"), ("*185.5*", "*999*"), ("***1:2~", "***1:9~")):
        assert good in text
        assert "IK5*A~" in acknowledged(text.replace(good, bad).encode())
    with pytest.raises(InvalidValueError, match="NPI"):
        Clinician("Doe", "Alex", "1234567890")


@pytest.mark.parametrize("name", ["Müller", "O'Neil-Smith", "  two   words "])
def test_a_name_is_made_fit(name: str) -> None:
    job = facts(OFFICE_JOB, rendering=Clinician(name, "Alex", "1992753503"))
    assert "IK5*A~" in acknowledged(professional.write(job))


@pytest.mark.parametrize("name", ["A*B", "A:B", "A~B", "Жук", "李", "A^B", "A|B"])
def test_a_name_that_x12_cannot_hold_is_refused_without_being_quoted(name: str) -> None:
    with pytest.raises(InvalidValueError, match="NM103") as caught:
        professional.write(facts(OFFICE_JOB, rendering=Clinician(name, "Alex", "1992753503")))
    assert name not in str(caught.value)


TEXT = st.text("ABZ09 .-'", max_size=6).map(lambda text: " ".join(text.split()))


@given(st.lists(st.tuples(st.sampled_from(["NM1", "HI", "N3"]), st.lists(TEXT, min_size=1, max_size=5)), max_size=8))
def test_segments_come_back(rows: list[tuple[str, list[str]]]) -> None:
    head = next(segments_in(professional.write(OFFICE_JOB).decode()))
    written = [segment(id, *elements) for id, elements in rows]
    assert list(segments_in(text_of([head, *written]))) == [head, *written]


def test_a_segment_gives_its_values_by_place() -> None:
    found = Segment("HI", (("ABK", "I10"), "X"))
    assert (found.value(1), found.value(1, 2), found.value(1, 3), found.value(2), found.value(3)) == (
        "ABK",
        "I10",
        "",
        "X",
        "",
    )


@pytest.mark.parametrize(
    ("value", "text"), [("100", "100"), ("100.00", "100"), ("0.50", "0.5"), ("0", "0"), ("1E+2", "100")]
)
def test_an_amount_has_no_needless_zeros(value: str, text: str) -> None:
    assert amount(Decimal(value)) == text


def test_every_sample_is_read_or_refused_with_a_reason() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is absent")
    files = sorted(path for path in SHARED.rglob("*.txt"))
    read, refused = [], {}
    for path in files:
        try:
            found = list(segments_in(path.read_text(encoding="utf-8", errors="replace")))
        except UnfitDocumentError as error:
            refused[path.name] = str(error)
        else:
            assert found[0].id == "ISA"
            read.append(path.name)
    assert len(files) == len(read) + len(refused) == 39
    assert all("\n" not in reason for reason in refused.values())
    assert len(read) > len(refused)


@pytest.mark.parametrize(("text", "why"), [("", "ISA"), ("ISA*00~", "ISA"), ("hello", "ISA"), ("GS*HC~", "ISA")])
def test_what_is_no_interchange_is_refused(text: str, why: str) -> None:
    with pytest.raises(UnfitDocumentError, match=why):
        list(segments_in(text))


def test_an_interchange_that_is_cut_is_refused() -> None:
    text = professional.write(OFFICE_JOB).decode()
    with pytest.raises(UnfitDocumentError, match="inside a segment"):
        list(segments_in(text[:500]))

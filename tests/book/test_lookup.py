"""What `lookup` answers: words, part words, abbreviations, slips, pieces of codes, procedures, drugs."""

from datetime import date

import pytest

from chartcode import codesets
from chartcode.book.search.lookup import MOST_CHARACTERS, Answer, lookup
from chartcode.book.search.register import Register, open_register
from chartcode.errors import UsageError

APRIL = date(2026, 4, 1)


@pytest.fixture(scope="module")
def register() -> Register:
    return open_register(codesets.on(APRIL))


def first(text: str, register: Register) -> Answer:
    return lookup(text, register)[0]


FIRST_CODES = [
    ("heart attack", "I21.9"),
    ("Heart attack!", "I21.9"),
    ("attack of the heart", "I21.9"),
    ("sugar diabetes", "E11.9"),
    ("ischaemic cardiomyopathy", "I25.5"),
    ("hemorrhoids third degree", "K64.2"),
    ("third degree haemorrhoid", "K64.2"),
    # the default of a bare name, not its category
    ("gout", "M10.9"),
    ("acute myeloid leukemia", "C92.00"),
    ("absence epileptic syndrome", "G40.A09"),
    # what is denied
    ("acute myeloid leukemia in remission", "C92.01"),
    ("parkinson disease with dyskinesia", "G20.B1"),
    # rare names: the number of a kind, and how it is inherited, count little
    ("spinocerebellar ataxia type 17", "G11.8"),
    ("Gaucher disease type 1", "E75.22"),
    ("autosomal recessive nonsyndromic deafness 12", "H90.5"),
    ("glycogen storage disease IIIb", "E74.03"),
    # kinds of tumor by their broader name
    ("leiomyoma of the urethra", "D30.4"),
    ("squamous cell carcinoma of the prostate", "C61"),
    # abbreviations
    ("CHF", "I50.9"),
    ("chf", "I50.9"),
    ("DM2", "E11.9"),
    # slips, and two words written as one
    ("diabetis type 2", "E11.9"),
    ("pnuemonia", "J18.9"),
    ("hartattack", "I21.9"),
    # sides and episodes
    ("colles fracture left", "S52.532A"),
    ("colles fracture left, subsequent encounter", "S52.532D"),
    ("carpal tunnel, bilateral", "G56.03"),
    # procedures in plain words
    ("laparoscopic cholecystectomy", "0FT44ZZ"),
    ("open cholecystectomy", "0FT40ZZ"),
    ("PICC line", "02HV33Z"),
    ("right upper lobectomy, VATS", "0BTC4ZZ"),
    # drugs
    ("xanax overdose", "T42.4X1A"),
    ("xanax overdose suicide attempt", "T42.4X2A"),
    ("takes eliquis daily", "Z79.01"),
    # pieces of codes
    ("e1122", "E11.22"),
    ("s52 52", "S52.52"),
    ("E08-E13", "E08"),
    ("0FT44ZZ", "0FT44ZZ"),
    # codes of earlier years and of ICD-9-CM
    ("M54.5", "M54.50"),
    ("250.00", "E11.9"),
]


@pytest.mark.parametrize(("text", "code"), FIRST_CODES, ids=[text for text, _ in FIRST_CODES])
def test_the_first_answer(text: str, code: str, register: Register) -> None:
    assert first(text, register).code == code


def test_every_answer_says_why(register: Register) -> None:
    assert first("CHF", register).why == (
        'lexicon: "congestive heart failure"',
        "CHF = congestive heart failure",
    )
    assert first("appendicittis", register).why[1] == "appendicittis as appendicitis"


def test_part_words_bring_the_words_that_begin_so(register: Register) -> None:
    codes = {answer.code for answer in lookup("kidney diabet", register, limit=50)}
    assert "E11.22" in codes


def test_codes_that_always_go_together_come_together(register: Register) -> None:
    answer = first("hypertensive heart disease with congestive heart failure", register)
    assert (answer.code, *answer.also) == ("I11.0", "I50.9")


def test_each_code_once_the_best_first(register: Register) -> None:
    answers = lookup("fracture of femur", register, limit=30)
    assert len({(answer.system, answer.code) for answer in answers}) == len(answers) == 30
    assert [answer.score for answer in answers] == sorted((answer.score for answer in answers), reverse=True)


def test_a_divided_code_leads_to_its_parts_and_a_category_is_not_billable(register: Register) -> None:
    codes = lookup("M54.5", register)
    assert [answer.code for answer in codes[:3]] == ["M54.50", "M54.51", "M54.59"]
    assert codes[0].why == ("M54.5 was divided",)
    assert not first("S52.52", register).billable


def test_only_the_code_sets_that_were_opened_answer() -> None:
    procedures = open_register(codesets.on(APRIL), ["ICD-10-PCS"])
    assert {answer.system for answer in lookup("hip replacement", procedures)} == {"ICD-10-PCS"}
    assert lookup("E11.9", procedures) == ()


def test_the_day_decides_what_is_billable() -> None:
    before = open_register(codesets.on(date(2025, 9, 30)))
    assert first("G35", before).billable
    assert [answer.code for answer in lookup("G35", before)] == ["G35"]
    assert first("G35", open_register(codesets.on(APRIL))).code != "G35"


@pytest.mark.parametrize("text", ["zorgle", "qwxyz plimfor"])
def test_nothing_for_words_nobody_knows(text: str, register: Register) -> None:
    assert lookup(text, register) == ()


@pytest.mark.parametrize("text", ["", " ", "...", "x" * (MOST_CHARACTERS + 1)])
def test_a_text_must_hold_a_word(text: str, register: Register) -> None:
    with pytest.raises(UsageError):
        lookup(text, register)


@pytest.mark.parametrize("text", ["'; DROP TABLE word; --", "%_*?[a-z]", "\x00\x1b[2J fever", "ÄÖÜ ß 発熱", "a " * 400])
def test_any_text_is_only_words(text: str, register: Register) -> None:
    lookup(text, register)

"""A row of the physician fee schedule."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PfsEntry:
    """How a code may be reported, alone or with modifier 26, TC or 53. All as the file has it, empty where it is blank.

    `status` is A (active), B (bundled), C (priced by carriers), I (not valid for Medicare), J (anesthesia), N (not
    covered), R (restricted), T (paid only alone), X (by law no physician service), ... `pctc` tells whether the code
    parts into a professional and a technical component (1), is one of them (2, 3), is for both (4), or cannot (0, 9).
    `global_days` is 000, 010, 090, MMM (maternity), XXX (does not apply), YYY (carrier) or ZZZ (of another service).
    `preoperative`, `intraoperative` and `postoperative` are its shares. Of `multiple`, `bilateral`, `assistant`,
    `co_surgeons`, `team`: 0 is not paid so, 9 does not apply, others say how. `endoscopic_base` is the code of its
    family, `supervision` the level a diagnostic test needs, `imaging_family` 88 or 99. `nonfacility` and `facility` are
    NA where it is rarely done there.
    """

    code: str
    modifier: str
    status: str
    pctc: str
    global_days: str
    preoperative: str
    intraoperative: str
    postoperative: str
    multiple: str
    bilateral: str
    assistant: str
    co_surgeons: str
    team: str
    endoscopic_base: str
    supervision: str
    imaging_family: str
    nonfacility: str
    facility: str


@dataclass(frozen=True, slots=True)
class PfsValues:
    """The relative value units of a row and the factor, in dollars, that turns them into an amount."""

    work: Decimal | None
    nonfacility_practice: Decimal | None
    facility_practice: Decimal | None
    malpractice: Decimal | None
    nonfacility_total: Decimal | None
    facility_total: Decimal | None
    conversion_factor: Decimal | None

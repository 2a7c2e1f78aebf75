"""What every edit looks at: the claim, with the facts of each of its codes already looked up."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from chartcode.codesets import Releases
from chartcode.codesets.icd10cm.conventions import CodeNotes, Conventions, conventions
from chartcode.codesets.icd10cm.faults import Fault, fault
from chartcode.codesets.icd10cm.poa_exempt import PoaExemptRelease, open_poa_exempt
from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.codesets.mce.release import AGE_LISTS, Mce, open_mce
from chartcode.codesets.msdrg.release import MsDrg, open_msdrg
from chartcode.codesets.ncci.release import NcciRelease, open_ncci
from chartcode.codesets.pdgm.release import Pdgm, open_pdgm
from chartcode.codesets.pdpm.release import Pdpm, open_pdpm
from chartcode.model import ICD10CM, Claim, Level, icd10cm
from chartcode.rules.kernel import Window


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What the releases say of one diagnosis code: `fault` where it cannot be billed, the notes that bind it, the codes
    of its other sides (bare), the lists of the Medicare Code Editor it is on and the ages in years these allow.

    A code book has one such value for each code, so the same code is the same value.
    """

    code: ICD10CM
    bare: str
    fault: Fault | None
    notes: CodeNotes
    sides: dict[str, str]
    lists: frozenset[str]
    ages: tuple[tuple[str, int, int], ...]

    @property
    def is_manifestation(self) -> bool:
        """Whether the code is on the list of manifestations, which has all those "in diseases classified elsewhere"."""
        return "manifestation" in self.lists

    @property
    def is_external_cause(self) -> bool:
        """Whether the code is one of chapter 20."""
        return self.bare[0] in "VWXY"


class CodeBook:
    """The facts of codes on one day, each looked up once, and the releases that few claims need, opened when asked."""

    def __init__(self, releases: Releases) -> None:
        self._day = releases.day
        self.icd10cm: IcdCmRelease = releases.icd10cm
        self.mce: Mce = open_mce(releases.day)
        self.conventions: Conventions = conventions(releases.icd10cm)
        # Bounded by the number of codes there are.
        self.facts = lru_cache(maxsize=1 << 17)(self._facts)

    @cached_property
    def msdrg(self) -> MsDrg:
        """The tables of the grouper. Raises ReleaseError where none cover the day."""
        return open_msdrg(self._day)

    @cached_property
    def poa_exempt(self) -> PoaExemptRelease | None:
        """The imported POA exempt list, None without one."""
        return open_poa_exempt(self._day)

    @cached_property
    def ncci(self) -> NcciRelease | None:
        """The imported NCCI tables, None without any."""
        return open_ncci(self._day)

    @cached_property
    def pdpm(self) -> Pdpm | None:
        """The imported PDPM mappings, None without them."""
        return open_pdpm(self._day)

    @cached_property
    def pdgm(self) -> Pdgm | None:
        """The imported PDGM list, None without it."""
        return open_pdgm(self._day)

    def _facts(self, value: str) -> Facts:
        """The facts of a dotted code."""
        code = icd10cm(value)
        bare = code.bare
        lists = self.mce.flags(bare)
        ages = ((name, self.mce.ages(name)) for name in AGE_LISTS if name in lists)
        return Facts(
            code=code,
            bare=bare,
            fault=fault(bare, self.icd10cm),
            notes=self.conventions.of(bare),
            sides=self.icd10cm.sides(bare),
            lists=lists,
            ages=tuple((name, *span) for name, span in ages if span is not None),
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A claim under edit; `facts` are of its diagnoses, in their order, `named` the notes that name any of them."""

    claim: Claim
    releases: Releases
    book: CodeBook
    facts: tuple[Facts, ...]
    named: frozenset[int]

    def position(self, facts: Facts) -> int:
        """The first position of a diagnosis, from 1. Raises ValueError when the claim has it not."""
        return self.facts.index(facts) + 1


@dataclass(frozen=True, slots=True)
class Remark:
    """What an edit says: how grave it is, a message for a coder, and the positions of the codes it is about, from 1.

    The positions are among the diagnoses, or with `of_procedures` among the procedures. `window` are the days of the
    row of a table that speaks, where it has days of its own.
    """

    level: Level
    message: str
    at: tuple[int, ...]
    of_procedures: bool = False
    window: Window | None = None


@lru_cache(maxsize=16)
def code_book(releases: Releases) -> CodeBook:
    """The code book of the releases of one day."""
    return CodeBook(releases)


def open_sheet(claim: Claim, releases: Releases) -> Sheet:
    """The claim with the facts of its codes. Raises ReleaseError when no release covers its day."""
    book = code_book(releases)
    facts = tuple([book.facts(diagnosis.code.value) for diagnosis in claim.diagnoses])
    return Sheet(claim, releases, book, facts, frozenset[int]().union(*[one.notes.named_by for one in facts]))

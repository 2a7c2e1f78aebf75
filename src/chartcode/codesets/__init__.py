"""Code sets by date of service: `on(day)` gives one frozen view of every release in force."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar, cast

from chartcode.codesets.icd10cm.index import IcdCmIndex, open_index
from chartcode.codesets.icd10cm.release import IcdCmRelease, open_release
from chartcode.codesets.imports.store import Stamp, stamp

if TYPE_CHECKING:
    from chartcode.codesets.ccsr.release import Ccsr
    from chartcode.codesets.cpt.release import CptRelease
    from chartcode.codesets.gems.release import Gems
    from chartcode.codesets.hcc.release import HccMappings
    from chartcode.codesets.hcpcs.release import HcpcsRelease
    from chartcode.codesets.icd10pcs.release import PcsRelease
    from chartcode.codesets.mce.release import Mce
    from chartcode.codesets.msdrg.release import MsDrg
    from chartcode.codesets.ncci.release import NcciRelease
    from chartcode.codesets.opps.release import OppsRelease
    from chartcode.codesets.pdgm.release import Pdgm
    from chartcode.codesets.pdpm.release import Pdpm
    from chartcode.codesets.pfs.release import PfsRelease

_Release = TypeVar("_Release")


@dataclass(frozen=True, slots=True)
class Releases:
    """The releases in force on one day. Each stage gets this view as an argument.

    What has to be imported is None where it was not.
    """

    day: date
    icd10cm: IcdCmRelease
    index: IcdCmIndex | None = None

    @property
    def icd10pcs(self) -> "PcsRelease":
        """ICD-10-PCS on the day, opened when it is first asked for. Raises ReleaseError where no release covers it."""
        from chartcode.codesets.icd10pcs.release import open_release

        return _imported(open_release, self.day)

    # The outpatient code sets are all imported, and opened when they are first asked for. Where one is None, the
    # MISSING of its module `release` says in one line which file and which command bring it.

    @property
    def hcpcs(self) -> "HcpcsRelease | None":
        """HCPCS Level II; None where it was not imported. Raises ReleaseError when it is damaged."""
        from chartcode.codesets.hcpcs.release import open_hcpcs

        return _imported(open_hcpcs, self.day)

    @property
    def cpt(self) -> "CptRelease | None":
        """The user's own CPT file; None where it was not imported. Raises ReleaseError when it is damaged."""
        from chartcode.codesets.cpt.release import open_cpt

        return _imported(open_cpt, self.day)

    @property
    def ncci(self) -> "NcciRelease | None":
        """The NCCI tables; None where none was imported."""
        from chartcode.codesets.ncci.release import open_ncci

        return _imported(open_ncci, self.day)

    @property
    def opps(self) -> "OppsRelease | None":
        """Addendum B; None where it was not imported. Raises ReleaseError when it is damaged."""
        from chartcode.codesets.opps.release import open_opps

        return _imported(open_opps, self.day)

    @property
    def pfs(self) -> "PfsRelease | None":
        """The physician fee schedule; None where it was not imported. Raises ReleaseError when it is damaged."""
        from chartcode.codesets.pfs.release import open_pfs

        return _imported(open_pfs, self.day)

    # The groupings, opened when they are first asked for.

    @property
    def gems(self) -> "Gems":
        """The General Equivalence Mappings; those of procedures have to be imported."""
        from chartcode.codesets.gems.release import open_gems

        return _imported(open_gems, self.day)

    @property
    def ccsr(self) -> "Ccsr":
        """The CCSR categories of diagnoses; defaults and titles have to be imported."""
        from chartcode.codesets.ccsr.release import open_ccsr

        return _imported(open_ccsr, self.day)

    @property
    def hcc(self) -> "HccMappings":
        """The HCC mappings of the payment year that the day counts for. Raises ReleaseError before 2024."""
        from chartcode.codesets.hcc.release import open_hcc

        return _imported(open_hcc, self.day)

    @property
    def msdrg(self) -> "MsDrg":
        """The tables of the MS-DRG grouper. Raises ReleaseError outside FY2023 to FY2027."""
        from chartcode.codesets.msdrg.release import open_msdrg

        return _imported(open_msdrg, self.day)

    @property
    def mce(self) -> "Mce":
        """The lists of the Medicare Code Editor. Raises ReleaseError where none cover the day."""
        from chartcode.codesets.mce.release import open_mce

        return _imported(open_mce, self.day)

    @property
    def pdpm(self) -> "Pdpm | None":
        """The PDPM mappings; None where they were not imported."""
        from chartcode.codesets.pdpm.release import open_pdpm

        return _imported(open_pdpm, self.day)

    @property
    def pdgm(self) -> "Pdgm | None":
        """The PDGM list of diagnoses; None where it was not imported."""
        from chartcode.codesets.pdgm.release import open_pdgm

        return _imported(open_pdgm, self.day)

    def names(self) -> tuple[tuple[str, str], ...]:
        """(code set, release) of every release in use."""
        used = (self.icd10cm, self.index)
        return tuple((release.system, release.name) for release in used if release is not None)


def on(day: date) -> Releases:
    """The releases in force on the date of service (the discharge date of a stay).

    The same view is given again until something is imported or removed. Raises ReleaseError when no release covers that
    day, or an imported one is damaged.
    """
    return _on(day, stamp())


@lru_cache(maxsize=16)
def _on(day: date, _: Stamp) -> Releases:
    return Releases(day, open_release(day), open_index(day))


def _imported(open_one: Callable[[date], _Release], day: date) -> _Release:
    return cast(_Release, _opened(open_one, day, stamp()))


@lru_cache(maxsize=64)
def _opened(open_one: Callable[[date], object], day: date, _: Stamp) -> object:
    return open_one(day)

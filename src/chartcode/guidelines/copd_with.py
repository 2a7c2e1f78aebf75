"""COPD with an infection, an exacerbation, asthma or emphysema: Guidelines I.C.10.a and the notes at J44."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_INFECTIONS = ("J12", "J13", "J14", "J15", "J16", "J17", "J18", "J20", "J21", "J22", "J09.X1", "J10.0", "J11.0")
_ASTHMATIC = "J44.89"
_UNCOMPLICATED = "J45.909"
_WORSE_ASTHMA = ("J45.21", "J45.22", "J45.31", "J45.32", "J45.41", "J45.42", "J45.51", "J45.52", "J45.901", "J45.902")


@rule("copd-with", citation="I.C.10.a", effective=since(2015, 10, 1))
def copd_with(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """COPD with a lower respiratory infection is J44.0, with the infection beside it; an exacerbation is J44.1.

    Both may stand together, the unspecified code (J44.9) with neither. COPD with asthma is J44.89 (J44.9 before October
    2023) with the type of asthma; an exacerbation of the one is none of the other. COPD that is emphysema is J43.-.
    """
    copd = coded_as(draft, "J44.1", "J44.9", _ASTHMATIC)
    if not copd:
        return
    if coded_as(draft, "J43"):
        yield from drop(coded_as(draft, "J44.9"), Reason.LESS_SPECIFIC, "emphysema is the COPD meant")
        return
    infected = bool(coded_as(draft, *_INFECTIONS))
    if infected and not coded_as(draft, "J44.0"):
        yield AlsoCode(copd[0][0], "J44.0", "with a lower respiratory infection that is also coded")
    if infected:
        yield from drop(coded_as(draft, "J44.9"), Reason.COMBINATION, "covered by J44.0")
    yield from _with_asthma(draft, infected=infected)


def _with_asthma(draft: Draft, *, infected: bool) -> Iterator[AlsoCode | NotCoded]:
    """J44.89 in place of J44.9 beside asthma; the exacerbation that is the asthma's is not coded of the COPD."""
    asthma = coded_as(draft, "J45")
    plain = [] if infected else coded_as(draft, "J44.9")
    if asthma and plain and draft.releases.icd10cm.is_billable("J4489"):
        yield AlsoCode(plain[0][0], _ASTHMATIC, "COPD with asthma")
        yield from drop(plain, Reason.COMBINATION, f"covered by {_ASTHMATIC}")
    if coded_as(draft, *_WORSE_ASTHMA):
        spans = [d.mention.span for _, d in coded_as(draft, *_WORSE_ASTHMA)]
        both = (e for e in coded_as(draft, "J44.1") if any(map(e[1].mention.span.overlaps, spans)))
        yield from drop(both, Reason.MISREAD, "the exacerbation is that of the asthma")
        yield from drop(coded_as(draft, _UNCOMPLICATED), Reason.LESS_SPECIFIC, "the asthma is exacerbated")

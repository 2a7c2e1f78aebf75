"""Secondary malignancies: the region of lymph nodes, and lymphoma beyond the nodes (Guidelines I.C.2.b, I.C.2.t)."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.guidelines.tables import pairs
from chartcode.guidelines.words import around
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_REGIONAL = re.compile(
    r"\b(?:loco-?)?regional|\bdraining|\b\d+ ?(?:/|of|out of) ?\d+ (?:\w+ )?(?:lymph )?nodes?\b|\bnodes? positive\b"
    r"|\bnodes? (?:\w+ ){0,3}positive\b|\bpositive (?:lymph )?nodes\b"
)
_SECONDARY = ("C77", "C78", "C79")
_LYMPHOID = ("C81", "C82", "C83", "C84", "C85", "C86", "C88")
_SOLID = (
    "C0",
    "C1",
    "C2",
    "C3",
    "C4",
    "C5",
    "C6",
    "C70",
    "C71",
    "C72",
    "C73",
    "C74",
    "C75",
    "C76",
    "C7A",
    "C7B",
    "C80",
)
_SOLID_ENDINGS = ("9", "98")
"""The characters of "extranodal and solid organ sites" at the end of a lymphoma's code."""


@rule("secondary-sites", citation="I.C.2.b, I.C.2.t", effective=since(2015, 10, 1))
def secondary_sites(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """Regional nodes of one primary are those of its region; a lymphoma in an organ is no secondary malignancy.

    C77.9 becomes the region's code only where the chart calls the nodes regional or counts them in the specimen.
    A lymphoma beyond the nodes has the code of its kind for extranodal and solid organ sites.
    """
    if not draft.has(*_SECONDARY):
        return
    yield from _regional(draft)
    yield from _lymphoid(draft)


def _regional(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    open_nodes = coded_as(draft, "C77.9")
    regions = {nodes for primary, nodes in pairs("regional_nodes") if coded_as(draft, primary)}
    told = next((i for i, d in open_nodes if _REGIONAL.search(around(draft, d.mention).sentence)), None)
    if told is not None and len(regions) == 1:
        region = regions.pop()
        yield AlsoCode(told, region, "the regional nodes of the primary")
        yield from drop(open_nodes, Reason.LESS_SPECIFIC, f"{region} says more")


def _lymphoid(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    lymphomas: Found = coded_as(draft, *_LYMPHOID)
    if lymphomas and coded_as(draft, *_SOLID):
        nodes = [d.mention.span for _, d in coded_as(draft, "C77")]
        misread = (e for e in lymphomas if e[1].code.value == "C85.90" and any(map(e[1].mention.span.overlaps, nodes)))
        yield from drop(misread, Reason.MISREAD, "the words tell of nodes of another cancer")
        return
    if not lymphomas:
        return
    index, lymphoma = lymphomas[0]
    codes = (lymphoma.code.value[:5] + ending for ending in _SOLID_ENDINGS)
    code = next((code for code in codes if draft.releases.icd10cm.is_billable(code.replace(".", ""))), "")
    if code and lymphoma.code.value.endswith("0"):
        yield AlsoCode(index, code, "lymphoma in an organ beyond the nodes")
        same = [entry for entry in lymphomas if entry[1].code == lymphoma.code]
        yield from drop(same, Reason.LESS_SPECIFIC, f"{code} says more")
    yield from drop(coded_as(draft, *_SECONDARY), Reason.COMBINATION, "a lymphoma has no secondary sites")

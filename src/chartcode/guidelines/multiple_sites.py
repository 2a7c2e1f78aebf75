"""Several bones, joints or muscles: Guidelines I.C.13.a."""

from collections.abc import Iterator

from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_CONDITION = 5
_SITE = 6
"""How many characters of a dotted code name the condition, and the condition with its site."""


@rule("multiple-sites", citation="I.C.13.a", effective=since(2015, 10, 1))
def multiple_sites(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """A condition of several sites has the code for multiple sites where there is one.

    Where there is none, each site has its own code. Right and left of one joint are one site.
    """
    groups: dict[str, Found] = {}
    for entry in coded_as(draft, "M"):
        groups.setdefault(entry[1].code.value[:_CONDITION], []).append(entry)
    for condition, found in groups.items():
        sites = {decision.code.value[:_SITE] for _, decision in found if len(decision.code.value) > _SITE}
        code = _for_all(condition, draft.releases.icd10cm) if len(sites) > 1 else ""
        if code:
            yield from drop(found, Reason.COMBINATION, f"{code} says several sites")
            yield AlsoCode(found[0][0], code, "several sites")


def _for_all(condition: str, release: IcdCmRelease) -> str:
    """The dotted code of this condition at multiple sites; empty where the book has none."""
    code = f"{condition}9"
    title = release.title(code.replace(".", "")) or ""
    return code if title.lower().endswith("multiple sites") else ""

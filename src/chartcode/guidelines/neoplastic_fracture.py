"""Pathological fractures in neoplastic disease: Guidelines I.C.2.l.6 and I.C.13.c."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.linked import between, said_apart
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.guidelines.words import around
from chartcode.model import Decision, Finding, Level, Reason
from chartcode.rules.kernel import rule, since

_OTHER, _NEOPLASTIC = "M84.4", "M84.5"
_VERTEBRAE = ("S12", "S22.0", "S32.0")
_PELVIS = ("M84.454", "M84.550")
_IN_BONE = ("C40", "C41", "C79.5", "C90.0")
_TUMOR = re.compile(
    r"metasta|\bmets?\b|malignan|neoplas|cancer|myeloma|carcinoma|sarcoma|lytic lesion|tumou?r|lymphoma"
)


@rule("neoplastic-fracture", citation="I.C.2.l.6, I.C.13.c", effective=since(2015, 10, 1))
def neoplastic_fracture(draft: Draft) -> Iterator[AlsoCode | NotCoded | Finding]:
    """A pathological fracture through a neoplasm is M84.5-, with the neoplasm; no injury code says it a second time.

    The words of one sentence link them. A pathological fracture beside a malignancy of the bone with no such words is
    asked about.
    """
    for index, fracture in coded_as(draft, _OTHER, _NEOPLASTIC):
        injuries = [e for e in coded_as(draft, "S") if between(draft, e[1].mention, fracture.mention) == ""]
        code = _of_the_spine(fracture.code.value, injuries)
        if code.startswith(_OTHER) and _linked(draft, fracture):
            code = _in_neoplasm(code)
        elif code.startswith(_OTHER):
            yield from _asked(draft, fracture)
        if code != fracture.code.value:
            yield AlsoCode(index, code, "the bone and the neoplasm that the words name")
            yield NotCoded(index, Reason.COMBINATION, f"covered by {code}")
        yield from drop(injuries, Reason.MISREAD, "the fracture is pathological, no injury")


def _asked(draft: Draft, fracture: Decision) -> Iterator[Finding]:
    """The question whether a fracture is due to the malignancy of the bone that stands beside it."""
    bone = [decision for _, decision in coded_as(draft, *_IN_BONE)]
    if bone and not any(said_apart(draft, fracture.mention, tumor.mention) for tumor in bone):
        tumor = bone[0].code
        message = f"{fracture.code.value} beside {tumor.value}: is the fracture due to the neoplasm (M84.5-) or not?"
        yield Finding("neoplastic-fracture", Level.QUERY, message, (fracture.code, tumor))


def _linked(draft: Draft, fracture: Decision) -> bool:
    said = around(draft, fracture.mention)
    return bool(_TUMOR.search(said.words + said.after)) and " not " not in said.after


def _of_the_spine(code: str, injuries: Found) -> str:
    """The code of "other site", which a vertebra is, for a fracture of no site whose words name one."""
    named = any(injury.code.value.startswith(_VERTEBRAE) for _, injury in injuries)
    return f"{code[:5]}8{code[6:]}" if named and code[5] == "0" else code


def _in_neoplasm(code: str) -> str:
    """The code of M84.5 for the same bone, side and encounter; the pelvis is numbered otherwise there."""
    if code.startswith(_PELVIS[0]):
        return code.replace(*_PELVIS)
    return _NEOPLASTIC + code[len(_OTHER) :]

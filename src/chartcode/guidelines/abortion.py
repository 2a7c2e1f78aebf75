"""Pregnancies that end early: Guidelines I.C.15.q."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.obstetric import ABORTIVE
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.replaced import instead
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_RETAINED = re.compile(r"\bretained (?:products|poc)|\brpoc\b")
_NONE_RETAINED = re.compile(
    r"\b(?:no|not|without|negative for|denies|r/o)\b(?: [\w-]+){0,4} (?:retained (?:products|poc)|rpoc)"
)
_COMPLETE = ("O03.5", "O03.6", "O03.7", "O03.8", "O03.9")
_TERMINATION = ("Z33.2", "O04", "O07")


@rule("abortion", citation="I.C.15.q", effective=since(2015, 10, 1))
def abortion(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """An abortion that leaves products of conception behind is incomplete, also after an earlier discharge.

    A threatened abortion gives way to the abortion that followed. Z37.- stands only where an attempted termination led
    to a live birth (Z33.2 with Z37.-); complications after an ectopic or molar pregnancy (O08) are not those of an
    abortion (O03-O07).
    """
    if not draft.has(*ABORTIVE, "Z33.2"):
        return
    if draft.has("O03", "O02.1"):
        yield from drop(coded_as(draft, "O20.0"), Reason.LESS_SPECIFIC, "the abortion took place")
    if draft.has("O03", "O04", "O07"):
        yield from drop(coded_as(draft, "O08"), Reason.EXCLUDED, "only after an ectopic or molar pregnancy")
    if not draft.has(*_TERMINATION):
        yield from drop(coded_as(draft, "Z37"), Reason.EXCLUDED, "no outcome of delivery with an abortive outcome")
    complete = coded_as(draft, *_COMPLETE)
    if complete and _retains(draft):
        for index, decision in complete:
            code = decision.code.value
            whole = {"O03.9": "O03.4"}.get(code, f"O03.{int(code[4]) - 5}{code[5:]}")
            yield from instead(draft, index, whole, "products of conception are retained", Reason.LESS_SPECIFIC)


def _retains(draft: Draft) -> bool:
    """Whether the chart says that products of conception were left behind, and does not deny it."""
    said = False
    for note in draft.encounter.notes:
        text = " ".join(note.text.lower().split())
        if _NONE_RETAINED.search(text):
            return False
        said = said or _RETAINED.search(text) is not None
    return said

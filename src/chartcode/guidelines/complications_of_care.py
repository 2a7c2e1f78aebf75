"""Complications of care: Guidelines I.C.19.g and I.C.19.b.3."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import Draft, NotCoded
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.words import around
from chartcode.model import Decision, Finding, Level, Reason
from chartcode.rules.kernel import rule, since

_COMPLICATIONS = ("T80", "T81", "T82", "T83", "T84", "T85", "T86", "T87", "T88")
_SAID_BY_THE_CODE = ("Y83", "Y84.0", "Y84.1", "Y84.8", "Y84.9")
_BY_CARE = re.compile(
    r"\biatrogenic\b|\bintra-?operative(?:ly)?\b"
    r"|\bduring (?:the )?(?:surgery|procedure|operation|\w+(?:ectomy|oscopy|plasty))\b"
)
_APART = re.compile(
    r"\bnot (?:a |felt to be a |considered a )?(?:surgical |postoperative |procedural )?complication"
    r"|\bexpected\b|\binherent\b|\bunrelated to (?:the )?(?:surgery|procedure)"
)


@rule("complications-of-care", citation="I.C.19.g, I.C.19.b.3", effective=since(2015, 10, 1))
def complications_of_care(draft: Draft) -> Iterator[NotCoded | Finding]:
    """A complication of care is coded where the provider links it to the care and calls it one; its code says the
    external cause.

    What the chart calls expected or no complication is not coded as one. An injury that happened during a procedure is
    a complication of that organ, not an injury of chapter 19: a person is asked for it.
    """
    complications = coded_as(draft, *_COMPLICATIONS)
    for index, decision in complications:
        if _APART.search(around(draft, decision.mention).sentence):
            yield NotCoded(index, Reason.NOT_STATED, "the provider calls it no complication")
    if complications:
        yield from drop(coded_as(draft, *_SAID_BY_THE_CODE), Reason.COMBINATION, "the code of the complication says it")
    for index, decision in coded_as(draft, "S"):
        if _by_care(draft, decision):
            yield NotCoded(index, Reason.EXCLUDED, "an injury during a procedure is no injury of chapter 19")
            message = (
                f"{decision.code} during a procedure: which intraoperative complication does the provider document?"
            )
            yield Finding("complications-of-care", Level.QUERY, message, (decision.code,))


def _by_care(draft: Draft, decision: Decision) -> bool:
    return _BY_CARE.search(around(draft, decision.mention).sentence) is not None

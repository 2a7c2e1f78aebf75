"""A treatment plan that was not carried out: Guidelines II.F and I.C.21.c.14."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft
from chartcode.guidelines.presumed import coded_as
from chartcode.guidelines.words import around
from chartcode.model import Assertion
from chartcode.rules.kernel import rule, since

_PROCEDURE = (
    r"(?:surgery|procedure|operation|case|treatment|infusion|chemotherapy|colonoscopy|endoscopy|catheterization"
    r"|\w+ectomy|\w+plasty|\w+oscopy|repair|replacement|biopsy)"
)
_CALLED_OFF = r"(?:cancel\w*|abort\w*|postponed|called off)"
_NOT_DONE = re.compile(
    rf"\b{_PROCEDURE}\b[^.;]{{0,40}}\b(?:{_CALLED_OFF}|terminated|not (?:performed|done|carried out|started))"
    rf"|\b(?:{_CALLED_OFF}|did not undergo)\b[^.;]{{0,30}}\b{_PROCEDURE}\b"
)
_PATIENT = re.compile(
    r"\b(?:patient|pt|he|she|they|family)\b[^.;]{0,25}\b(?:declin\w*|refus\w*|decid\w*|chang\w* (?:his|her|their) mind)"
)
_BELIEF = re.compile(r"\b(?:religio\w*|belief\w*|jehovah\w*)\b")
_SMOKING = re.compile(r"\b(?:smok\w*|tobacco)\b")
_BECAUSE = re.compile(r"\b(?:due to|because of|because|secondary to|given|for|owing to)\b")


@rule("not-carried-out", citation="II.F, I.C.21.c.14", effective=since(2015, 10, 1))
def not_carried_out(draft: Draft) -> Iterator[AlsoCode]:
    """A procedure that was planned and not done adds Z53.-, with the reason: a contraindication, a wish, or another.

    The condition it was planned for stays first-listed or principal.
    """
    if coded_as(draft, "Z53"):
        return
    for index, decision in draft.coded():
        if decision.assertion is Assertion.PRESENT:
            sentence = around(draft, decision.mention).sentence
            if _NOT_DONE.search(sentence):
                yield AlsoCode(index, _code(sentence), "a procedure that was planned and not carried out")
                return


def _code(sentence: str) -> str:
    if _BELIEF.search(sentence):
        return "Z53.1"
    if _PATIENT.search(sentence):
        return "Z53.29"
    if not _BECAUSE.search(sentence):
        return "Z53.9"
    return "Z53.01" if _SMOKING.search(sentence) else "Z53.09"

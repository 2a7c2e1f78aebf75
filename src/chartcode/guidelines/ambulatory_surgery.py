"""Ambulatory surgery: Guidelines IV.N and IV.A.1."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import CodeAfterAll, Draft
from chartcode.coding.places import STAYS
from chartcode.model import Assertion, Reason, SectionKind
from chartcode.rules.kernel import rule, since

_SAME = re.compile(r"post-?\s?op\w* (?:diagnos[ei]s|dx)\s*[:\-]\s*(?:the )?same\b", re.IGNORECASE)


@rule("ambulatory-surgery", citation="IV.N, IV.A.1", effective=since(2015, 10, 1))
def ambulatory_surgery(draft: Draft) -> Iterator[CodeAfterAll]:
    """The diagnosis of outpatient surgery is the postoperative one, the most definitive.

    The preoperative one stands where the other is the same or none is given.
    """
    if draft.encounter.setting in STAYS:
        return
    before = [
        (index, decision)
        for index, decision in enumerate(draft.decisions)
        if decision.mention.section is SectionKind.PREOPERATIVE_DIAGNOSIS and decision.reason is Reason.NOT_REPORTABLE
    ]
    if not before:
        return
    sections = {decision.mention.section for decision in draft.decisions}
    same = any(_SAME.search(note.text) for note in draft.encounter.notes)
    if same or SectionKind.POSTOPERATIVE_DIAGNOSIS not in sections:
        for index, decision in before:
            if decision.assertion is Assertion.PRESENT:
                yield CodeAfterAll(index, "the preoperative diagnosis, which the operation confirmed")

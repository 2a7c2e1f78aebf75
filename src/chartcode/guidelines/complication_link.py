"""Complications of care need the provider's link: Guidelines I.B.16."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import Draft
from chartcode.guidelines.presumed import coded_as
from chartcode.guidelines.words import around
from chartcode.model import Decision, Finding, Level
from chartcode.rules.kernel import rule, since

_AFTER_CARE = ("D78", "E89", "G97", "H59", "H95", "I97", "J95", "K91", "L76", "M96", "N99", "O86.0")
_WHEN = re.compile(
    r"\bpost-?\s?op\w*|\bpod\b|\bpostprocedural\b|\b(?:after|following) (?:surgery|the procedure|\w+ectomy)"
)
_LINK = re.compile(
    r"\bcomplicat\w*|\b(?:due|secondary) to\b|\bcaused by\b|\bresult\w* (?:of|from)\b|\biatrogenic\b|\binduced\b"
    r"|\bfrom\b"
)


@rule("complication-link", citation="I.B.16", effective=since(2015, 10, 1))
def complication_link(draft: Draft) -> Iterator[Finding]:
    """A condition that merely follows surgery is no complication of it: the provider has to say cause and effect.

    "Postoperative" tells when, not why. A person is asked whether the condition is a complication, expected after the
    procedure, or unrelated.
    """
    asked: set[str] = set()
    for _, decision in coded_as(draft, *_AFTER_CARE):
        code = decision.code.value
        if code not in asked and _tells_only_when(draft, decision):
            asked.add(code)
            message = f"{code}: a complication of the procedure, expected after it, or unrelated? Only the time is told"
            yield Finding("complication-link", Level.QUERY, message, (decision.code,))


def _tells_only_when(draft: Draft, decision: Decision) -> bool:
    sentence = around(draft, decision.mention).sentence
    return _WHEN.search(sentence) is not None and _LINK.search(sentence) is None

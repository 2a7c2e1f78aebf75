"""Encounters for reasons other than disease come first: Guidelines I.C.21.c.16, IV.E and IV.Q.

`encounter_reasons.csv` has the Z codes that may only be first-listed ("always") and those that are first where they
tell why the patient came ("reason").
"""

from collections.abc import Iterator

from chartcode.coding.draft import Before, Draft
from chartcode.guidelines.reasons import is_reason
from chartcode.guidelines.tables import pairs
from chartcode.rules.kernel import rule, since


@rule("encounter-reasons", citation="I.C.21.c.16, IV.E, IV.Q", effective=since(2015, 10, 1))
def encounter_reasons(draft: Draft) -> Iterator[Before]:
    """A Z code that tells why the patient came stands first; what is found or known besides follows it."""
    if not draft.has("Z0", "Z1", "Z3", "Z4", "Z5", "Z7"):
        return
    leading: dict[str, None] = {}
    for _, decision in draft.coded():
        code = decision.code.value
        when = next((when for prefix, when in pairs("encounter_reasons") if code.startswith(prefix)), None)
        if when == "always" or (when == "reason" and is_reason(draft, decision)):
            leading[code] = None
    yield from (Before(code) for code in reversed([code for code in draft.order if code in leading]))

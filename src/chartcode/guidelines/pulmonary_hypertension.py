"""Pulmonary hypertension by its cause: Guidelines I.C.9.a.

`pulmonary_hypertension.csv` holds the words for a cause, as a pattern, and the code of the pulmonary hypertension.
"""

import re
from collections.abc import Iterator
from functools import cache

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import coded_as
from chartcode.guidelines.tables import pairs
from chartcode.guidelines.words import around
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_OPEN = "I27.20"
_CAUSED = re.compile(
    r"\b(?:due to|secondary to|caused by|2/2|d/t|from|in the setting of|related to)(?P<cause>[^.;]{0,80})"
)


@cache
def _table() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(words), code) for words, code in pairs("pulmonary_hypertension"))


@rule("pulmonary-hypertension", citation="I.C.9.a", effective=since(2017, 10, 1))
def pulmonary_hypertension(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """Pulmonary hypertension with a stated cause is the code of its group; the cause is coded too.

    Which of them leads is the reason for the encounter. Several causes have a code each.
    """
    for index, decision in coded_as(draft, _OPEN):
        said = around(draft, decision.mention)
        match = _CAUSED.search(said.words + said.after)
        codes = [code for words, code in _table() if match and words.search(match["cause"])]
        yield from (AlsoCode(index, code, "pulmonary hypertension with a stated cause") for code in codes)
        if codes:
            yield NotCoded(index, Reason.LESS_SPECIFIC, f"{codes[0]} names the cause")

"""Which fetus: Guidelines I.C.15.a, 7th character for fetus identification."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import coded_as
from chartcode.guidelines.words import around
from chartcode.model import Finding, Level, Reason
from chartcode.rules.kernel import rule, since

_MULTIPLE = "O30"
_OF_A_FETUS = ("O31", "O32", "O33", "O35", "O36", "O40", "O41", "O60.1", "O60.2", "O64", "O69")
_NAMED = re.compile(
    r"\b(?:twin|fetus|baby|infant|triplet|quadruplet)s? ?#? ?(?P<name>[a-e1-5])\b"
    r"(?:(?: and| &|,) (?P<other>[a-e1-5])\b)?"
)
_NUMBERS = {"a": "1", "b": "2", "c": "3", "d": "4", "e": "5"}
_LENGTH = 8


@rule("fetus", citation="I.C.15.a", effective=since(2015, 10, 1))
def fetus(draft: Draft) -> Iterator[AlsoCode | NotCoded | Finding]:
    """In a multiple pregnancy the 7th character names the fetus that a condition affects; 0 is for a single one.

    Where the chart does not tell which fetus it is, 0 stands and a person is asked.
    """
    if not draft.has(_MULTIPLE):
        return
    for index, decision in coded_as(draft, *_OF_A_FETUS):
        code = decision.code.value
        if len(code) != _LENGTH or code[-1] != "0":
            continue
        found = _NAMED.finditer(around(draft, decision.mention).sentence)
        names = {_NUMBERS.get(name, name) for match in found for name in match.groups() if name}
        for name in sorted(names):
            yield AlsoCode(index, code[:-1] + name, "the fetus that is affected")
        if names:
            yield NotCoded(index, Reason.LESS_SPECIFIC, "the chart names the fetus")
        else:
            message = f"{code} in a multiple pregnancy: which fetus is affected?"
            yield Finding("fetus", Level.QUERY, message, (decision.code,))

"""Acute and chronic forms of one condition: Guidelines I.B.8."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import Before, Draft
from chartcode.rules.kernel import rule, since

_ACUTE = re.compile(r"\b(?:sub)?acute\b")
_CHRONIC = re.compile(r"\bchronic\b")
_ASIDE = re.compile(r"\b(?:acute|subacute|chronic|other|unspecified|recurrent|on|and)\b")
_DETAIL = re.compile(r",| with(?:out)? | due to | of | in ")


@rule("acute-and-chronic", citation="I.B.8", effective=since(2015, 10, 1))
def acute_and_chronic(draft: Draft) -> Iterator[Before]:
    """Where one condition is acute and chronic and each form has its code, both are reported, the acute one first."""
    release = draft.releases.icd10cm
    titles = {code: (release.title(code.replace(".", "")) or "").lower() for code in draft.order}
    acute = {code: _condition(title) for code, title in titles.items() if _ACUTE.search(title) and not _both(title)}
    for code, title in titles.items():
        if _CHRONIC.search(title) and not _both(title):
            yield from (Before(one, (code,)) for one, condition in acute.items() if condition == _condition(title))


def _both(title: str) -> bool:
    return _ACUTE.search(title) is not None and _CHRONIC.search(title) is not None


def _condition(title: str) -> str:
    """What is acute or chronic: "acute bronchitis due to rhinovirus" is bronchitis."""
    return " ".join(_ASIDE.sub(" ", _DETAIL.split(title.removeprefix("other "), maxsplit=1)[0]).split())

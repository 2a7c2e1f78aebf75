"""Social determinants of health never lead: Guidelines I.C.21.c.17 and I.B.14."""

from collections.abc import Iterator

from chartcode.coding.draft import After, Draft
from chartcode.guidelines.social_determinants import SOCIAL
from chartcode.rules.kernel import rule, since


@rule("social-order", citation="I.C.21.c.17, I.B.14", effective=since(2018, 10, 1))
def social_order(draft: Draft) -> Iterator[After]:
    """The codes Z55 to Z65 are secondary: they follow the conditions of the encounter."""
    social = [code for code in draft.order if code.startswith(SOCIAL)]
    conditions = tuple(code for code in draft.order if code not in social and code[0] not in "VWXY")
    if conditions:
        yield from (After(code, conditions) for code in reversed(social))

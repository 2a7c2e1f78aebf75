"""Whose record it is, the mother's or the child's: Guidelines I.C.15.a.2 and I.C.16.a.1."""

from collections.abc import Iterator

from chartcode.coding.draft import Draft, NotCoded
from chartcode.coding.specify import may_be_pregnant
from chartcode.guidelines.obstetric import is_newborn, is_pregnant
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_MOTHER = ("O", "Z33", "Z34", "Z37", "Z39", "Z3A")
_CHILD = ("P", "Z38", "Z05")


@rule("maternal-record", citation="I.C.15.a.2, I.C.16.a.1", effective=since(2015, 10, 1))
def maternal_record(draft: Draft) -> Iterator[NotCoded]:
    """Chapter 15 is for the mother's record and never the newborn's, chapter 16 never for the mother's.

    A man, a child and a newborn have no code of a pregnancy: the words are their mother's. A pregnant patient or one
    who gives birth has no code of a newborn.
    """
    if is_newborn(draft.encounter) or not may_be_pregnant(draft.encounter):
        yield from drop(coded_as(draft, *_MOTHER), Reason.OTHER_PERSON, "on the mother's record only")
    elif draft.has("O", "Z37", "Z34") and is_pregnant(draft):
        yield from drop(coded_as(draft, *_CHILD), Reason.OTHER_PERSON, "on the child's record only")

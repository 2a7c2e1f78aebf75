"""Superficial beside more severe injuries: Guidelines I.C.19.b.1."""

from collections.abc import Iterator
from functools import cache, lru_cache

from chartcode.coding.draft import Draft, NotCoded
from chartcode.guidelines.injury_site import apart
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.tables import pairs
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_UNSPECIFIED = ("T07", "T14")


@rule("superficial-injuries", citation="I.C.19.b.1", effective=since(2015, 10, 1))
def superficial_injuries(draft: Draft) -> Iterator[NotCoded]:
    """An abrasion or contusion is not coded beside a more severe injury of the same site.

    Injuries of unspecified sites (T07, T14) stand only where no injury of a named site does.
    """
    injuries = coded_as(draft, "S")
    if not injuries:
        return
    codes = sorted({decision.code.value for _, decision in injuries})
    for index, decision in injuries:
        severe = _same_site(decision.code.value)
        if not severe:
            continue
        release = draft.releases.icd10cm
        for other in codes:
            if other.startswith(severe) and not apart(decision.code.value, other, release):
                yield NotCoded(index, Reason.INTEGRAL, f"superficial, at the site of {other}")
                break
    yield from drop(coded_as(draft, *_UNSPECIFIED), Reason.LESS_SPECIFIC, "the chart names the site")


@cache
def _table() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((code, tuple(severe.split())) for code, severe in pairs("superficial_injuries"))


@lru_cache(maxsize=1024)
def _same_site(code: str) -> tuple[str, ...]:
    """The prefixes of more severe injuries at the site of a superficial one; empty for any other injury."""
    return next((severe for prefix, severe in _table() if code.startswith(prefix)), ())

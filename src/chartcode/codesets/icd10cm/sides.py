"""Laterality siblings: codes of one category whose titles differ only in the side (Guidelines I.B.13)."""

import re
from collections import defaultdict
from collections.abc import Iterable

SIDES = ("right", "left", "bilateral", "unspecified")

_SIDE = re.compile(r"\b(right|left|bilateral)\b", re.IGNORECASE)
_UNSPECIFIED = re.compile(r"\bunspecified\b", re.IGNORECASE)


def side_siblings(codes: Iterable[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Rows of (code, side, sibling) for billable `codes` given as (code, title).

    A code's own side is among its rows. "unspecified" counts as a side only where the same title exists with a side.
    """
    titles = list(codes)
    groups: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for code, title in titles:
        found = _SIDE.findall(title)
        if len(found) == 1:
            groups[code[:3], _template(_SIDE, title)].setdefault(found[0].lower(), code)
    for code, title in titles:
        if _SIDE.search(title):
            continue
        for match in _UNSPECIFIED.finditer(title):
            group = groups.get((code[:3], _blank(title, match)))
            if group is not None:
                group.setdefault("unspecified", code)
                break
    return [
        (code, side, sibling)
        for group in groups.values()
        if len(group) > 1
        for code in group.values()
        for side, sibling in group.items()
    ]


def _template(pattern: re.Pattern[str], title: str) -> str:
    match = pattern.search(title)
    return _blank(title, match) if match else title


def _blank(title: str, match: re.Match[str]) -> str:
    """The title with the side left out; "eye, unspecified" and "right eye" meet in one form."""
    return " ".join((title[: match.start()] + " " + title[match.end() :]).replace(",", " ").lower().split())

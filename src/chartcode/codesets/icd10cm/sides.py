"""Laterality siblings: codes of one category whose titles differ only in the side (Guidelines I.B.13)."""

import re
from collections import defaultdict
from collections.abc import Iterable

SIDES = ("right", "left", "bilateral", "unspecified")

_SIDE = re.compile(r"\b(right|left|bilateral)\b", re.IGNORECASE)
_LITTLE = frozenset(("of", "the", "unilateral"))
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
    _join_bilateral(groups)
    return [
        (code, side, sibling)
        for group in groups.values()
        if len(group) > 1
        for code in group.values()
        for side, sibling in group.items()
    ]


def _join_bilateral(groups: dict[tuple[str, str], dict[str, str]]) -> None:
    """Bring a bilateral code to its right and left where only the noun differs ("bilateral upper limbs", "bilateral").

    Such codes stand side by side: they share all characters but the one for the side.
    """
    sided: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for group in groups.values():
        stems = {_stem(code) for side, code in group.items() if side in {"right", "left"}}
        if len(stems) == 1 and "bilateral" not in group:
            sided[stems.pop()].append(group)
    for group in list(groups.values()):
        if group.keys() == {"bilateral"}:
            matches = sided.get(_stem(group["bilateral"]), [])
            if len(matches) == 1:
                matches[0]["bilateral"] = group["bilateral"]


def _stem(code: str) -> tuple[str, str]:
    """A bare code without the character that names the side: the last, or the sixth before a 7th character."""
    return (code[:5], code[6:]) if len(code) == 7 else (code[:-1], "")


def _template(pattern: re.Pattern[str], title: str) -> str:
    match = pattern.search(title)
    return _blank(title, match) if match else title


def _blank(title: str, match: re.Match[str]) -> str:
    """The words of the title without the side, sorted: "unilateral osteoarthritis, right knee" and "bilateral
    osteoarthritis of knee" meet in one form."""
    words = (title[: match.start()] + " " + title[match.end() :]).replace(",", " ").lower().split()
    return " ".join(sorted(word for word in words if word not in _LITTLE))

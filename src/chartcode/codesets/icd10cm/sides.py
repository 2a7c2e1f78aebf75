"""Laterality siblings: codes of one category whose titles differ only in the side (Guidelines I.B.13)."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

SIDES = ("right", "left", "bilateral", "unspecified")

_SIDE = re.compile(r"\b(right|left|bilateral)\b", re.IGNORECASE)
_LITTLE = frozenset(("of", "the", "unilateral"))
_PART = 3
"""The most words that name a part of the body: "lower leg", "other part of foot"."""
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
    """Bring a bilateral code to its right and left where only the part of the body is left out or in the plural.

    "Otitis media, bilateral" goes with "otitis media, right ear" and not with "otitis media, recurrent, right ear".
    """
    one_sided: dict[str, list[tuple[Counter[str], dict[str, str]]]] = defaultdict(list)
    for (category, words), group in groups.items():
        if "bilateral" not in group and {"right", "left"} <= group.keys():
            one_sided[category].append((_singular(words), group))
    for (category, words), group in groups.items():
        if group.keys() == {"bilateral"}:
            said = _singular(words)
            fits = [
                ((named - said).total(), other)
                for named, other in one_sided[category]
                if not said - named and (named - said).total() <= _PART
            ]
            least = min((more for more, _ in fits), default=0)
            nearest = [other for more, other in fits if more == least]
            if len(nearest) == 1:
                nearest[0]["bilateral"] = group["bilateral"]


def _singular(words: str) -> Counter[str]:
    return Counter(re.sub("ies$", "y", word).removesuffix("s") for word in words.replace("(s)", "").split())


def _template(pattern: re.Pattern[str], title: str) -> str:
    match = pattern.search(title)
    return _blank(title, match) if match else title


def _blank(title: str, match: re.Match[str]) -> str:
    """The words of the title without the side, sorted: "unilateral osteoarthritis, right knee" and "bilateral
    osteoarthritis of knee" meet in one form."""
    words = (title[: match.start()] + " " + title[match.end() :]).replace(",", " ").lower().split()
    return " ".join(sorted(word for word in words if word not in _LITTLE))

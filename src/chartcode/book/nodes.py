"""Nodes of the Tabular List as a person names them: a code with or without dot, a block, a chapter, a title."""

from chartcode.codesets.icd10cm.find_term import words
from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.errors import InvalidValueError
from chartcode.model import icd10cm


def node_named(text: str, release: IcdCmRelease) -> str | None:
    """The bare code, block or chapter a text names in any case; None where the release knows none of that name."""
    name = text.strip()
    for written in (name.upper(), name.lower()):
        if release.kind(written):
            return written
    try:
        bare = icd10cm(name).bare
    except InvalidValueError:
        return None
    return bare if release.kind(bare) or release.validity(bare) or release.now_divided_into(bare) else None


def nodes_titled(text: str, release: IcdCmRelease) -> tuple[str, ...]:
    """The topmost categories and codes whose title or inclusion term has every word of a text, the shortest first."""
    asked = set(words(text))
    if not asked:
        return ()
    found: dict[str, int] = {}
    titles = ((code, title) for code, _, kind, title in release.nodes() if kind not in {"chapter", "block"})
    for code, wording in (*titles, *release.inclusion_terms()):
        lower = wording.lower()
        if all(word in lower for word in asked) and asked <= (said := set(words(wording))):
            found[code] = min(found.get(code, len(said)), len(said))
    topmost = [code for code in found if found.keys().isdisjoint(release.ancestors(code))]
    return tuple(sorted(topmost, key=lambda code: (found[code], len(code))))

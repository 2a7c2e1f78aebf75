"""The side and the finger or toe that an injury's code names."""

from chartcode.codesets.icd10cm.release import IcdCmRelease

_SIDES = frozenset(("right", "left"))
_DIGITS = frozenset(("thumb", "index", "middle", "ring", "little", "great", "lesser"))


def apart(code: str, other: str, release: IcdCmRelease) -> bool:
    """Whether the titles of two dotted codes name different sides or different fingers or toes."""
    words, others = _words(code, release), _words(other, release)
    return any(words & names and others & names and not words & others & names for names in (_SIDES, _DIGITS))


def _words(code: str, release: IcdCmRelease) -> set[str]:
    title = release.title(code.replace(".", "")) or ""
    return set(title.lower().replace(",", " ").split())

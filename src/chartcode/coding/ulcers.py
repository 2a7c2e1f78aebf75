"""How deep an ulcer is: said on its own line, or once in the chart (Guidelines I.B.14, I.C.12.a and I.C.12.b).

The stage of a pressure ulcer (L89) and the depth of another chronic ulcer (L97, L98.4) are the last character of the
code. Nurses measure wounds, so the depth often stands in another note than the diagnosis.
"""

import re

from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.model import Encounter, Mention

_OPEN = "9"
_STAGE = re.compile(
    r"\bst(?:age|g)\.?\s*(?P<stage>[1-4]|iv|i{1,3})\b|(?P<unstageable>\bunstage?able\b)"
    r"|\bdeep tissue (?:pressure )?injur|\bDTP?I\b",
    re.IGNORECASE,
)
_WOUND = re.compile(r"pressure|ulcer|decub|wound|injur|sacr|heel|coccy|ischi|buttock|trochanter", re.IGNORECASE)
_NEAR = 40
"""How far, in characters, a word for the wound may stand from its stage: "CKD stage 3" is no stage of an ulcer."""
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_DEPTHS = tuple(
    (re.compile(rf"(?<!no )(?<!without )\b(?:{words})\b", re.IGNORECASE), character)
    for words, character in (
        ("necrosis of (?:the )?bone|bone necrosis", "4"),
        ("necrosis of (?:the )?muscle|muscle necrosis", "3"),
        ("bone (?:is )?(?:exposed|involvement)|exposed bone|(?:down )?to bone without necrosis", "6"),
        ("muscle (?:is )?(?:exposed|involvement)|exposed muscle", "5"),
        ("fat layer|subcutaneous (?:fat|tissue)(?: is)?(?: exposed)?|exposed fat", "2"),
        ("breakdown of (?:the )?skin|skin breakdown|limited to (?:the )?skin", "1"),
    )
)


class Depths:
    """The depths an encounter's notes tell, looked up when an ulcer's own words leave it open."""

    def __init__(self, encounter: Encounter) -> None:
        self._texts = {note.note_id: note.text for note in encounter.notes}

    def deepened(self, code: str, mention: Mention, release: IcdCmRelease) -> str:
        """The dotted code with the depth of its line, else with the one depth the chart tells; else itself."""
        if not code.startswith(("L89", "L97", "L98.4")) or code[-1] != _OPEN:
            return code
        read = _stages if code.startswith("L89") else _depths
        text = self._texts[mention.note_id]
        start = text.rfind("\n", 0, mention.span.start) + 1
        end = text.find("\n", mention.span.end)
        on_the_line = read(text[start : len(text) if end < 0 else end])
        said = on_the_line or {depth for note in self._texts.values() for depth in read(note)}
        changed = code[:-1] + next(iter(said)) if len(said) == 1 else code
        return changed if release.is_billable(changed.replace(".", "")) else code


def _stages(text: str) -> set[str]:
    found = set()
    for match in _STAGE.finditer(text):
        stage = match["stage"]
        if _WOUND.search(_around(text, match.start(), match.end())):
            found.add(_ROMAN.get(stage.lower(), stage) if stage else "0" if match["unstageable"] else "6")
    return found


def _around(text: str, start: int, end: int) -> str:
    """The words beside a place, on its line and in its sentence."""
    before = re.split(r"\n|[.;,] ", text[max(0, start - _NEAR) : start])[-1]
    return before + re.split(r"\n|[.;,] ", text[end : end + _NEAR])[0]


def _depths(text: str) -> set[str]:
    return {character for pattern, character in _DEPTHS if pattern.search(text)}

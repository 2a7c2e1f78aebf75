"""A stay as the rule of present on admission looks at it: when each code was named, and what was said of its onset."""

from typing import NamedTuple

from chartcode.codesets.icd10cm.poa_exempt import PoaExemptRelease, open_poa_exempt
from chartcode.coding.draft import Draft
from chartcode.guidelines.obstetric import DELIVERY, is_newborn
from chartcode.guidelines.onset import Onset, Told, told
from chartcode.guidelines.timeline import Timeline, Written, timeline
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision, SectionKind

_BEFORE_ADMISSION = frozenset(
    (
        SectionKind.CHIEF_COMPLAINT, SectionKind.HISTORY_OF_PRESENT_ILLNESS, SectionKind.PAST_MEDICAL_HISTORY,
        SectionKind.PAST_SURGICAL_HISTORY, SectionKind.ADMITTING_DIAGNOSIS, SectionKind.PRINCIPAL_DIAGNOSIS,
        SectionKind.EMERGENCY_COURSE, SectionKind.SOCIAL_HISTORY, SectionKind.PREOPERATIVE_DIAGNOSIS,
    )
)  # fmt: skip
"""Parts of any note that tell what was so when the patient came."""

_SAID = frozenset((Assertion.PRESENT, Assertion.POSSIBLE, Assertion.PAST))


class Seen(NamedTuple):
    """A decision with what its sentence says of the onset and when its note was written."""

    decision: Decision
    told: Told
    written: Written

    @property
    def said(self) -> bool:
        """Whether the patient is said to have it, perhaps or in the past."""
        return self.decision.assertion in _SAID

    @property
    def early(self) -> bool:
        """Whether it stands in a note of the way in, or in a part of a note that tells what was before."""
        return self.written is Written.ARRIVING or self.decision.mention.section in _BEFORE_ADMISSION

    @property
    def began_later(self) -> bool:
        """Whether its words say that it began after the order to admit.

        On the way in only a plain word counts: there "developed" tells how the illness began.
        """
        return self.told.onset is Onset.AFTER and (self.told.plainly or not self.early)


class Stay(NamedTuple):
    """A stay: what was seen of every code, the timeline of its notes, and what the whole of it says."""

    seen: dict[str, list[Seen]]
    line: Timeline
    exempt: PoaExemptRelease | None
    newborn: bool
    delivers: bool

    def of(self, code: str) -> list[Seen]:
        """What was seen of a code as coded."""
        return [seen for seen in self.seen.get(code, ()) if seen.decision.coded]

    def under(self, *prefixes: str) -> list[Seen]:
        """What was seen of all codes under the dotted prefixes, coded or not."""
        return [seen for code, found in self.seen.items() if code.startswith(prefixes) for seen in found]


def open_stay(draft: Draft) -> Stay:
    """The draft of a stay, each decision looked up once in the timeline and its sentence."""
    encounter = draft.encounter
    line = timeline(encounter)
    seen: dict[str, list[Seen]] = {}
    for decision in draft.decisions:
        mention = decision.mention
        said = told(around(draft, mention), encounter.admit)
        seen.setdefault(decision.code.value, []).append(Seen(decision, said, line.written[mention.note_id]))
    codes = draft.codes()
    return Stay(
        seen,
        line,
        open_poa_exempt(draft.releases.day),
        newborn=is_newborn(encounter) and any(code.startswith("Z38") for code in codes),
        delivers=any(code.startswith(DELIVERY) for code in codes) or line.delivery,
    )

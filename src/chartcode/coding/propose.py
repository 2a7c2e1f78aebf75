"""Proposes a code for every mention: the first version of the ledger, before any guideline."""

from collections import Counter
from collections.abc import Iterator, Sequence

from chartcode.codesets import Releases
from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.coding.draft import UNSAID, Draft
from chartcode.coding.score import Scorer, features
from chartcode.coding.specify import chart_says, fits_patient, may_be_pregnant, specified
from chartcode.model import Assertion, Decision, Encounter, Mention, Reason, Span, dotted, icd10cm

_STATUS = (
    "Z37", "Z38", "Z3A", "Z66", "Z68", "Z79.0", "Z79.4", "Z79.5", "Z79.8", "Z85", "Z86", "Z87.891", "Z89", "Z90",
    "Z93", "Z94", "Z95", "Z96", "Z97", "Z98.84", "Z99", "R29.7",
)  # fmt: skip
_FAMILY_CODES = ("Z80", "Z81", "Z82", "Z83", "Z84")


def propose(encounter: Encounter, mentions: Sequence[Mention], releases: Releases, scorer: Scorer) -> Draft:
    """One decision for each mention and code, coded or not for what the chart itself says of it, or for weakness."""
    release = releases.icd10cm
    fitting = list(_fitting(encounter, mentions))
    says = chart_says(encounter, fitting, release)
    coded = [
        (mention, specified(code, mention, says, encounter.setting, release))
        for mention in fitting
        for code in mention.codes
    ]
    times = Counter(code for _, code in coded)
    length = {note.note_id: len(note.text) for note in encounter.notes}
    decisions = []
    for mention, code in coded:
        place = mention.span.start / length[mention.note_id]
        chance = scorer.chance(features(mention, code, scorer, times[code], place))
        reason, note = _reason(mention, code, release)
        if reason is None and chance < scorer.threshold and not _told_plainly(mention, code):
            reason = Reason.TOO_WEAK
        decisions.append(Decision(mention, icd10cm(code), round(chance, 4), reason, note=note))
    return Draft(encounter, releases, tuple(decisions), bar=scorer.threshold)


def _told_plainly(mention: Mention, code: str) -> bool:
    """Whether a status is said in full: people who labelled case reports seldom code one, so chances cannot tell."""
    return code.startswith(_STATUS) and mention.fit.gap == 0 and mention.fit.commas == 0 and not mention.fit.misspelt


def _fitting(encounter: Encounter, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions whose phrase fits the patient; of readings of the same words, the one that asks more of them.

    One that asks what nothing tells ("male", of a patient of unknown sex) comes after one that asks nothing.
    """
    pregnant = may_be_pregnant(encounter) and any(_speaks_of_pregnancy(mention) for mention in mentions)
    fits = {needs: fits_patient(needs, encounter, pregnant=pregnant) for needs in {m.needs for m in mentions}}
    covered = [(m.note_id, frozenset(m.pieces)) for m in mentions if m.needs and fits[m.needs]]
    rank = {needs: 2 if fit is None else not needs for needs, fit in fits.items()}
    place: tuple[str, tuple[int, int]] | None = None
    for mention in sorted(mentions, key=lambda m: (m.note_id, m.span, m.pieces, rank[m.needs])):
        here = (mention.note_id, (mention.span.start, mention.span.end))
        if here == place or fits[mention.needs] is False:
            continue
        if (mention.needs and fits[mention.needs]) or not _is_part(mention, covered):
            place = here
            yield mention


def _is_part(mention: Mention, covered: Sequence[tuple[str, frozenset[Span]]]) -> bool:
    """Whether a mention's words are some of those of another that fits the patient better."""
    pieces = set(mention.pieces)
    return any(note_id == mention.note_id and pieces < whole for note_id, whole in covered)


def _speaks_of_pregnancy(mention: Mention) -> bool:
    return mention.assertion is Assertion.PRESENT and mention.codes[0].startswith(("Z33.1", "Z34", "Z3A", "O09"))


def _reason(mention: Mention, code: str, release: IcdCmRelease) -> tuple[Reason | None, str]:
    if code.startswith(_FAMILY_CODES) and mention.assertion in {Assertion.FAMILY, Assertion.PAST}:
        reason = None
    else:
        reason = UNSAID.get(mention.assertion)
    bare = code.replace(".", "")
    if reason is None and not release.is_billable(bare):
        return Reason.NOT_VALID, _not_valid(bare, release)
    return reason, ""


def _not_valid(bare: str, release: IcdCmRelease) -> str:
    if all(first > release.day_number for first, _ in release.validity(bare)):
        return "the code is not in force yet"
    choices = ", ".join(dotted(choice) for choice in release.now_divided_into(bare)[:6])
    return f"since divided into {choices}: choose one" if choices else "the code was deleted"

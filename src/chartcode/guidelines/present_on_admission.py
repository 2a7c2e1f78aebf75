"""Present on admission: Guidelines, Appendix I."""

from collections.abc import Callable, Iterator
from functools import cache

from chartcode.codesets.imports.missing import not_imported
from chartcode.coding.draft import Draft, Poa
from chartcode.guidelines.integral_symptoms import integral_to
from chartcode.guidelines.onset import Onset
from chartcode.guidelines.stay import Seen, Stay, open_stay
from chartcode.guidelines.tables import pairs
from chartcode.guidelines.timeline import Written
from chartcode.model import Assertion, Finding, Level, Setting, icd10cm
from chartcode.rules.kernel import rule, since

PRESENT, ABSENT, UNKNOWN, UNDETERMINED, EXEMPT = "Y", "N", "U", "W", "1"
_RULE = "present-on-admission"
_BY_LIST = (*"VWXYZ", "B90", "B91", "B92", "B94", "E64", "I25.2", "I69", "O09", "O80", "O94", "P00")
"""Chapters and categories of which only the list of CMS can tell what is exempt."""

_CONGENITAL = ("Q",)
_OF_DELIVERY = ("O70", "O71", "O72", "O73", "O75.0", "O75.1", "O75.4", "O86", "O87", "O90", "O91", "O92")
"""What happens in or after a delivery: not there on admission for it, unless the chart says so."""

_OF_SURGERY = ("intraoperative", "postprocedural", "accidental puncture", "complicating a procedure", "postoperative")

_TIMELINE = "first named in a note of a later day, after notes that do not have it"
_ONLY_AT_THE_END = "first named at the end of the stay, without a word of when it began"

Answer = tuple[str, str]
"""An indicator and why, for a reader."""


@rule(_RULE, citation="Appendix I", effective=since(2015, 10, 1))
def present_on_admission(draft: Draft) -> Iterator[Poa | Finding]:
    """Every code of an inpatient stay gets Y, N, U, W or, where it is exempt, 1.

    Named by a note of the way in (emergency department, observation, outpatient surgery, admission) or chronic: Y.
    Said to have begun later: N. A combination code is N as soon as one part began later. First named in a note of a
    later day: N, first named in the discharge summary without a word of when it began: U; both ask the provider. W only
    where the provider says that it cannot be told.
    """
    if draft.encounter.setting is not Setting.INPATIENT:
        return
    stay = open_stay(draft)
    reported = draft.codes()
    unlisted = []
    for place, code in enumerate(dict.fromkeys((*draft.order, *sorted(reported)))):
        if code not in reported:
            continue
        indicator, why = indicator_of(code, draft, stay, is_principal=place == 0)
        if not indicator:
            unlisted.append(code)
            continue
        yield Poa(code, indicator, why)
        if indicator == UNKNOWN or why == _TIMELINE:
            message = f"{code} has POA {indicator} ({why}): ask the provider whether it was there on admission"
            yield Finding(_RULE, Level.QUERY, message, (icd10cm(code),), "Appendix I")
    if unlisted:
        missing = not_imported("the POA exempt list", "POAexemptCodesFYnn.zip from CMS")
        message = f"no POA indicator for {', '.join(unlisted)}: {missing}"
        yield Finding(_RULE, Level.INFO, message, tuple(map(icd10cm, unlisted)), "Appendix I")


def indicator_of(code: str, draft: Draft, stay: Stay, *, is_principal: bool) -> Answer:
    """The indicator of a reported code and why; empty where only a list that was not imported could tell."""
    bare = code.replace(".", "")
    if stay.exempt is not None and stay.exempt.is_exempt(bare):
        return EXEMPT, "on the list of exempt codes"
    if code.startswith(_CONGENITAL):
        return EXEMPT, "congenital: Q00 to Q99 are exempt"
    if stay.exempt is None and code.startswith(_BY_LIST):
        return "", ""
    title = (draft.releases.icd10cm.title(bare) or "").lower()
    steps: tuple[Callable[[], Answer | None], ...] = (
        lambda: _stated(stay.of(code)),
        lambda: _chronic(code, title),
        lambda: _in_delivery(code, stay),
        lambda: (PRESENT, "the reason for admission, after study") if is_principal else None,
        lambda: _first_named(code, stay),
        lambda: _by_words(stay.of(code)),
        lambda: _of_surgery(title, stay),
        lambda: _denied(code, stay),
        lambda: _grown_from(code, stay),
        lambda: (PRESENT, "present at birth") if stay.newborn and code[0] == "P" else None,
    )
    found = next(filter(None, (step() for step in steps)), None)
    return found or _untold(code, stay)


def _stated(seen: list[Seen]) -> Answer | None:
    """What the provider says of presence on admission itself."""
    plain = [(s.told.onset, s.told.words) for s in seen if s.told.plainly]
    onsets = {onset for onset, _ in plain}
    if Onset.UNDETERMINED in onsets:
        return UNDETERMINED, "the provider says that it cannot be told"
    if onsets == {Onset.BEFORE, Onset.AFTER}:
        return UNKNOWN, "the notes say both"
    return (plain[0][0].value, f'the chart says "{plain[0][1]}"') if plain else None


def _chronic(code: str, title: str) -> Answer | None:
    """Chronic conditions were there, whenever they are diagnosed. An acute part decides for itself."""
    chronic = title.startswith("chronic") or ", chronic" in title or code.startswith(_chronic_codes())
    if not chronic or "acute" in title or "exacerbation" in title:
        return None
    return PRESENT, "a chronic condition"


@cache
def _chronic_codes() -> tuple[str, ...]:
    return tuple(code for code, _ in pairs("chronic"))


def _in_delivery(code: str, stay: Stay) -> Answer | None:
    if not stay.delivers or not code.startswith(_OF_DELIVERY):
        return None
    told_before = any(s.told.onset is Onset.BEFORE for s in stay.of(code))
    return None if told_before else (ABSENT, "it came with the delivery or after it")


def _first_named(code: str, stay: Stay) -> Answer | None:
    """Where the very code was named on the way in. What one note calls new and another had before is no new thing."""
    named = [s for s in stay.seen[code] if s.said and s.early]
    if not named:
        return None
    if all(s.began_later for s in named):
        return ABSENT, f'the chart says "{named[0].told.words}"'
    return PRESENT, f"named in {named[0].decision.mention.note_id}, {named[0].written}"


def _by_words(seen: list[Seen]) -> Answer | None:
    """What the words around it say; one condition of several under the code that began later makes it N."""
    later = next((s for s in seen if s.began_later), None)
    if later:
        return ABSENT, f'the chart says "{later.told.words}"'
    before = next((s for s in seen if s.told.onset is Onset.BEFORE), None)
    return (PRESENT, f'the chart says "{before.told.words}"') if before else None


def _of_surgery(title: str, stay: Stay) -> Answer | None:
    if stay.line.surgery and any(words in title for words in _OF_SURGERY):
        return ABSENT, "it came with an operation of this stay"
    return None


def _denied(code: str, stay: Stay) -> Answer | None:
    """A condition that the notes of the way in deny began later."""
    denied = [s for s in stay.under(code[:3]) if s.decision.assertion is Assertion.NEGATED]
    if any(s.written is Written.ARRIVING for s in denied) and _late_only(code, stay):
        return ABSENT, "denied on the way in and named later"
    return None


def _grown_from(code: str, stay: Stay) -> Answer | None:
    """Whether the way in has the same disease less closely named, or a sign that it explains."""
    found = [s for s in stay.under(code[:3], *integral_to(code)) if s.said and s.early and not s.began_later]
    if found:
        return PRESENT, f"{found[0].decision.code} was named {found[0].written}"
    return None


def _untold(code: str, stay: Stay) -> Answer:
    if stay.line.tells_arrival and _late_only(code, stay):
        later = any(s.written is Written.LATER for s in stay.of(code))
        return (ABSENT, _TIMELINE) if later else (UNKNOWN, _ONLY_AT_THE_END)
    return PRESENT, "nothing in the chart says that it began later"


def _late_only(code: str, stay: Stay) -> bool:
    """Whether every note that names it is known to be of a later time than the way in."""
    return all(s.written in {Written.LATER, Written.ENDING} for s in stay.of(code))

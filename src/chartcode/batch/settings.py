"""The same chart coded for several settings, and why they differ."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from chartcode.batch.request import Request
from chartcode.model import CodedEncounter, Decision, Encounter, Evidence, Setting
from chartcode.pipeline import code, config_on

COMPARED = (Setting.INPATIENT, Setting.OUTPATIENT, Setting.OFFICE, Setting.SNF, Setting.HOME_HEALTH)
"""The settings laid side by side: a hospital's stay and its outpatient department, an office, two after acute care."""

_ENCOUNTER = "I.C.19.a"
"""The guideline by which the setting decides the 7th character of an injury."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A code that one setting does not report and another does: why not, and the guidelines that decided."""

    code: str
    setting: Setting
    why: str
    citations: tuple[str, ...]


def code_across(
    encounter: Encounter, request: Request, settings: tuple[Setting, ...] = COMPARED
) -> dict[Setting, CodedEncounter]:
    """The encounter as each setting would report it; all else that is asked stays as it is."""
    found = {}
    for setting in settings:
        asked = replace(request, setting=setting).apply(encounter)
        found[setting] = code(asked, config_on(request.day_of(asked), request.scope))
    return found


def differences(coded: Mapping[Setting, CodedEncounter]) -> tuple[Difference, ...]:
    """Every code that some settings report and others do not, in the order first reported, setting by setting."""
    evidence: dict[str, tuple[Evidence, ...]] = {}
    for answer in coded.values():
        for line in answer.lines:
            evidence.setdefault(line.code.value, line.evidence)
    return tuple(
        _difference(code, evidence[code], setting, answer)
        for code in evidence
        for setting, answer in coded.items()
        if all(line.code.value != code for line in answer.lines)
    )


def _difference(code: str, evidence: tuple[Evidence, ...], setting: Setting, answer: CodedEncounter) -> Difference:
    """Why an answer lacks a code: what stands against it, the code its words have there, or nothing that was read."""
    against = [d for d in answer.decisions if d.code.value == code and d.reason is not None]
    if against:
        first = next((d for d in against if d.guidelines), against[0])
        assert first.reason is not None
        return Difference(
            code, setting, f"{first.reason.value}{f': {first.note}' if first.note else ''}", first.guidelines
        )
    instead = [d for d in answer.decisions if d.coded and _same_words(d, evidence)]
    if instead:
        codes = ", ".join(dict.fromkeys(d.code.value for d in instead))
        encounter = (_ENCOUNTER,) if any(d.code.value[:-1] == code[:-1] for d in instead) else ()
        return Difference(code, setting, f"its words are coded {codes}", (*encounter, *_cited(instead)))
    return Difference(code, setting, "no guideline of this setting adds it", ())


def _same_words(decision: Decision, evidence: tuple[Evidence, ...]) -> bool:
    mention = decision.mention
    return any(mention.note_id == item.note_id and mention.span == item.span for item in evidence)


def _cited(decisions: list[Decision]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(citation for decision in decisions for citation in decision.guidelines))

"""The error report: every wrong guess and every missed code with its words, and the likeliest cause."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from chartcode.evaluation.comparison import Comparison, Guess, Spans
from chartcode.evaluation.gold import GoldCode
from chartcode.model import Assertion, CodedEncounter, Decision, Reason

_MOST_TEXT = 300


class Cause(StrEnum):
    """Why a guess is wrong or a code was missed, in the order in which causes are tried."""

    SIBLING = "wrong sibling (same three characters)"
    NEGATED = "negated"
    GENERIC = "generic"
    WEAK = "too weak"
    VOCABULARY = "not in vocabulary"
    ELSEWHERE = "another code for its words"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Fault:
    """A wrong guess (`missed` is False) or a missed code. `text` is what the note says there, `instead` what stands in
    place of it: gold's codes of the category for a guess, our reason or our codes there for a missed code."""

    missed: bool
    cause: Cause
    document: str
    code: str
    text: str
    instead: str


def faults(
    comparison: Comparison, gold: Mapping[tuple[str, str], GoldCode], coded: Mapping[str, CodedEncounter]
) -> Iterator[Fault]:
    """Every fault, document by document. `gold` has the rows by (document, code)."""
    for document in comparison.documents:
        encounter = coded[document]
        wanted = comparison.gold[document]
        guessed = {guess.code: guess for guess in comparison.guesses[document]}
        for code in sorted(wanted - guessed.keys()):
            row = gold[document, code]
            yield _missed(document, row, frozenset(guessed), encounter)
        for code, guess in guessed.items():
            if code not in wanted:
                yield _wrong(document, guess, wanted, encounter)


def _missed(document: str, row: GoldCode, guessed: frozenset[str], encounter: CodedEncounter) -> Fault:
    text = encounter.encounter.notes[0].text
    here = [decision for decision in encounter.decisions if _stands_in(decision, row.sentences)]
    same = [decision for decision in encounter.decisions if decision.code.bare == row.code and not decision.coded]
    siblings = sorted(code for code in guessed if code[:3] == row.code[:3])
    if siblings:
        cause, instead = Cause.SIBLING, ", ".join(siblings)
    elif "all_evidence_negated" in row.flags or any(decision.reason is Reason.NEGATED for decision in same):
        cause, instead = Cause.NEGATED, _reasons(same)
    elif any(decision.reason is Reason.TOO_WEAK for decision in same):
        cause, instead = Cause.WEAK, _reasons(same)
    elif "generic_mention" in row.flags:
        cause, instead = Cause.GENERIC, _codes(here)
    elif row.sentences and not here:
        cause, instead = Cause.VOCABULARY, ""
    elif here and not same:
        cause, instead = Cause.ELSEWHERE, _codes(here)
    else:
        cause, instead = Cause.OTHER, _reasons(same)
    return Fault(True, cause, document, row.code, _quote(text, row.sentences), instead)


def _wrong(document: str, guess: Guess, wanted: frozenset[str], encounter: CodedEncounter) -> Fault:
    text = encounter.encounter.notes[0].text
    behind = [decision for decision in encounter.decisions if decision.code.bare == guess.code]
    siblings = sorted(code for code in wanted if code[:3] == guess.code[:3])
    if siblings:
        cause = Cause.SIBLING
    elif behind and all(decision.assertion is Assertion.NEGATED for decision in behind):
        cause = Cause.NEGATED
    elif behind and all(decision.mention.fit.words == 1 for decision in behind):
        cause = Cause.GENERIC
    else:
        cause = Cause.OTHER
    return Fault(False, cause, document, guess.code, _quote(text, guess.evidence), ", ".join(siblings))


def _stands_in(decision: Decision, sentences: Spans) -> bool:
    span = decision.mention.span
    return any(span.start < end and start < span.end for start, end in sentences)


def _reasons(decisions: list[Decision]) -> str:
    return ", ".join(dict.fromkeys(decision.reason.value for decision in decisions if decision.reason))


def _codes(decisions: list[Decision]) -> str:
    return ", ".join(dict.fromkeys(decision.code.bare for decision in decisions))


def _quote(text: str, spans: Spans) -> str:
    quoted = " | ".join(" ".join(text[start:end].split()) for start, end in dict.fromkeys(spans))
    return quoted if len(quoted) <= _MOST_TEXT else quoted[: _MOST_TEXT - 1] + "…"

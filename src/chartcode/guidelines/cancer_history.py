"""A malignancy treated and over, or still treated: Guidelines I.C.2.d and I.C.2.m."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, CodeAfterAll, Draft, NotCoded
from chartcode.guidelines.personal_history import history_code
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision, Finding, Level, Reason
from chartcode.rules.kernel import rule, since

_OVER = re.compile(
    r"\b(?:ned|no evidence of (?:\w+ )?(?:disease|recurrence|cancer|malignancy)|no (?:signs? of )?recurrence"
    r"|without (?:evidence of )?recurrence|cancer[- ]free|disease[- ]free|in remission|undetectable|cured"
    r"|(?:completed|finished) (?:\w+ )?(?:treatment|therapy|chemo\w*|radiation|xrt|rt))\b"
)
_GOING_ON = re.compile(
    r"\b(?:continues|continue|receiving|undergoing|taking|adjuvant|neoadjuvant|currently|awaiting|scheduled|pending"
    r"|cycle \d+|next cycle|active|recurrent|residual|progressi\w+|metasta\w+|mets|stage iv)\b"
)
_TREATS = re.compile(
    r"\b(?:on|continues|continue|receiving|taking|adjuvant) (?:\w+ ){0,2}?(?:tamoxifen|anastrozole|letrozole|exemestane"
    r"|arimidex|femara|lupron|leuprolide|eligard|degarelix|bicalutamide|enzalutamide|abiraterone|herceptin|trastuzumab"
    r"|chemo\w*|imatinib|gleevec|pembrolizumab|nivolumab)\b"
)
_PAST = re.compile(r"\b(?:was|were|previously|completed|finished|stopped|years?|months?|until|off)[ ,]*$")
"""Words right before "on tamoxifen" that end it."""
_NEAR = 24
_SECONDARY = ("C77", "C78", "C79")
_NO_HISTORY = (*_SECONDARY, "C8", "C9")
"""Secondary sites, and what has codes of its own for remission (C81-C96)."""


@rule("cancer-history", citation="I.C.2.d, I.C.2.m", effective=since(2015, 10, 1))
def cancer_history(draft: Draft) -> Iterator[NotCoded | AlsoCode | CodeAfterAll | Finding]:
    """A malignancy removed or treated, with no further treatment and no evidence of disease, is a Z85 code.

    One still treated, adjuvant therapy included, is coded as itself; "history of" one that is still treated is asked
    about. A metastasis is present though the primary is history: "history of breast cancer with mets to the liver".
    """
    yield from _over(draft)
    yield from _still_spreading(draft)
    yield from _asked(draft)


def _over(draft: Draft) -> Iterator[NotCoded | AlsoCode]:
    cancers = [e for e in coded_as(draft, "C") if not e[1].code.value.startswith(_NO_HISTORY)]
    for category in sorted({decision.code.value[:3] for _, decision in cancers}):
        same: Found = [entry for entry in cancers if entry[1].code.value.startswith(category)]
        sentences = [around(draft, decision.mention).sentence for _, decision in same]
        over = next((i for i, said in enumerate(sentences) if _OVER.search(said)), None)
        history = history_code(same[0][1].code.value)
        if over is None or not history or any(map(_GOING_ON.search, sentences)) or _on_treatment(draft):
            continue
        yield AlsoCode(same[over][0], history, "treated and over")
        yield from drop(same, Reason.PAST, f"treated and over: {history}")


def _on_treatment(draft: Draft) -> bool:
    """Whether any note names a drug against a malignancy that the patient takes: the malignancy is still treated."""
    texts = (note.text.lower() for note in draft.encounter.notes)
    return any(
        not _PAST.search(text[max(0, drug.start() - _NEAR) : drug.start()])
        for text in texts
        for drug in _TREATS.finditer(text)
    )


def _still_spreading(draft: Draft) -> Iterator[CodeAfterAll | NotCoded]:
    """The metastases whose "history of" belongs to the primary they came from."""
    for index, decision in enumerate(draft.decisions):
        if (
            decision.reason is Reason.PAST
            and decision.code.value.startswith(_SECONDARY)
            and _primary_first(draft, decision)
        ):
            yield CodeAfterAll(index, "the history is that of the primary")
            for at, other in draft.coded():
                if other.derived and other.mention == decision.mention and other.code.value == "Z85.89":
                    yield NotCoded(at, Reason.DUPLICATE, "the metastasis is present")


def _primary_first(draft: Draft, secondary: Decision) -> bool:
    """Whether the words that put a metastasis in the past name a primary before it."""
    cue = secondary.mention.cue
    text = draft.encounter.note(secondary.mention.note_id).text
    said = text[cue.end : secondary.mention.span.end].lower() if cue else ""
    before = re.split(r"\bmets?\b|\bmetasta\w+", said)[0]
    return (
        before != said and re.search(r"cancer|carcinoma|\bca\b|melanoma|sarcoma|malignan|tumou?r", before) is not None
    )


def _asked(draft: Draft) -> Iterator[Finding]:
    for _, decision in coded_as(draft, "Z85"):
        treated = _TREATS.search(around(draft, decision.mention).sentence)
        if treated and decision.assertion in {Assertion.PRESENT, Assertion.PAST}:
            code = decision.code
            message = (
                f"{code.value}, history of a malignancy, and treatment: is it still treated, prophylaxis, or neither?"
            )
            yield Finding("cancer-history", Level.QUERY, message, (code,))
            return

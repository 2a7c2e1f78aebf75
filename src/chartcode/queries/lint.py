"""A linter of queries: refuses one that leads, pays, or leaves the provider no way out (AHIMA/ACDIS practice brief)."""

import re
from collections.abc import Iterator

from chartcode.model import Assertion, Encounter, Finding, Level, Note, Query, Span
from chartcode.queries.parts import Parts, is_otherwise, is_undetermined, parts_of
from chartcode.queries.text import text_of
from chartcode.reading.read import read
from chartcode.reading.tokens import plain, tokens
from chartcode.reading.vocabulary import Vocabulary

BRIEF = "AHIMA/ACDIS Guidelines for Achieving a Compliant Query Practice (2022)"

_PAYMENT = re.compile(
    r"\b(?:reimburs\w+|payments?|paid|payers?|revenue|bill(?:ing|able)?|(?:ms-?|apr-?)?drgs?|mccs?"
    r"|ccs?\b(?=[^a-z]|$)|cc/mcc|hccs?|raf|risk[- ]adjust\w+|risk scores?"
    r"|case[- ]mix|cmi|soi|rom|severity (?:of illness|scores?|levels?)|risk of mortality"
    r"|mortality (?:score|index|rate|o/e)|o/e|quality (?:score|metric|measure|indicator|rating)s?"
    r"|psi[- ]?\d*|hacs?\b|pay for performance|value[- ]based|medicare advantage|capture|profit"
    r"|financial\w*|star ratings?|los target|geometric mean|audit (?:risk|proof)|denials?|leapfrog"
    r"|hospital (?:profile|ranking))\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\b(?:please (?:document|add|write|include|diagnose|list|addend)(?! (?:your|the (?:condition"
    r"|diagnosis|clinical|type|stage|side|cause|etiology|relationship|acuity|significance|reason|findings)"
    r"|any|if|whether|in|further|a |an |below|clinically|additional|other|what|which))"
    r"|would you agree|do you agree|don'?t you|isn'?t (?:it|this)|wouldn'?t you|aren'?t|can (?:we"
    r"|you) (?:call|add|say)|could you (?:please )?(?:add|write|change)|can you (?:please )?(?:add|write"
    r"|change|document)"
    r"|clearly (?:has|shows|meets|indicates?)|obviously|should (?:be documented|document|say|read)"
    r"|meets? (?:the )?criteria for|we need|you need to|must be documented|consistent with a diagnosis of"
    r"|needs? to (?:be documented|say))\b",
    re.IGNORECASE,
)  # fmt: skip
_FACT = re.compile(
    r"\d|\b(?:progress note|h&p|history and physical|consult|nurs\w+|exam|documented|ct|mri|x-?ray|culture"
    r"|echo|biops\w+|ecg|ekg|treated|given|started|iv|po|op(?:erative)? note|discharge|wound|states"
    r"|reports?|noted)\b",
    re.IGNORECASE,
)
_MAY_BE_YES_NO = re.compile(
    r"\b(?:present (?:on|at|upon)|on admission|poa|at the time of (?:the )?(?:order|admission|inpatient)"
    r"|due to|related to|relationship|caused by|linked|associated with|complication of"
    r"|clinically (?:supported|valid|significant)|confirm\w*|valid\w*|conflict\w*|differ\w*|ruled out"
    r"|substantiat\w*|resolved|integral|expected)\b",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\b(?:is|was|are|were|been|you|note[sd]?|physician|provider|attending|surgeon) (?:also |both )?"
    r"(?:documents?|documented|charted|states?|stated|described|diagnosed|noted)\b"
    r"|\bdocumented (?:diagnosis|as|in|by|on)\b|\bdocumentation of\b",
    re.IGNORECASE,
)
_NO_DIAGNOSIS = ("B99", "R", "Z", "V", "W", "X", "Y")
_OPENS = re.compile(
    r"(?:^|[.:] )\s*(?:does|do|did|is|was|has|have|can|could|would) (?:the |this |your |it\b|you\b|there\b"
    r"|mr\b|ms\b|pt\b)",
    re.IGNORECASE,
)
"""How a question begins that yes or no would answer."""

_TOO_FEW = 2
"""Answers that name something; fewer leave no choice."""

Fault = tuple[str, str]
"""The id of what is wrong, and what to do about it."""


def lint(text: str, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """What is wrong with a query written as text; empty where it complies. The vocabulary tells what names a diagnosis.

    Raises nothing for any text: one that is no query lacks what a query has.
    """
    parts = parts_of(text)
    diagnoses = _Diagnoses(parts, vocabulary)
    found = [
        *_words(text),
        *_answers(parts),
        *_facts(parts),
        *_gives_away(parts, diagnoses),
        *_only_choice(parts, diagnoses),
        *_yes_no(parts, diagnoses),
    ]
    return tuple(Finding(fault, Level.ERROR, message, (), BRIEF) for fault, message in dict.fromkeys(found))


def lint_query(query: Query, encounter: Encounter, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """What is wrong with a drafted query, as the provider would read it."""
    return lint(text_of(query, encounter), vocabulary)


class _Diagnoses:
    """The diagnoses that texts name and the facts of a query do not have.

    One disease in two wordings is one: its category counts; so is one in the very words of the facts.
    """

    def __init__(self, parts: Parts, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        sentences = [one for question in parts.questions for one in re.split(r"(?<=[.;:?]) ", question)]
        documented = "\n".join((*parts.facts, *filter(_STATED.search, sentences)))
        self._categories = frozenset(category for found, _ in self._named(documented) for category in found)
        self._words = frozenset(plain(match.group()) for match in tokens(documented))

    def new(self, *texts: str) -> bool:
        """Whether the texts name a diagnosis that is not documented."""
        return any(
            not categories & self._categories and not words <= self._words
            for categories, words in self._named("\n".join(texts))
        )

    def _named(self, text: str) -> list[tuple[frozenset[str], frozenset[str]]]:
        """(categories it may be read as, words) of each diagnosis in a text that is not denied there."""
        found: dict[Span, set[str]] = {}
        for mention in read(Note("query", text), self._vocabulary).mentions if text.strip() else ():
            if not mention.codes[0].startswith(_NO_DIAGNOSIS) and mention.assertion is not Assertion.NEGATED:
                found.setdefault(mention.span, set()).update(code[:3] for code in mention.codes)
        return [
            (frozenset(categories), frozenset(plain(word.group()) for word in tokens(text[span.start : span.end])))
            for span, categories in found.items()
        ]


def _words(text: str) -> Iterator[Fault]:
    paid = _PAYMENT.search(text)
    if paid:
        yield "query-payment", "it speaks of payment, severity or quality scores: leave that out"
    if _LEADS.search(text):
        yield "query-leads", "it tells the provider what to answer: ask for the clinical judgment instead"


def _answers(parts: Parts) -> Iterator[Fault]:
    if not parts.questions and not parts.answers:
        yield "query-no-question", "it asks nothing: end with a question"
    if not any(map(is_otherwise, parts.answers)):
        yield "query-other", 'it has no answer "Other (please specify)"'
    if not any(map(is_undetermined, parts.answers)):
        yield "query-undetermined", 'it has no answer "Unable to determine"'


def _facts(parts: Parts) -> Iterator[Fault]:
    if not any(_FACT.search(fact) for fact in parts.facts):
        yield "query-indicators", "it cites no finding of the chart: give the facts with their dates and sources"


def _gives_away(parts: Parts, diagnoses: _Diagnoses) -> Iterator[Fault]:
    if diagnoses.new(parts.title):
        yield "query-title", "its title names a diagnosis that the chart does not have: use a neutral title"


def _only_choice(parts: Parts, diagnoses: _Diagnoses) -> Iterator[Fault]:
    few = len(parts.diagnoses) < _TOO_FEW and not parts.asks_yes_or_no
    if few and (not parts.diagnoses or diagnoses.new(*parts.diagnoses, *parts.questions)):
        yield "query-one-option", "it offers one diagnosis only: give every answer that the findings support"


def _yes_no(parts: Parts, diagnoses: _Diagnoses) -> Iterator[Fault]:
    """Yes and no serve for presence on admission, a link, a conflict or validation of what is documented, no more."""
    asked = " ".join([question for question in parts.questions if "?" in question] or parts.questions)
    if (parts.asks_yes_or_no or _OPENS.search(asked)) and diagnoses.new(asked):
        yield "query-yes-no", "it asks yes or no about a diagnosis that the chart does not have: offer the answers"
    elif parts.asks_yes_or_no and not _MAY_BE_YES_NO.search(asked):
        yield "query-yes-no", "yes or no serves only for presence on admission, a link, a conflict or validation"

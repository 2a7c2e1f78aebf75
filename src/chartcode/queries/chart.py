"""What every query looks at: the draft of the codes, the values of the notes, and the words that support a question."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from chartcode.coding.draft import Draft
from chartcode.model import Assertion, Code, Decision, Evidence, Note, Setting, Span
from chartcode.reading.measures import Measure
from chartcode.reading.values import Value, values

ADULT = 18
_OTHER_CLINICIANS = re.compile(
    r"\b(?:nurs\w*|rn|lpn|cwocn|wocn|wound|diet\w*|nutrition\w*|rd|rdn|pharm\w*|physical therap\w*"
    r"|occupational therap\w*"
    r"|speech\w*|slp|respiratory therap\w*|rt|social work\w*|case manage\w*|ems|paramedic)\b"
)
_NOT_SAID = re.compile(
    r"\b(?:no|not|denie[sd]|without|negative for|neg for|never|free of|absence of|r/o|rule out|if|family|mother|father"
    r"|risk of|prevent\w*)\b[^.;\n]{0,40}$"
)
_SAID = frozenset((Assertion.PRESENT, Assertion.POSSIBLE))
_ADDRESSED = frozenset((*_SAID, Assertion.NEGATED))
_MOST = 6
"""So many facts of one kind stand in a query."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a topic asks. The answers are those the chart supports; another and none are added to every query."""

    title: str
    question: str
    indicators: tuple[Evidence, ...]
    options: tuple[str, ...]
    codes: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A draft with its notes and the values in them. `providers` are the ids of the notes that a provider wrote,
    `lower` the notes with their texts in lower case, but those in which that moves an offset, `stated` the decisions
    of providers' notes and `coded` those that stand as coded."""

    draft: Draft
    values: tuple[Value, ...]
    providers: frozenset[str]
    lower: tuple[tuple[Note, str], ...]
    stated: tuple[Decision, ...]
    coded: tuple[Decision, ...]

    @property
    def is_stay(self) -> bool:
        """Whether the patient was admitted to a hospital."""
        return self.draft.encounter.setting is Setting.INPATIENT

    @property
    def is_adult(self) -> bool:
        """Whether nothing tells that the patient is a child: the criteria of the topics are those of adults."""
        encounter = self.draft.encounter
        day = encounter.discharge or encounter.admit
        age = encounter.age_on(day) if day else None
        return age is None or age >= ADULT

    def said(self, *prefixes: str) -> list[Decision]:
        """The decisions under the dotted prefixes that a provider says of the patient, coded or not."""
        return [d for d in self._by_provider(prefixes) if d.assertion in _SAID]

    def addressed(self, *prefixes: str) -> bool:
        """Whether a provider names a condition under the dotted prefixes, be it to rule it out."""
        return any(d.assertion in _ADDRESSED for d in self._by_provider(prefixes))

    def denied(self, *prefixes: str) -> list[Decision]:
        """The decisions under the dotted prefixes that a provider denies."""
        return [d for d in self._by_provider(prefixes) if d.assertion is Assertion.NEGATED]

    def is_ruled_out(self, decision: Decision) -> bool:
        """Whether the words that deny it say that it was looked for: "ruled out"."""
        note, cue = self.draft.encounter.note(decision.mention.note_id), decision.mention.cue
        return cue is not None and "ruled out" in note.text[cue.start : cue.end].lower()

    @property
    def last_note(self) -> str:
        """The id of the note written last; of notes without a date, the one listed last."""
        notes = enumerate(self.draft.encounter.notes)
        return max((note.date or date.min, place, note.note_id) for place, note in notes)[2]

    def reported(self, *prefixes: str) -> list[Decision]:
        """The decisions under the dotted prefixes that stand as coded, one for each code."""
        found = {d.code: d for d in self.coded if d.code.value.startswith(prefixes)}
        return list(found.values())

    def of(self, measure: Measure, *, earlier: bool = False) -> list[Value]:
        """The values of a measure in the order of the chart, without those given as a baseline unless asked for."""
        return [v for v in self.values if v.measure is measure and (earlier or not v.earlier)]

    def mentions(self, *words: str) -> bool:
        """Whether any of the words in lower case stands in any note: a cheap look before a pattern is searched."""
        return any(word in text for _, text in self.lower for word in words)

    def words(self, pattern: re.Pattern[str], *, providers: bool = False) -> Iterator[Evidence]:
        """The words that match and are not denied, of all notes or of those providers wrote. Patterns are lower
        case.
        """
        for note, text in self.lower:
            if providers and note.note_id not in self.providers:
                continue
            for match in pattern.finditer(text):
                if not _NOT_SAID.search(text, max(0, match.start() - 60), match.start()):
                    yield Evidence(note.note_id, Span(*match.span()), note.text[match.start() : match.end()])

    def quoted(self, found: Iterable[Value | Decision]) -> tuple[Evidence, ...]:
        """The words of values and decisions, each place once, not more than a reader wants."""
        places = dict.fromkeys(
            (one.note_id, one.span) if isinstance(one, Value) else (one.mention.note_id, one.mention.span)
            for one in found
        )
        return tuple(self._evidence(note_id, span) for note_id, span in list(places)[:_MOST])

    def line(self, note_id: str, span: Span) -> str:
        """The line a place stands in, in lower case."""
        text = self.draft.encounter.note(note_id).text
        end = text.find("\n", span.end)
        return text[text.rfind("\n", 0, span.start) + 1 : len(text) if end < 0 else end].lower()

    def _evidence(self, note_id: str, span: Span) -> Evidence:
        return Evidence(note_id, span, self.draft.encounter.note(note_id).text[span.start : span.end])

    def _by_provider(self, prefixes: tuple[str, ...]) -> list[Decision]:
        return [d for d in self.stated if d.code.value.startswith(prefixes)]


def open_chart(draft: Draft) -> Chart:
    """The chart of a draft, each note read once for its values."""
    notes = draft.encounter.notes
    providers = frozenset(note.note_id for note in notes if is_provider(note))
    return Chart(
        draft,
        values=tuple(value for note in notes for value in values(note)),
        providers=providers,
        lower=tuple((note, text) for note in notes if len(text := note.text.lower()) == len(note.text)),
        stated=tuple(d for d in draft.decisions if d.mention.note_id in providers),
        coded=tuple(d for _, d in draft.coded()),
    )


def is_provider(note: Note) -> bool:
    """Whether a note is not known to be that of a nurse, dietitian, therapist or another clinician."""
    return not _OTHER_CLINICIANS.search(f"{note.author_role} {note.type}".lower().replace("_", " "))


def first(found: Iterable[Evidence], most: int = _MOST) -> tuple[Evidence, ...]:
    """The first few different wordings of what was found."""
    wordings: dict[str, Evidence] = {}
    for one in found:
        wordings.setdefault(" ".join(one.text.lower().split()), one)
        if len(wordings) == most:
            break
    return tuple(wordings.values())

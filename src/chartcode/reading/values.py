"""Values: laboratory results and vital signs as a note writes them, with their units and places; never a diagnosis.

A coder may not code from a value (Guidelines I.A.19, III.B): values are the clinical indicators a query cites.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chartcode.model import Note, Span
from chartcode.reading.measures import BY_NAME, KINDS, Measure


@dataclass(frozen=True, slots=True)
class Value:
    """A number in a note: what was measured, in the unit of `measures.UNITS`; `span` covers the name and the number.

    `earlier` marks the baseline or a former value that the note gives beside the present one.
    """

    measure: Measure
    number: float
    note_id: str
    span: Span
    earlier: bool = False


_MOST_WORDS = max(len(name.split()) for name in BY_NAME)
_LAST_WORDS = frozenset(name.split()[-1] for name in BY_NAME)

_MARKS = "([{*,:;=~<>≤≥|-#•)]}"
_WINDOW = 56
"""How far, in characters, the name of a value may start before its number."""

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_BEFORE_NO_NUMBER = frozenset("_./")
"""What stands before a number that is no value of its own: a version, a date, the second half of a pressure."""

_FILLER = frozenset(
    " of is was at to up down now today only level count peaked peak nadir around about approximately "
    "approx down-trended"
    " dropped fell rose improved increased decreased trended downtrended remains remained with initial repeat admission"
    " current currently latest last first serum low high still in the as worsened worsening from "
    "baseline b/l bl reading"
    " room air drop rise value elevated max min today's".split()
) | {""}
_EARLIER = re.compile(
    r"\b(?:baseline|b/l|bl|was|were|prior|previous(?:ly)?|from|old|usual|on adm(?:ission)?|last (?:week"
    r"|month|year|visit))\b[^\d\n]{0,14}$",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"[ \t]*(?:%|[a-z]{1,5}/[a-zA-Z]{1,3}|mEq|mmol|k|C|F|°[CF])?[ \t]*(?:\(?(?:H|L|HH|LL|low|high"
    r"|crit(?:ical)?|A|\*)\)?)?[ \t,;]*"
    r"(?:on (?:adm(?:ission)?|arrival|presentation)[ \t,]*)?(?:and |then )?"
    r"(?P<link>(?:dropped|fell|rose|down|up|improved|decreased|increased|now|peaked|trended)[a-z ]{0,14}"
    r"|-+>|→|=>|>|➝|/(?=\d)|\bto\b|then|\((?:baseline|b/l|bl|was|from|prior|previous|usual)[^\d\n)]{0,14}"
    r"|,?[ \t]*\b(?:from|was|baseline|b/l|up from|down from|prior|previously)[^\d\n;.]{0,16})[ \t~]*$"
)
_UNIT_C, _UNIT_F = re.compile(r"[ \t]*°?[Cc]\b"), re.compile(r"[ \t]*°?F\b")
_HIGHEST_CELSIUS = 45
_LOSS = re.compile(
    r"\b(?:weight loss|wt loss|lost|loss)\b[^.\n%]{0,40}?(\d{1,2}(?:\.\d+)?)\s?%"
    r"|(\d{1,2}(?:\.\d+)?)\s?% (?:body )?(?:weight|wt)\b",
    re.IGNORECASE,
)
_PANEL = re.compile(r"\b(?:ABG|VBG|abg|vbg)\b[^\d\n]{0,30}(7\.\d{1,2})\s*/\s*(\d{2,3})\s*/\s*(\d{2,3})")


def values(note: Note) -> tuple[Value, ...]:
    """Every value of a note that is named and possible, in the order it stands. Pure."""
    found = [*_named(note), *_gases(note), *_losses(note)]
    return tuple(sorted(found, key=lambda value: (value.span, value.measure)))


def _named(note: Note) -> Iterator[Value]:
    """Numbers after a name; a number that goes on from another ("2.9 -> 2.0", "(baseline 1.2)") has its name."""
    text = note.text
    last: tuple[Measure, int, int] | None = None
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if start and (text[start - 1] in _BEFORE_NO_NUMBER or text[start - 1].isalnum()):
            continue
        if text[start - 2 : start].strip("-,").isdigit():
            continue  # the end of a range
        earlier = False
        named = _name_before(text, start) if text[start - 1 : start] != "\n" else None
        if named is not None:
            measure, begin = named
            earlier = _is_earlier(text, begin, start)
        elif last is not None and start - last[2] < 48 and (link := _NEXT.fullmatch(text, last[2], start)):
            measure, begin = last[0], last[1]
            earlier = bool(_EARLIER.search(link["link"] + " "))
            if link["link"] == "/" and measure in {Measure.SYSTOLIC, Measure.HEMOGLOBIN, Measure.PH}:
                last = None  # a diastolic pressure, a hematocrit
                continue
        else:
            continue
        last = (measure, begin, end)
        number = _normal(measure, float(match.group().replace(",", "")), text, end)
        if number is not None:
            closes = text[end : end + 1] == ")" and "(" in text[begin:end]
            yield Value(measure, number, note.note_id, Span(begin, end + closes), earlier)


def _name_before(text: str, at: int) -> tuple[Measure, int] | None:
    """The measure named right before a number, and where its name starts."""
    low = max(at - _WINDOW, 0)
    window = text[max(text.rfind("\n", low, at) + 1, low) : at]
    words = window.split()
    while words and (bare := words[-1].strip(_MARKS).lower()) not in _LAST_WORDS and bare in _FILLER:
        words.pop()
    if not words or words[-1].strip(_MARKS).lower() not in _LAST_WORDS:
        return None
    for size in range(min(_MOST_WORDS, len(words)), 0, -1):
        measure = BY_NAME.get(" ".join(word.strip(_MARKS).lower() for word in words[-size:]))
        if measure is not None and _is_written_so(words[-size:], words[:-size]):
            begin = [word.start() for word in re.finditer(r"\S+", window)][len(words) - size]
            lead = len(words[-size]) - len(words[-size].lstrip(_MARKS))
            return measure, at - len(window) + begin + lead
    return None


_CAPITAL = frozenset(("k", "t", "p", "na", "cr", "hb"))


def _is_written_so(name: list[str], before: list[str]) -> bool:
    """Whether a name of one or two letters is written as one: "K 2.9", never "k", nor "vitamin K"."""
    first = name[0].strip(_MARKS)
    return first.lower() not in _CAPITAL or (
        first[:1].isupper() and [word.lower() for word in before[-1:]] != ["vitamin"]
    )


def _is_earlier(text: str, begin: int, start: int) -> bool:
    return bool(_EARLIER.search(text[begin:start])) or bool(_EARLIER.search(text[max(0, begin - 12) : begin]))


def _normal(measure: Measure, number: float, text: str, end: int) -> float | None:
    """The number in the unit of its measure; None where it cannot be one."""
    kind = KINDS[measure]
    if measure is Measure.TEMPERATURE and (number > _HIGHEST_CELSIUS or _UNIT_F.match(text, end)):
        number = round((number - 32) / 1.8, 1)
    elif measure in {Measure.WHITE_CELLS, Measure.PLATELETS} and number > kind.high:
        number = number / 1000
    elif measure is Measure.FIO2 and number <= 1:
        number = number * 100
    elif measure is Measure.URINE_OUTPUT and not re.match(r"[ \t]*(?:mL|ml|cc)/kg", text[end : end + 10]):
        return None
    return number if kind.low <= number <= kind.high else None


def _gases(note: Note) -> Iterator[Value]:
    """Blood gases written as pH/pCO2/pO2; pO2 of a venous gas says nothing and is left out."""
    if "BG" not in note.text and "bg" not in note.text:
        return
    for match in _PANEL.finditer(note.text):
        span = Span(*match.span())
        venous = match.group()[:1] in "Vv"
        kinds = ((Measure.PH, 1), (Measure.PCO2, 2), *(() if venous else ((Measure.PO2, 3),)))
        for measure, group in kinds:
            number = _normal(measure, float(match[group]), note.text, match.end(group))
            if number is not None and measure is not Measure.PH:
                yield Value(measure, number, note.note_id, span)


def _losses(note: Note) -> Iterator[Value]:
    if "%" not in note.text:
        return
    for match in _LOSS.finditer(note.text):
        number = float(match[1] or match[2])
        if number < 60:
            yield Value(Measure.WEIGHT_LOSS, number, note.note_id, Span(*match.span()))

"""When a condition began, by the words of its sentence: before the order to admit, after it, or nobody can tell."""

import re
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from chartcode.guidelines.words import Around


class Onset(StrEnum):
    """What a sentence says of the beginning of a condition (Guidelines, Appendix I)."""

    BEFORE = "Y"
    AFTER = "N"
    UNDETERMINED = "W"
    NOT_TOLD = ""


class Told(NamedTuple):
    """What a sentence tells, in its own `words`; `plainly` where it speaks of presence on admission itself."""

    onset: Onset
    words: str = ""
    plainly: bool = False


_PLAIN = (
    (
        Onset.UNDETERMINED,
        r"(?:clinically )?(?:undetermined|unable to (?:clinically )?(?:determine|say|tell)|cannot (?:clinically )?"
        r"(?:be determined|determine|say|tell)|not possible to (?:determine|say|tell))"
        r"[^.;]{0,60}?(?:\bpoa\b|present on admission|on admission|before admission|at admission|on arrival)"
        r"|\bpoa\b\s*[:=-]\s*w\b",
    ),
    (
        Onset.AFTER,
        r"\b(?:not|wasn'?t|never) (?:\w+ )?(?:present|there|seen|noted|apparent) (?:on|at"
        r"|upon) (?:admission|arrival|presentation)"
        r"|\b(?:not|non)[- ]poa\b|\bpoa\b\s*[:=-]?\s*(?:n|no)\b|\bno\b[^.;,]{0,25}\bon admission\b"
        r"|\bhospital[- ](?:acquired|onset|associated)\b|\bnosocomial\b|\bfacility[- ]acquired\b",
    ),
    (
        Onset.BEFORE,
        r"\bpoa\b(?!\s*[:=-]?\s*(?:n|no|u|w|unknown|\?)\b|\?)|\bpresent (?:on|at|upon"
        r"|at the time of) (?:admission|arrival)"
        r"|\bcommunity[- ](?:acquired|onset)\b",
    ),
)
"""Statements about presence on admission itself. The first that stands in the clause counts."""

_AFTER = (
    r"\b(?:hospital day|hosp day|hd|icu day)\s*#?\s*(?:[2-9]|[1-9]\d)\b"
    r"|\b(?:pod|post-?op(?:erative)? day)\s*#?\s*\d+|\bpost-?op(?:erative(?:ly)?)?\b|\bintra-?op(?:erative(?:ly)?)?\b"
    r"|\b(?:second|third|fourth|fifth|sixth|seventh|2nd|3rd|4th|5th|6th|7th) (?:hospital |inpatient )?day\b"
    r"|\b(?:day of life|dol)\s*#?\s*[2-9]\b"
    r"|\b(?:during|throughout|over) (?:this |the |her |his |their )?(?:hospital(?:i[sz]ation)?|inpatient"
    r"|icu|hospital (?:stay|course))"
    r"(?: stay| course)?\b|\bduring (?:this |the |her |his )?(?:admission|stay)\b"
    r"|\bwhile (?:in (?:the )?(?:hospital|house|icu|unit)|hospitali[sz]ed|inpatient|on the (?:floor|ward|unit))\b"
    r"|\b(?:since|after|following) (?:admission|surgery|the (?:operation|procedure|surgery)|extubation"
    r"|cath\w*|contrast)\b"
    r"|\bnew(?:ly)? (?:today|this (?:morning|am)|overnight|last night|since|noted)\b|\bnew[- ]onset\b"
    r"|\bnew\b(?=,|\s*[-–(]|\s*$|\.)"
    r"|\b(?:developed|develops|developing|subsequently|overnight|inpatient fall|fell in (?:the )?(?:hospital|room))\b"
    r"|\b(?:course|stay|hospitali[sz]ation|recovery)\b[^.;]{0,20}\b(?:complicated by|c/b|notable for)\b"
)
_BEFORE = (
    r"\b(?:on|at|upon|by) (?:arrival|presentation|admission|admit|intake|triage|the time of (?:admission|arrival))\b"
    r"|\bprior to (?:arrival|admission|presentation)\b|\bpta\b|\bpre-?existing\b|\bpre-?admission\b"
    r"|\bpresent(?:ed|ing|s) (?:\w+ ){0,3}?with\b|\badmitted (?:\w+ ){0,2}?(?:with|for|w/)|\bbrought in\b|\bbib\w*\b"
    r"|\b(?:in|from) (?:the )?(?:ed|er|emergency (?:room|department)|snf|nursing home|home|field|clinic"
    r"|outside hospital|osh)\b"
    r"|\bbaseline\b|\bchronic(?:ally)?\b|\bknown\b|\blong-?standing\b|\bhistory of\b|\bh/o\b|\bhx\b"
    r"|\bhome (?:o2|oxygen|meds?)\b"
    r"|\b(?:hospital day|hd)\s*#?\s*[01]\b|\bsince (?:childhood|birth|last (?:week|month|year))\b"
    r"|\b(?:days?|weeks?|months?|years?|hours?|d|wks?|hrs?) (?:of|before|prior|ago)\b"
)
_CUES = re.compile(f"(?P<after>{_AFTER})|(?P<before>{_BEFORE})")
_STATED = tuple((onset, re.compile(pattern)) for onset, pattern in _PLAIN)
_DATE = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})(?:/(?:20)?(\d{2}))?(?![\d/%])")
_CLAUSE = re.compile(r";|\.\s|, (?:but|and|while|then)\b|\bbut\b|\bwhereas\b")
_REACH = 90
"""How far, in characters, a cue may stand from the words it speaks of."""


def told(said: Around, admit: date | None) -> Told:
    """What the sentence of a mention says of when it began; dates in it count from the day of admission."""
    before, after = _near(said)
    for onset, pattern in _STATED:
        match = pattern.search(before + said.words + after)
        if match:
            return Told(onset, match.group().strip(), plainly=True)
    return _closest(before, after, admit)


def _near(said: Around) -> tuple[str, str]:
    """The rest of the clause before and after the mention."""
    before = said.before[-_REACH:]
    cut = max((match.end() for match in _CLAUSE.finditer(before)), default=0)
    after = said.after[:_REACH]
    stop = _CLAUSE.search(after)
    return before[cut:], after[: stop.start()] if stop else after


def _closest(before: str, after: str, admit: date | None) -> Told:
    """The cue that stands nearest; of two alike, the one before."""
    found: list[tuple[int, Told]] = []
    for text, is_before in ((before, True), (after, False)):
        dates = ((match, _by_date(match, admit)) for match in _DATE.finditer(text)) if admit else ()
        cues = ((match, Onset.AFTER if match["after"] else Onset.BEFORE) for match in _CUES.finditer(text))
        for match, onset in (*cues, *dates):
            distance = len(text) - match.end() if is_before else match.start()
            if onset is not Onset.NOT_TOLD:
                found.append((distance, Told(onset, match.group().strip())))
    return min(found, key=lambda entry: entry[0])[1] if found else Told(Onset.NOT_TOLD)


def _by_date(match: re.Match[str], admit: date) -> Onset:
    """What a date in the sentence says: the day of admission and the next are the way in."""
    try:
        day = date(2000 + int(match[3]) if match[3] else admit.year, int(match[1]), int(match[2]))
    except ValueError:
        return Onset.NOT_TOLD
    since = (day - admit).days
    if abs(since) > 60:
        return Onset.NOT_TOLD
    return Onset.AFTER if since > 1 else Onset.BEFORE if since <= 0 else Onset.NOT_TOLD

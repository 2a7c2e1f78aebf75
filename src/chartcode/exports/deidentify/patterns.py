"""What identifies a person in clinical text: places of identifiers by their shape, title, label or neighbours.

Kinds follow the list of 45 CFR 164.514(b)(2)(i). Names are known by what stands around them, not by a list of names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from chartcode.model import Span


class Kind(StrEnum):
    """Kinds of identifiers, each with surrogates of its own."""

    NAME = "name"
    PLACE = "place"
    STREET = "street address"
    ZIP = "zip"
    DATE = "date"
    AGE = "age over 89"
    PHONE = "phone or fax"
    EMAIL = "email"
    URL = "url"
    IP = "ip address"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier: its kind and its place in a text."""

    kind: Kind
    span: Span


_WORD = r"[A-Z][A-Za-z]*(?:['’-][A-Z]?[a-z]+){0,3}"
_INITIAL = r"[A-Z](?:\.|(?![\w'’-]))"
_NAME = rf"(?:{_WORD}|{_INITIAL})(?:,?[ ]+(?:{_WORD}|{_INITIAL})){{0,3}}"
_PERSON = rf"{_WORD}(?:[ ]+{_INITIAL})?(?:[ ]+{_WORD}){{1,2}}"
_ID = r"(?=[A-Z0-9-]*[0-9])[A-Z0-9][A-Z0-9-]{2,}"
_CREDENTIALS = r"(?:M\.?D|D\.?O|R\.?N|N\.?P|P\.?A(?:-C)?|Ph\.?D|APRN|FNP|CRNA|CNM|DPM|DDS|LCSW|PharmD|PT|OT|SLP)\b"
_PEOPLE = (
    r"patient name|patient|pt name|pt|name|attending(?: physician| provider)?|provider|physician|surgeon|assistant"
    r"|anesthesiologist|referring(?: physician| provider)?|consultant|resident|pcp|primary care (?:physician|provider)"
    r"|author|guarantor|next of kin|emergency contact|witness|interpreter"
)
_SIGNED = r"(?:(?:electronically |e-?)?(?:co)?signed|dictated|transcribed|authenticated|reviewed|attested) by"
_STREETS = (
    r"Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Way|Place|Pl|Terrace|Circle|Cir|Highway|Hwy"
    r"|Parkway|Pkwy"
)
_NUMBERED = (
    r"MRN|medical record|account|acct|member|policy|insurance|health plan|medicare|medicaid|beneficiary|subscriber|case"
    r"|accession|specimen|encounter|visit|CSN|FIN|HAR|licen[cs]e|driver'?s licen[cs]e|certificate|DEA|NPI|serial|device"
    r"|UDI|lot|VIN|plate|passport|SSN|social security|pager|badge"
)

_RULES: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (Kind.EMAIL, r"(?<![\w.+-])([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})"),
        (Kind.URL, r"\b((?:https?://|www\.)[^\s<>\"')]+[^\s<>\"').,;])"),
        (Kind.IP, r"(?<![\d.])((?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d))(?![\d.])"),
        (Kind.NUMBER, r"(?<![\d-])(\d{3}-\d{2}-\d{4})(?![\d-])"),
        (Kind.PHONE, r"(?<![\d-])((?:\+?1[-. ]?)?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4})(?![\d-])"),
        (Kind.NUMBER, rf"\b(?i:{_NUMBERED})(?i:[ ]+(?:id|number|no\.?|record number))?[ ]*[#:.]*[ ]*({_ID})\b"),
        (Kind.NUMBER, r"(?<![\d.,/-])(\d{7,})(?![\d.,/-])"),
        (Kind.STREET, r"(?im)^[ \t]*(?:home |mailing )?address[ ]*:[ ]*(\S[^\n]*)"),
        (
            Kind.STREET,
            rf"\b(\d{{1,5}}[ ]+(?:[NSEW]\.?[ ]+)?(?:{_WORD}|\d+(?:st|nd|rd|th))(?:[ ]+{_WORD}){{0,2}}"
            rf"[ ]+(?:{_STREETS})\b\.?(?:,?[ ]*(?:Apt|Unit|Suite|Ste|#)\.?[ ]*\w+)?)",
        ),
        (Kind.ZIP, r"\b[A-Z]{2}[ ]+(\d{5}(?:-\d{4})?)\b"),
        (Kind.ZIP, r"(?i:\bzip(?: code)?)[ ]*:?[ ]*(\d{5}(?:-\d{4})?)\b"),
        (Kind.PLACE, rf"\b({_WORD}(?:[ ]{_WORD}){{0,2}}),[ ]*[A-Z]{{2}}[ ]+\d{{5}}"),
        (
            Kind.PLACE,
            rf"(?i:\b(?:lives in|lived in|resides in|resident of|moved from|moved to|native of|born in))"
            rf"[ ]+({_WORD}(?:[ ]{_WORD})?)",
        ),
        (
            Kind.NAME,
            rf"\b(?:Dr|DR|Drs|Mr|MR|Mrs|MRS|Ms|MS|Miss|Mx|Prof|Rev)\b\.?[ ]+"
            rf"((?:{_INITIAL}[ ]+)?{_WORD}(?:[ ]+{_INITIAL})?(?:[ ]+{_WORD})?)",
        ),
        (
            Kind.NAME,
            rf"(?im:(?:^[ \t]{{0,20}}|[.;|][ \t]{{0,4}}|[ ]{{2}})(?:{_PEOPLE}))[ ]*:[ ]*({_NAME})"
            r"(?=[ ]*(?:$|[,;|(\n]|[ ]{2}|\d|(?i:dob|mrn|age|sex)\b))",
        ),
        (Kind.NAME, rf"(?i:\b{_SIGNED})[ ]*:?[ ]+(?:Dr\.?[ ]+)?({_PERSON})"),
        (Kind.NAME, rf"\b({_PERSON}),[ ]*{_CREDENTIALS}"),
        (
            Kind.NAME,
            rf"\b(?:wife|husband|partner|son|daughter|mother|father|sister|brother|caregiver|friend|niece|nephew)"
            rf",?[ ]+({_WORD}(?:[ ]{_WORD})?)\b",
        ),
        (Kind.AGE, r"\b(?i:aged?)[ ]*:?[ ]*(9\d|1[0-2]\d)\b"),
        (Kind.AGE, r"(?<![\d./])(9\d|1[0-2]\d)(?=[ -]?(?i:years?|yrs?|yo|y/o|y\.o)\b)"),
        (Kind.AGE, r"(?<![\d./])(9\d|1[0-2]\d)(?=M\b)"),
        (Kind.AGE, r"(?<![\d./])(9[0-4]|1[12]\d)(?=[ ]?F\b)"),
    )
)

_SERVICES = frozenset(
    "The A An At In To From Our This That Discharge Transfer Acute Long Term Care Skilled Home Day Urgent Primary Pain"
    " Wound Memory Eye Emergency Surgery Surgical Cardiology Cardiac Oncology Coumadin Anticoagulation Specialty Heart"
    " Outpatient Inpatient Rehab Rehabilitation Psychiatric General Community Children Women Followup Follow Up Sleep"
    " Diabetes Dialysis Infusion Orthopedic Ortho GI ENT Renal Pulmonary Neurology Admit Admitted Hospice".split()
)
"""Words that a facility's kind, and not its name, is made of."""

_FACILITY = re.compile(
    rf"\b((?:{_WORD}[ ]+){{1,4}})(?:Hospital|Medical Center|Clinic|Health System|Nursing Home|Manor|Hospice"
    r"|Healthcare)\b"
)


def identifiers(text: str) -> Iterator[Identifier]:
    """The identifiers in a text but for dates, as they are found: they may overlap, and names are where they are said
    to be names, not yet wherever they recur."""
    for kind, pattern in _RULES:
        for found in pattern.finditer(text):
            yield Identifier(kind, Span(*found.span(1)))
    for found in _FACILITY.finditer(text):
        words = [word for word in re.finditer(r"\S+", found[1]) if word[0] not in _SERVICES]
        if words:
            yield Identifier(Kind.PLACE, Span(found.start() + words[0].start(), found.start() + words[-1].end()))


def name_words(text: str) -> Iterator[str]:
    """The words of a name that are long enough to be looked for elsewhere."""
    yield from (word for word in re.findall(r"[A-Za-z][A-Za-z'’-]+", text) if len(word) > 2)


def recurrences(text: str, names: frozenset[str]) -> Iterator[Identifier]:
    """Where those words (in lower case) stand in a text with a capital."""
    for found in re.finditer(r"\b[A-Z][A-Za-z'’-]+", text):
        word = re.sub(r"['’]s$", "", found[0])
        if word.lower() in names:
            yield Identifier(Kind.NAME, Span(found.start(), found.start() + len(word)))

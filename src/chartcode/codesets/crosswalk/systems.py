"""Which code set a code belongs to, as a person writes it."""

import re

from chartcode.codesets import Releases
from chartcode.errors import InvalidValueError
from chartcode.model import ICD10CM, ICD10PCS
from chartcode.model.codes import dotted

CM, PCS = "icd10cm", "icd10pcs"

_ICD9 = re.compile(r"(?:\d{3}|V\d\d)\d{0,2}|E\d{3}\d?")
_ICD9_PROCEDURE = re.compile(r"\d{2,4}")


def bare(text: str) -> str:
    """The code without its dot and blanks, in capitals."""
    return text.strip().upper().replace(".", "")


def icd10(text: str, releases: Releases) -> tuple[str, str]:
    """The bare code, and whether it is of ICD-10-CM or ICD-10-PCS.

    Seven characters may be of either: what either knows decides, or that it was written with a dot. Raises
    InvalidValueError when it has the shape of neither.
    """
    code = bare(text)
    is_cm = ICD10CM.pattern.fullmatch(dotted(code)) is not None
    may_be_pcs = ICD10PCS.pattern.fullmatch(code) is not None and "." not in text
    if may_be_pcs and (not is_cm or (not releases.icd10cm.validity(code) and releases.icd10pcs.validity(code))):
        return code, PCS
    if not is_cm:
        raise InvalidValueError(f"{shown(text)} has not the shape of an ICD-10-CM or ICD-10-PCS code")
    return code, CM


def icd9(text: str, *, procedure: bool) -> str:
    """A bare ICD-9-CM code of diagnoses, or of procedures. Raises InvalidValueError when it has not that shape."""
    code = bare(text)
    if not (_ICD9_PROCEDURE if procedure else _ICD9).fullmatch(code):
        kind = "procedure" if procedure else "diagnosis"
        raise InvalidValueError(f"{shown(text)} has not the shape of an ICD-9-CM {kind} code")
    return code


def shown(text: str) -> str:
    """The beginning of what a person wrote, fit for a message."""
    return "".join(character if character.isprintable() else "?" for character in text[:20])

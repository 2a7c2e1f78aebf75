"""What a coder expects of a chart: the `expected.yaml` beside the notes of an encounter folder, read and checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chartcode.documents.fields import Fields
from chartcode.documents.files import read_bytes
from chartcode.documents.names import shown
from chartcode.documents.text import decode
from chartcode.errors import InvalidValueError, UnfitDocumentError
from chartcode.model import icd10cm

FILE = "expected.yaml"
SETTINGS = (
    "inpatient",
    "emergency",
    "office",
    "radiology",
    "asc",
    "snf",
    "home-health",
    "hospice",
    "rehabilitation",
    "psychiatric",
)
EXEMPT = "exempt"
INDICATORS = ("Y", "N", "U", "W", EXEMPT)

_CHART = ("setting", "held_out", "principal", "required", "allowed", "traps")
_REQUIRED = ("code", "poa", "why")
_TRAP = ("code", "why")


@dataclass(frozen=True, slots=True)
class Required:
    """A code to be found: any one of the bare `codes` will do.

    `poa` has the present-on-admission indicators that are right; it is empty where the setting reports none.
    """

    codes: tuple[str, ...]
    poa: frozenset[str] = frozenset()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Trap:
    """A code not to report, bare; one that ends in `-` stands for every code that begins so."""

    code: str
    why: str = ""

    def covers(self, code: str) -> bool:
        """Whether reporting that bare code is to step into the trap."""
        return code.startswith(self.code[:-1]) if self.code.endswith("-") else code == self.code


@dataclass(frozen=True, slots=True)
class Expected:
    """What a chart should come to. `principal` are the codes that may come first, `allowed` those that may be reported
    and need not be. A held-out chart is measured, and its errors are not read while rules are made."""

    setting: str
    held_out: bool
    principal: frozenset[str]
    required: tuple[Required, ...]
    allowed: frozenset[str]
    traps: tuple[Trap, ...]

    @property
    def right(self) -> frozenset[str]:
        """Every code that may be reported."""
        return self.principal | self.allowed | {code for want in self.required for code in want.codes}

    def trap(self, code: str) -> Trap | None:
        """The trap that reporting the code steps into; None for a code that may be reported or is merely wrong."""
        return None if code in self.right else next((trap for trap in self.traps if trap.covers(code)), None)


def read_expected(path: Path) -> Expected:
    """The expectation in a file. Raises UnreadableInputError, UnfitDocumentError for what is no YAML, and UsageError
    naming the field that is wrong."""
    fields = Fields(shown(path), _object(path))
    fields.only(_CHART)
    principal = _codes(fields, "principal")
    if not principal:
        raise fields.wrong("principal", "is empty: name the codes that may come first")
    return Expected(
        setting=fields.one_of("setting", SETTINGS, ""),
        held_out=bool(fields.truth("held_out")),
        principal=frozenset(principal),
        required=tuple(_required(entry) for entry in _entries(fields, "required", _REQUIRED)),
        allowed=frozenset(_codes(fields, "allowed")) if fields.has("allowed") else frozenset(),
        traps=tuple(_trap(entry) for entry in _entries(fields, "traps", _TRAP)) if fields.has("traps") else (),
    )


def _object(path: Path) -> dict[str, Any]:
    import yaml

    name = shown(path)
    try:
        found = yaml.safe_load(decode(read_bytes(path), name))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 1}" if mark else ""
        raise UnfitDocumentError(f"{name} is no YAML{place}: mend it") from None
    if not isinstance(found, dict) or not all(isinstance(key, str) for key in found):
        raise UnfitDocumentError(f"{name} must hold the fields {', '.join(_CHART)}")
    return found


def _entries(fields: Fields, key: str, known: tuple[str, ...]) -> Iterator[Fields]:
    entries = fields.values.get(key)
    if not isinstance(entries, list):
        raise fields.wrong(key, "must be a list, as in [{code: E11.22}]")
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            raise fields.wrong(key, f"has an entry {number} that is no object, as in {{code: E11.22}}")
        inner = Fields(f"{fields.place}, {key} {number}", {str(name): value for name, value in entry.items()})
        inner.only(known)
        yield inner


def _required(fields: Fields) -> Required:
    codes = _codes(fields, "code")
    indicators = _texts(fields, "poa") if fields.has("poa") else ()
    if not set(indicators) <= set(INDICATORS):
        raise fields.wrong("poa", f"must be of {', '.join(INDICATORS)}")
    return Required(codes, frozenset(indicators), fields.word("why"))


def _trap(fields: Fields) -> Trap:
    code = fields.word("code", required=True)
    if code.endswith("-"):
        return Trap(_bare(fields, code.rstrip("-").rstrip(".")) + "-", fields.word("why"))
    return Trap(_bare(fields, code), fields.word("why"))


def _codes(fields: Fields, key: str) -> tuple[str, ...]:
    return tuple(_bare(fields, code, key) for code in _texts(fields, key))


def _texts(fields: Fields, key: str) -> tuple[str, ...]:
    """One text, or a list of them."""
    value = fields.values.get(key)
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(text, str) for text in values):
        raise fields.wrong(key, "must be a text or a list of texts, as in [E11.22, I12.9]")
    return tuple(values)


def _bare(fields: Fields, code: str, key: str = "code") -> str:
    try:
        return icd10cm(code).bare
    except InvalidValueError:
        raise fields.wrong(key, "must be ICD-10-CM codes, as in E11.22") from None

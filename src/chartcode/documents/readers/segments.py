"""Segments of HL7 v2 messages: fields, repetitions, components, and text without its escapes."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import hl7

from chartcode.errors import UnfitDocumentError

_SEGMENT = re.compile(r"[A-Z][A-Z0-9]{2}(?=[^\w\s]|$)")
_ENVELOPE = frozenset(("FHS", "BHS", "BTS", "FTS"))
_LINES = re.compile(r"\.(?:br|sp|sk|ce|in|ti|fi|nf)([+-]?\d*)")
_BREAKS = frozenset((".br", ".sp", ".ce"))


@dataclass(frozen=True, slots=True)
class Marks:
    """The characters that part what a message holds, as its MSH segment states them."""

    field: str
    component: str
    repetition: str
    escape: str
    subcomponent: str

    def plain(self, text: str) -> str:
        """Text without escapes: marks, line breaks, characters in hexadecimal; what is not known stays as it is.

        Source: HL7 v2.5.1, 2.7 "Use of escape sequences in text fields".
        """
        if not self.escape or self.escape not in text:
            return text
        mark = re.escape(self.escape)
        return re.sub(f"{mark}([^{mark}\n]*){mark}", lambda found: self._meant(found[1], found[0]), text)

    def _meant(self, name: str, whole: str) -> str:
        known = {
            "F": self.field,
            "S": self.component,
            "T": self.subcomponent,
            "R": self.repetition,
            "E": self.escape,
            "H": "",
            "N": "",
        }
        if name in known:
            return known[name]
        if name.startswith("X"):
            try:
                return bytes.fromhex(name[1:]).decode("cp1252", "replace").replace("\r", "\n")
            except ValueError:
                return whole
        if _LINES.fullmatch(name):
            return "\n" if name[:3] in _BREAKS else " "
        return whole


@dataclass(frozen=True, slots=True)
class Segment:
    """One line of a message; `number` counts those of its name from 1."""

    name: str
    number: int
    fields: tuple[str, ...]
    marks: Marks

    def field(self, number: int) -> str:
        """A whole field as it was sent, empty where there is none. MSH-1 is the field mark itself."""
        return self.fields[number] if number < len(self.fields) else ""

    def repetitions(self, number: int) -> list[str]:
        """The repetitions of a field as they were sent."""
        return self.field(number).split(self.marks.repetition)

    def component(self, number: int, component: int) -> str:
        """A component of the first repetition of a field, in plain text, its subcomponents parted by blanks."""
        parts = self.repetitions(number)[0].split(self.marks.component)
        return self.words(parts[component - 1]) if component <= len(parts) else ""

    def words(self, text: str) -> str:
        """A component in plain text."""
        return self.marks.plain(text.replace(self.marks.subcomponent, " ")).strip()


def messages(text: str) -> Iterator[list[Segment]]:
    """The messages of a file or batch, each as its segments.

    A line that begins no segment belongs to the one before: senders put raw line ends into text. Raises
    UnfitDocumentError when there is text before the first message or a message cannot be read.
    """
    lines: list[str] = []
    for line in filter(None, text.split("\n")):
        if not _SEGMENT.match(line) and lines:
            lines[-1] += f"\n{line}"
        elif line[:3] in _ENVELOPE:
            continue
        elif line.startswith("MSH"):
            if lines:
                yield _message(lines)
            lines = [line]
        elif lines:
            lines.append(line)
        elif line.strip():
            raise UnfitDocumentError("is no HL7 message: it must begin with an MSH segment")
    if lines:
        yield _message(lines)


def _message(lines: list[str]) -> list[Segment]:
    try:
        parsed = hl7.parse("\r".join(lines))
        _, field, repetition, component, subcomponent = parsed.separators
        marks = Marks(field, component, repetition, parsed.esc, subcomponent)
        seen: Counter[str] = Counter()
        found: list[Segment] = []
        for segment in parsed:
            name = str(segment[0])
            seen[name] += 1
            found.append(Segment(name, seen[name], tuple(map(str, segment)), marks))
    except (hl7.HL7Exception, ValueError, IndexError, AttributeError, TypeError):
        raise UnfitDocumentError("is a damaged HL7 message: send it again") from None
    return found

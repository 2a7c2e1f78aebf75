"""FHIR R4B: the documents, reports and compositions of a resource or Bundle, and the facts of its encounter."""

from collections.abc import Iterator
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from chartcode.documents.blocks import Flow, check_depth
from chartcode.documents.compose import Composer
from chartcode.documents.document import Document, Format, gathered
from chartcode.documents.limits import Limits
from chartcode.documents.listed import listed
from chartcode.documents.readers.dispatch import from_base64, read_inner, text_of
from chartcode.documents.readers.fhir_facts import facts_of
from chartcode.documents.readers.html import write_html
from chartcode.documents.readers.resources import Json, Resource, resources, words_of
from chartcode.documents.source import SourceMap
from chartcode.documents.stamps import day_of
from chartcode.errors import UnfitDocumentError
from chartcode.model import Note

_TAKEN_BACK = frozenset(("entered-in-error", "superseded", "cancelled"))
_PREFERRED = (
    "text/plain",
    "text/html",
    "application/xhtml",
    "text/xml",
    "application/xml",
    "text/rtf",
    "application/rtf",
)
"""Of the same document in several formats, those whose words are surest come first."""

Read = tuple[Note, SourceMap]


def read(data: bytes, note_id: str, limits: Limits) -> Document:
    """A Bundle of one patient's encounter, or one resource. Each document, report and composition is a note.

    A part is an element's path, as in "entry[2].resource.section[1].text.div/html/body[1]/div[1]/p[2]", counted from 1.
    What was entered in error, superseded or cancelled is left out. Where there is no document, conditions and
    procedures are listed. Source: HL7 FHIR R4B (4.3.0).
    """
    sent = resources(text_of(data, limits.size))
    facts = facts_of(sent)
    found = [read for resource in sent if not _is_taken_back(resource) for read in _notes(resource, sent, limits)]
    return gathered(Format.FHIR, note_id, found or [listed(facts.statements, note_id, limits)], facts)


def _is_taken_back(resource: Resource) -> bool:
    return bool({resource.said.get("status"), resource.said.get("docStatus")} & _TAKEN_BACK)


def _notes(resource: Resource, sent: list[Resource], limits: Limits) -> Iterator[Read]:
    match resource.kind:
        case "DocumentReference":
            contents = {
                f"content[{number}].attachment": content["attachment"]
                for number, content in enumerate(resource.said["content"], 1)
            }
            inner, part = _attached(contents, resource, sent, limits)
            yield from ((_titled(note, resource), source.inside(part)) for note, source in inner)
        case "Composition":
            yield from _composition(resource, limits)
        case "DiagnosticReport":
            yield from _report(resource, sent, limits)


def _composition(resource: Resource, limits: Limits) -> Iterator[Read]:
    composer = Composer(limits)
    flow = Flow(composer)
    sections = resource.said.get("section") or []
    if not sections:
        _write_narrative(resource.said, flow, resource.part)
    _write_sections(sections, flow, resource.part, 0)
    if not composer.blank:
        note, source = composer.note("composition")
        yield _titled(note, resource), source


def _write_sections(sections: list[Json], flow: Flow, part: str, depth: int) -> None:
    check_depth(depth)
    for number, section in enumerate(sections, 1):
        inner = f"{part}section[{number}]."
        flow.block()
        flow.text(section.get("title") or "", f"{inner}title")
        flow.block()
        _write_narrative(section, flow, inner)
        _write_sections(section.get("section") or [], flow, inner, depth + 1)


def _write_narrative(element: Json, flow: Flow, part: str) -> None:
    if div := (element.get("text") or {}).get("div"):
        flow.block()
        write_html(LexborHTMLParser(div), flow, f"{part}text.div")
        flow.block()


def _report(resource: Resource, sent: list[Resource], limits: Limits) -> Iterator[Read]:
    """The report as it was issued, else its narrative; the conclusion too where it does not stand in that."""
    composer = Composer(limits)
    flow = Flow(composer)
    forms = {
        f"presentedForm[{number}]": form for number, form in enumerate(resource.said.get("presentedForm") or [], 1)
    }
    inner, part = _attached(forms, resource, sent, limits) if forms else ([], "")
    yield from ((_titled(note, resource), source.inside(part)) for note, source in inner)
    if not inner:
        _write_narrative(resource.said, flow, resource.part)
    conclusion = resource.said.get("conclusion") or ""
    held = " ".join(" ".join(note.text.split()) for note, _ in inner) or composer.words
    if " ".join(conclusion.split()) not in held:
        flow.block()
        for line in conclusion.split("\n"):
            flow.text(line, f"{resource.part}conclusion")
            flow.next_line()
    if not composer.blank:
        note, source = composer.note("report")
        yield _titled(note, resource), source


def _attached(
    attachments: dict[str, Json], resource: Resource, sent: list[Resource], limits: Limits
) -> tuple[list[Read], str]:
    """One document, sent in one or several formats by their paths, and the path of that which was read."""
    for path, attachment in sorted(attachments.items(), key=lambda item: _rank(item[1])):
        data = attachment.get("data") or _in_bundle(attachment.get("url") or "", resource, sent)
        if data:
            document = read_inner(from_base64(data, limits), "attached", limits)
            return list(zip(document.notes, document.sources, strict=True)), f"{resource.part}{path}"
    raise UnfitDocumentError(f"only refers to a document that is not in it ({resource.part or resource.kind}): add it")


def _rank(attachment: Json) -> int:
    kind = (attachment.get("contentType") or "").lower()
    return next((rank for rank, start in enumerate(_PREFERRED) if kind.startswith(start)), len(_PREFERRED))


def _in_bundle(url: str, resource: Resource, sent: list[Resource]) -> str:
    """The data of a Binary that a link names, in the same Bundle."""
    for other in sent:
        if url and other.kind == "Binary" and other.is_named(url):
            return other.said.get("data") or ""
    return ""


def _titled(note: Note, resource: Resource) -> Note:
    said = resource.said
    type = words_of(said.get("type") or said.get("code")) or said.get("title") or note.type
    stamp = said.get("date") or said.get("effectiveDateTime") or said.get("issued") or ""
    return replace(note, type=type, date=day_of(stamp) or note.date)

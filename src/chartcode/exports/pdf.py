"""PDF: one page with the claim by form locator, in a layout of our own. Needs reportlab (`chartcode[pdf-out]`)."""

import io
from collections.abc import Sequence
from typing import Any

from chartcode.errors import ChartcodeError
from chartcode.exports.exporter import Format, Job
from chartcode.exports.form_locators import CodeBox, charges, diagnoses, facts, is_professional, procedures

_WIDTH, _HEIGHT, _MARGIN = 612, 792, 40
"""US letter, in points."""

_ROOM = {"diagnoses": 26, "procedures": 8, "charges": 10}
"""So many rows of each part stand on the page; how many more there are is said."""

_LEADING = 12


def write(job: Job) -> bytes:
    """The page. A letter that the base fonts lack is shown as `?`. Raises ChartcodeError without reportlab."""
    buffer = io.BytesIO()
    page = _Page(_canvas(buffer))
    form = "professional claim, items" if is_professional(job) else "institutional claim, form locators"
    page.heading(f"Summary of encounter {job.coded.encounter.id}", f"{form}; not a claim form")
    if job.notice:
        page.warning(job.notice)
    page.grid([(f"[{box.locator}] {box.name}", box.value) for box in facts(job)])
    page.part("Diagnoses", [_code(box) for box in diagnoses(job)], _ROOM["diagnoses"])
    page.part("Procedures", [_code(box) for box in procedures(job)], _ROOM["procedures"])
    page.part("Service lines", charges(job), _ROOM["charges"])
    releases = ", ".join(f"{system} {name}" for system, name in job.coded.releases)
    page.footer(
        f"{releases}. Made {job.made:%Y-%m-%d %H:%M %Z} by chartcode; to be read by a coder before it is billed."
    )
    return page.saved(buffer)


def _code(box: CodeBox) -> str:
    locator = f"[{box.locator}]" if box.locator else "[not on the form]"
    poa = f" (POA {box.line.poa})" if box.line.poa else ""
    return f"{locator} {box.line.code}{poa}  {box.line.title}"


class _Page:
    """A page that is written from its top to its bottom."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._y = float(_HEIGHT - _MARGIN)

    def heading(self, title: str, below: str) -> None:
        self._line(title, "Helvetica-Bold", 14)
        self._line(below, "Helvetica", 9)

    def warning(self, text: str) -> None:
        self._y -= 4
        self._line(text, "Helvetica-Bold", 10)

    def grid(self, cells: Sequence[tuple[str, str]]) -> None:
        """Names over values, three in a row."""
        column = (_WIDTH - 2 * _MARGIN) / 3
        self._y -= 18
        for start in range(0, len(cells), 3):
            for place, (name, value) in enumerate(cells[start : start + 3]):
                left = _MARGIN + place * column
                self._text(left, self._y, name, "Helvetica", 7, column - 6)
                self._text(left, self._y - 10, value, "Helvetica-Bold", 9, column - 6)
            self._y -= 24

    def part(self, title: str, rows: Sequence[str], room: int) -> None:
        """A heading and its rows; those for which there is no room are counted."""
        if not rows:
            return
        self._y -= 6
        self._line(title, "Helvetica-Bold", 10)
        for row in rows[:room]:
            self._line(row, "Helvetica", 9)
        if len(rows) > room:
            self._line(f"and {len(rows) - room} more, which this page has no room for", "Helvetica-Oblique", 9)

    def footer(self, text: str) -> None:
        self._text(_MARGIN, _MARGIN / 2, text, "Helvetica", 7, _WIDTH - 2 * _MARGIN)

    def saved(self, buffer: io.BytesIO) -> bytes:
        self._canvas.showPage()
        self._canvas.save()
        return buffer.getvalue()

    def _line(self, text: str, font: str, size: int) -> None:
        self._y -= max(_LEADING, size + 2)
        self._text(_MARGIN, self._y, text, font, size, _WIDTH - 2 * _MARGIN)

    def _text(self, left: float, y: float, text: str, font: str, size: int, width: float) -> None:
        """The text on one line, cut where the width ends."""
        fit = text.encode("cp1252", "replace").decode("cp1252")
        while fit and self._canvas.stringWidth(fit, font, size) > width:
            fit = fit[:-4].rstrip() + "..." if len(fit) > 4 else ""
        self._canvas.setFont(font, size)
        self._canvas.drawString(left, y, fit)


def _canvas(buffer: io.BytesIO) -> Any:
    try:
        from reportlab.pdfgen.canvas import Canvas
    except ImportError:
        raise ChartcodeError("the PDF needs reportlab: pip install 'chartcode[pdf-out]'") from None
    canvas = Canvas(buffer, pagesize=(_WIDTH, _HEIGHT), invariant=True)
    canvas.setTitle("Summary of a coded encounter")
    return canvas


FORMAT = Format("pdf", ".pdf", write, text=False)

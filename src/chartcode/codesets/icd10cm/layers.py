"""Which imported files make up ICD-10-CM on a day, over the Tabular List that comes with chartcode."""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from chartcode.codesets.imports import store
from chartcode.codesets.imports.addenda import CodeChange, read_changes
from chartcode.codesets.imports.dates import InForce
from chartcode.codesets.imports.store import Ready

TABULAR, ORDER, CODES, ADDENDA = "icd10cm-tabular", "icd10cm-order", "icd10cm-codes", "icd10cm-addenda"
TABULAR_LAYOUT, ORDER_LAYOUT, CODES_LAYOUT, ADDENDA_LAYOUT = 7, 1, 1, 1
"""Each counts up when the tables of its releases change, so that what an earlier chartcode imported is not misread."""


@dataclass(frozen=True, slots=True)
class CodeList:
    """A whole list of codes: the titles of its codes and headers, and the codes of it that are billable."""

    titles: Mapping[str, str]
    billable: frozenset[str]


@dataclass(frozen=True, slots=True)
class Layers:
    """The releases to lay over each other, each None or empty where there is none.

    `tabular` stands in for the embedded Tabular List. `codes`, an order or codes file, has the titles, and the codes
    where the embedded validity table knows none. `addenda` change what is below them, in their order.
    """

    tabular: Ready | None = None
    codes: Ready | None = None
    addenda: tuple[Ready, ...] = ()

    @property
    def releases(self) -> tuple[Ready, ...]:
        """All of them, the lowest first."""
        return tuple(layer for layer in (self.tabular, self.codes, *self.addenda) if layer)

    @property
    def key(self) -> str:
        """A text that changes whenever what they say does; empty where there are none."""
        return " ".join(f"{layer.about.name}:{layer.about.layout}:{layer.about.sha256}" for layer in self.releases)


def layers_on(day: date, embedded: InForce) -> Layers:
    """The layers for a day, over an embedded Tabular List that was made for the days of `embedded`.

    An imported Tabular List is used on its own days, unless the embedded one is in force too and younger. Over it come
    the newest list of codes that is not older than it, and the addenda since. Raises ReleaseError when an imported
    release of these kinds is damaged.
    """
    tabular = _newest(TABULAR, TABULAR_LAYOUT, lambda one: one.about.first <= day <= one.about.last)
    if tabular and tabular.about.first < embedded.first <= day:
        tabular = None
    since = tabular.about.first if tabular else embedded.first

    def fits(one: Ready) -> bool:
        return since <= one.about.first <= day or (one.about.first <= day <= one.about.last and day < since)

    order = _newest(ORDER, ORDER_LAYOUT, fits)
    codes = _newest(CODES, CODES_LAYOUT, fits)
    newest = codes if order is None or (codes and codes.about.first > order.about.first) else order
    since = max(since, newest.about.first) if newest else since
    addenda = sorted(
        (one for one in store.ready(ADDENDA, ADDENDA_LAYOUT) if since < one.about.first <= day),
        key=lambda one: one.about.first,
    )
    return Layers(tabular, newest, tuple(addenda))


def imported_years() -> tuple[int, ...]:
    """The fiscal years of the imported lists of codes and addenda."""
    layouts = {ORDER: ORDER_LAYOUT, CODES: CODES_LAYOUT, ADDENDA: ADDENDA_LAYOUT}
    return tuple(one.about.year for kind, layout in layouts.items() for one in store.ready(kind, layout))


def code_list(layer: Ready) -> CodeList:
    """What an imported order or codes file says."""
    with closing(store.open_book(layer.path)) as book:
        if layer.about.kind == CODES:
            titles = dict(book.execute("SELECT code, title FROM code"))
            return CodeList(titles, frozenset(titles))
        rows = book.execute("SELECT code, long, billable FROM line").fetchall()
    return CodeList({row[0]: row[1] for row in rows}, frozenset(row[0] for row in rows if row[2]))


def changes_of(layer: Ready) -> tuple[CodeChange, ...]:
    """What an imported addenda file says, in the order of the file."""
    with closing(store.open_book(layer.path)) as book:
        return read_changes(book)


def _newest(kind: str, layout: int, fits: Callable[[Ready], bool]) -> Ready | None:
    found = [one for one in store.ready(kind, layout) if fits(one)]
    return max(found, key=lambda one: one.about.first) if found else None

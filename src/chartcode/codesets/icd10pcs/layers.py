"""Which imported lists of ICD-10-PCS codes are laid over the embedded one on a day: an order or codes file, addenda."""

from dataclasses import dataclass
from datetime import date

from chartcode.codesets.icd10pcs.build_lists import LAYOUT
from chartcode.codesets.imports import store
from chartcode.codesets.imports.addenda import CodeChange, read_changes
from chartcode.codesets.imports.opened import Opened, opened

ORDER, CODES, ADDENDA = "icd10pcs-order", "icd10pcs-codes", "icd10pcs-addenda"


@dataclass(frozen=True, slots=True)
class Layers:
    """The newest order or codes file, None where there is none, and the addenda since, in their order."""

    listed: Opened | None
    addenda: tuple[Opened, ...]

    @property
    def releases(self) -> tuple[Opened, ...]:
        """All of them, the newest first."""
        return (*reversed(self.addenda), *((self.listed,) if self.listed else ()))

    def changes(self) -> tuple[CodeChange, ...]:
        """What the addenda say, the earliest first."""
        return tuple(change for release in self.addenda for change in read_changes(release.book))


def layers_on(day: date) -> Layers:
    """The layers for a day. Raises ReleaseError when an imported release of these kinds is damaged."""
    order, codes = opened(ORDER, LAYOUT, day), opened(CODES, LAYOUT, day)
    listed = codes if order is None or (codes and codes.about.first > order.about.first) else order
    since = listed.about.first if listed else date.min
    addenda = (
        Opened(store.open_book(one.path), one.about, day)
        for one in store.ready(ADDENDA, LAYOUT)
        if since < one.about.first <= day
    )
    return Layers(listed, tuple(addenda))

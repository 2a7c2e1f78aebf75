"""A code or a modifier of HCPCS Level II."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class HcpcsEntry:
    """A code (`J0585`) or a modifier (`RT`), with what CMS says of it. Empty where it says nothing.

    `coverage` is C (carrier judgment), D (special instructions), I (not payable by Medicare), M (non-covered) or S
    (non-covered by statute). `pricing` and `multiple_pricing` name the methods of payment, `coverage_issues`,
    `carriers_manual` and `statute` the instructions to read, `laboratory` the certifications a laboratory needs,
    `cross_references` the codes to turn to, `note` the number of the processing note. `surgical_center` is YY where
    it is approved there. `betos` groups like services, `service_types` are those of Medicare's claims.
    `anesthesia_units` are base units. `effective` is the first day of the last change, which `action` names: A added,
    B, C, F, P, S, T changed, D discontinued, N none, R reactivated. `terminated` is the last day of use.
    """

    code: str
    short: str
    long: str
    pricing: tuple[str, ...]
    multiple_pricing: str
    coverage_issues: tuple[str, ...]
    carriers_manual: tuple[str, ...]
    statute: str
    laboratory: tuple[str, ...]
    cross_references: tuple[str, ...]
    coverage: str
    surgical_center: str
    note: str
    betos: str
    service_types: tuple[str, ...]
    anesthesia_units: int
    added: date | None
    effective: date | None
    terminated: date | None
    action: str

    def in_force(self, day: date) -> bool:
        """Whether it may be used on a day: from the day it was added to the last, both included."""
        return (self.added is None or self.added <= day) and (self.terminated is None or day <= self.terminated)

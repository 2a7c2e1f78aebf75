"""Lists of ICD-10-CM codes of our own writing in the layouts of the official ones, with titles that no book has."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from official_examples import order_line

ADDENDA = "\r\n".join(
    (
        "Delete:      I420    Dragon heart",
        "Add:         I4200   Dragon heart, unspecified",
        "Add:         I4201   Dragon heart, of the family",
        "Revise from: K2970   Gastritis of a knight [any part]",
        "Revise to:   K2970   Gastritis of a knight or squire [any part]",
        "",
        "Codes",
        "  74719 codes in icd10cm_order_2026.txt",
        "  74,720 codes in icd10cm_order_2027.txt",
        "      2 additions",
        "      1 deletion",
        "      1 revision",
        "",
        "\x1a",
    )
)

CONVERSIONS = "\r\n".join(
    (
        "Conversion table of imagined codes",
        "",
        "Current code assignment\tEffective\tPrevious Code(s) Assignment",
        "I42.00\t2026\tI42.0",
        'I42.01\t10/1/2026\t"I42.0, I42.8 and I42.9"',
        "U07.1\t45017\tNone",
        "Z99.8\t4/1/2023\tZ99.1; Z99.01-Z99.04",
        "Z99.9  \t\tCodes in categories Z00-Z13",
        "",
    )
)


def order_file(titles: Mapping[str, str], headers: Iterable[str] = ()) -> str:
    """An order file of these bare codes and headers."""
    above = set(headers)
    return "\r\n".join(
        order_line(number, code, code not in above, titles[code]) for number, code in enumerate(sorted(titles), 1)
    )


def codes_file(titles: Mapping[str, str]) -> str:
    """A codes file of these bare codes."""
    return "\r\n".join(f"{code:<7} {title}" for code, title in sorted(titles.items()))


CODES = codes_file({"A000": "Imagined fever", "U071": "Imagined cold", "Z999": "Imagined help"})

BY_NAME = {
    "icd10cm_codes_2026.txt": CODES,
    "icd10cm_codes_addenda_2027.txt": ADDENDA,
    "icd10cm_conversion_table_FY2026.txt": CONVERSIONS,
    "icd10cm_tabular_2031.xml": (Path(__file__).parent.parent / "excerpt.xml").read_text(encoding="utf-8"),
}

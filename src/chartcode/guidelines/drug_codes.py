"""What a code of a drug or poison says: poisoning, adverse effect, underdosing (categories T36 to T65)."""

DRUGS = ("T36", "T37", "T38", "T39", "T4", "T50")
"""Drugs, medicaments and biological substances: T36 to T50."""

TOXIC = ("T51", "T52", "T53", "T54", "T55", "T56", "T57", "T58", "T59", "T60", "T61", "T62", "T63", "T64", "T65")
"""Substances that are chiefly nonmedicinal: T51 to T65."""

ADVERSE, UNDERDOSED = "5", "6"
_INTENT = 6


def intent(code: str) -> str:
    """The character of a dotted T36 to T65 code that says what happened: 1 to 4 poisoning by intent, 5 adverse effect,
    6 underdosing; empty where the code has none there."""
    return code[_INTENT] if len(code) > _INTENT else ""


def is_poisoning(code: str) -> bool:
    """Whether a dotted code says a poisoning or a toxic effect, which comes before what it caused (I.C.19.e.5.b, d)."""
    return code.startswith(TOXIC) or (code.startswith(DRUGS) and intent(code) in {"1", "2", "3", "4"})

"""The codes of the phrases found in a note as one ranked list."""

from collections import Counter
from collections.abc import Iterable


def ranked(labels: Iterable[str]) -> list[str]:
    """Each code once, the most often found first; a label is one code or several joined by "+"."""
    counts = Counter(code for label in labels for code in label.split("+"))
    return [code for code, _ in counts.most_common()]

"""Surrogates: what stands in place of an identifier, the same for the same words and secret."""

import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from string import ascii_lowercase, ascii_uppercase, digits

from chartcode.exports.deidentify.dates import moved
from chartcode.exports.deidentify.patterns import Kind

OLDEST_SHOWN = 89
"""Ages above are shown as `90+`, and births before as of ninety years ago (45 CFR 164.514(b)(2)(i)(C))."""

_WEEKS = 52
_STARTS = "Bar Cor Dal Fen Gar Hal Jor Kel Lan Mar Nor Pel Ras Sel Tor Vin Wal Yar Zel Bren".split()
_MIDDLES = "a e i o u ber den fer len mer ner ren ser ten ver".split()
_ENDS = "bury dale ford gan ham ley lin low mond ner rick son ster ton way wick".split()

_FEW_PEOPLE = frozenset("036 059 063 102 203 205 369 556 692 753 772 821 823 878 879 884 893 790 830 831".split())
"""Three-digit zip areas of 20,000 people or fewer in the census of 2000 or 2010: nothing of them may be shown."""


@dataclass(frozen=True, slots=True)
class Surrogates:
    """Makes surrogates from a secret. Dates of one encounter move together, by whole weeks into the past."""

    secret: bytes
    encounter_id: str

    @property
    def days(self) -> int:
        """By how many days every date of the encounter moves: -7 to -364."""
        return -7 * (1 + self._number("dates", self.encounter_id) % _WEEKS)

    def id_of(self, prefix: str, id: str) -> str:
        """An id that tells nothing of the one it stands for."""
        return f"{prefix}-{self._digest('id', id)[:8]}"

    def day(self, day: date, last: date) -> date:
        """A date moved; one so long before the encounter's last day that it tells an age over 89, to ninety years ago.

        `last` is the encounter's last day, not moved.
        """
        end = moved(last, self.days)
        to = moved(day, self.days)
        return date(end.year - OLDEST_SHOWN - 1, 1, 1) if end.year - to.year > OLDEST_SHOWN else to

    def of(self, kind: Kind, text: str) -> str:
        """What stands in place of that identifier, never empty."""
        return _MAKERS[kind](self, text)

    def name(self, text: str) -> str:
        """A name with other words in it, in the same order and capitals."""
        return re.sub(r"[A-Za-z][A-Za-z'’-]*", lambda found: self._word(found[0]), text)

    def _word(self, word: str) -> str:
        if len(word) == 1:
            return self._other(ascii_uppercase, "initial", word)
        number = self._number("name", word.lower())
        number, start = divmod(number, len(_STARTS))
        number, middle = divmod(number, len(_MIDDLES))
        name = _STARTS[start] + _MIDDLES[middle] + _ENDS[number % len(_ENDS)]
        return name.upper() if word.isupper() else name

    def number(self, text: str) -> str:
        """Other digits and letters in the same places; what parts them stays."""
        made = "".join(self._character(text, place) for place in range(len(text)))
        return made if made != text else made[:-1] + ("1" if made[-1] == "0" else "0")

    def phone(self, text: str) -> str:
        """A number of the block that is kept for fiction."""
        return f"555-555-01{self._number('phone', re.sub(r'[^0-9]', '', text)) % 100:02}"

    def zip(self, text: str) -> str:
        """The first three digits, or none of an area with few people."""
        return "00000" if text[:3] in _FEW_PEOPLE else f"{text[:3]}00"

    def small(self, kind: Kind, text: str) -> int:
        """A number from 1 to 9999."""
        return self._number(kind, text.lower()) % 9999 + 1

    def _character(self, text: str, place: int) -> str:
        old = text[place]
        for letters in (digits, ascii_uppercase, ascii_lowercase):
            if old in letters:
                return self._other(letters, f"number-{place}", text)
        return old

    def _other(self, letters: str, kind: str, text: str) -> str:
        return letters[self._number(kind, text) % len(letters)]

    def _number(self, kind: str, text: str) -> int:
        return int(self._digest(kind, text)[:12], 16)

    def _digest(self, kind: str, text: str) -> str:
        return hmac.digest(self.secret, f"{kind}\0{text}".encode("utf-8", "replace"), "sha256").hex()


_MAKERS: Mapping[Kind, Callable[[Surrogates, str], str]] = {
    Kind.NAME: Surrogates.name,
    Kind.PLACE: Surrogates.name,
    Kind.STREET: lambda made, text: f"{made.small(Kind.STREET, text)} {made.name('Street')} Street",
    Kind.ZIP: Surrogates.zip,
    Kind.AGE: lambda made, text: f"{OLDEST_SHOWN + 1}+",
    Kind.PHONE: Surrogates.phone,
    Kind.EMAIL: lambda made, text: f"person{made.small(Kind.EMAIL, text)}@example.org",
    Kind.URL: lambda made, text: f"https://example.org/{made.small(Kind.URL, text)}",
    Kind.IP: lambda made, text: f"192.0.2.{made.small(Kind.IP, text) % 254 + 1}",
    Kind.NUMBER: Surrogates.number,
}

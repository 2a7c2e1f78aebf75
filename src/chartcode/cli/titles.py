"""Finds codes by words: the phrases reading knows, then titles and inclusion terms that hold every word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.coding.specify import dotted
from chartcode.model import Note
from chartcode.pipeline import Config
from chartcode.reading.read import read
from chartcode.reading.tokens import plain, tokens


@dataclass(frozen=True, slots=True)
class Found:
    """A code (dotted) with its title, whether it is billable, and the wording that led to it."""

    code: str
    title: str
    billable: bool
    by: str


def find(text: str, config: Config, limit: int) -> tuple[Found, ...]:
    """The first `limit` codes for a text, each once: those its phrases mean, then those whose wording has its words.

    A word of the text matches a word of a title that starts with it. The fewer words a title has beside, the sooner.
    """
    release = config.releases.icd10cm
    found: dict[str, Found] = {}
    for code, by in (*_by_phrase(text, config), *_by_words(text, release)):
        if code not in found:
            found[code] = Found(dotted(code), release.title(code) or "", release.is_billable(code), by)
            if len(found) == limit:
                break
    return tuple(found.values())


def _by_phrase(text: str, config: Config) -> Iterator[tuple[str, str]]:
    mentions = read(Note("lookup", text), config.vocabulary).mentions
    for mention in sorted(mentions, key=lambda mention: (-mention.fit.words, -mention.fit.rarity)):
        for code in mention.codes:
            yield code.replace(".", ""), mention.concept


def _by_words(text: str, release: IcdCmRelease) -> Sequence[tuple[str, str]]:
    asked = [plain(token.group()) for token in tokens(text)]
    if not asked:
        return ()
    hits: list[tuple[int, int, str, str]] = []
    wordings = [(code, title) for code, _, kind, title in release.nodes() if kind != "chapter"]
    for position, (code, wording) in enumerate((*wordings, *release.inclusion_terms())):
        lower = wording.lower()
        if all(word in lower for word in asked):
            words = [plain(token.group()) for token in tokens(wording)]
            if all(any(word.startswith(start) for word in words) for start in asked):
                hits.append((len(words), position, code, wording))
    return [(code, wording) for _, _, code, wording in sorted(hits)]

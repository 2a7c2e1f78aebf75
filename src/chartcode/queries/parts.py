"""The parts of a query written as text: title, facts, question and answers, by the shape of its lines."""

import re
from typing import NamedTuple

_ANSWER = re.compile(
    r"^\s*(?:\[[ xX]?\]|\([ xX]?\)|[☐□○◻o•]\s|_{2,}|(?:option )?\(?[a-hA-H][.)]\s|\d{1,2}[.)]\s)\s*(?P<text>\S.*)$"
)
_BULLET = re.compile(r"^\s*[-*–•]\s+(?P<text>\S.*)$")
_TITLE = re.compile(r"^\s*(?:subject|title|re|query(?: title| type)?|topic)\s*:\s*(?P<text>.*)$", re.IGNORECASE)
_OFFER = re.compile(
    r"(?:options?|answers?|choices?|responses?|please (?:select|choose|check|indicate)|select one"
    r"|choose one|check one)\b[^\n]*:?\s*$",
    re.IGNORECASE,
)
_INLINE = re.compile(r"\b(?:options?|choices?|answers?)\s*:\s*(?P<text>[^\n]+)", re.IGNORECASE)
_YES_NO = re.compile(r"^(?:yes|no)\s*(?:[,.:;(_-]|$)", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"^(?:other|another|none of (?:the|these)|not listed|alternative|something else)\b"
    r"|\bother\b[^,;]{0,40}(?:specify|state|describe|_|:)|^other\b",
    re.IGNORECASE,
)
_UNDETERMINED = re.compile(
    r"\b(?:unable to (?:clinically )?(?:determine|be determined)|(?:clinically )?undetermined"
    r"|cannot (?:be )?(?:clinically )?determine[d]?"
    r"|can'?t determine|not able to determine|undeterminable|unknown|indeterminate|not clinically determinable)\b",
    re.IGNORECASE,
)


class Parts(NamedTuple):
    """A query taken apart. `answers` are all offered, `facts` the lines that stand before them and ask nothing."""

    title: str
    facts: tuple[str, ...]
    questions: tuple[str, ...]
    answers: tuple[str, ...]

    @property
    def diagnoses(self) -> tuple[str, ...]:
        """The answers that name something: neither another, nor none, nor yes and no."""
        return tuple(a for a in self.answers if not (is_otherwise(a) or is_undetermined(a) or _YES_NO.match(a)))

    @property
    def asks_yes_or_no(self) -> bool:
        """Whether the answers are yes and no."""
        return any(_YES_NO.match(answer) for answer in self.answers)


def is_otherwise(answer: str) -> bool:
    """Whether an answer leaves room for another."""
    return bool(_OTHERWISE.search(answer.strip()))


def is_undetermined(answer: str) -> bool:
    """Whether an answer says that it cannot be told."""
    return bool(_UNDETERMINED.search(answer))


def parts_of(text: str) -> Parts:
    """The parts of a query. Bulleted lines are answers only after a line that offers some, or after the question."""
    title, facts, questions, answers = "", [], [], []
    offered = False
    for at, line in enumerate(line for line in text.splitlines() if line.strip()):
        named = _TITLE.match(line)
        inline = _INLINE.search(line)
        answer = _ANSWER.match(line) if offered or not re.match(r"\s*\d{1,2}[.)]\s", line) else None
        bullet = _BULLET.match(line)
        if named or (at == 0 and "?" not in line and not answer and not bullet and len(line) < 90):
            title = (named["text"] if named else line).strip()
        elif (
            inline
            and not answer
            and (found := re.split(r"\s*(?:[;/|]|,(?![^(]*\))|\bor\b)\s*", inline["text"]))
            and len(found) > 1
        ):
            answers += [one.strip(" .") for one in found if one.strip(" .")]
        elif answer or (bullet and offered):
            answers.append((answer or bullet)["text"].strip())  # type: ignore[index]
        elif (
            "?" in line
            or re.match(r"\s*(?:question|query)\s*:", line, re.IGNORECASE)
            or _OFFER.search(line)
            or re.search(
                r"\bplease (?:document|add|clarify|specify|confirm|indicate|state|provide)\b", line, re.IGNORECASE
            )
        ):
            questions.append(line.strip())
            offered = True
        else:
            facts.append((bullet["text"] if bullet else line).strip())
    return Parts(title, tuple(facts), tuple(questions), tuple(answers))

"""The report is one sound HTML file: it shows the notes to the letter, links both ways, and lets nothing in or out."""

import base64
import hashlib
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest
from coded_examples import DISCHARGE, HOSTILE, VISIT, by_hand, coded, coded_encounters
from hypothesis import given

from chartcode.exports.places import LETTERS, places
from chartcode.exports.report import html
from chartcode.model import CodedEncounter, Finding, Level, Line, Note, PathStep, Reason, Scope

VOID = {"meta", "input"}


@dataclass
class Page(HTMLParser):
    """A report as a browser would read it: fails on HTML that is not balanced."""

    report: str
    stack: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    open_marks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.report)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append((tag, values))
        if tag in VOID:
            return
        kind = values.get("class", "").split(" ")[0]
        self.stack.append(f"{tag}.{kind}")
        if kind == "text":
            self.notes.append("")
        if tag == "mark":
            self.open_marks.append(values.get("data-w", ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop().split(".")[0] == tag
        if tag == "mark":
            self.open_marks.pop()

    def handle_data(self, data: str) -> None:
        if self.stack:
            tag = self.stack[-1].split(".")[0]
            self.texts[tag] = self.texts.get(tag, "") + data
        if "div.text" in self.stack and "a.end" not in self.stack:
            self.notes[-1] += data
            for place in self.open_marks:
                self.marks[place] = self.marks.get(place, "") + data

    def values(self, name: str) -> list[str]:
        """The values of an attribute, in the order of the page."""
        return [values[name] for _, values in self.tags if name in values]


@given(coded_encounters())
def test_any_answer_gives_balanced_html_that_shows_the_notes_to_the_letter(answer: CodedEncounter) -> None:
    page = Page(html(answer))
    assert page.notes == [note.text for note in answer.encounter.notes]


@given(coded_encounters())
def test_every_mark_covers_its_words_whatever_overlaps(answer: CodedEncounter) -> None:
    page = Page(html(answer))
    for place in places(answer):
        text = answer.encounter.note(place.note_id).text
        assert page.marks[place.id] == text[place.span.start : place.span.end]


@given(coded_encounters())
def test_every_link_leads_to_one_element_of_the_page(answer: CodedEncounter) -> None:
    page = Page(html(answer))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert all(link.startswith("#") and link[1:] in ids for link in page.values("href"))


@given(coded_encounters())
def test_no_mention_disappears(answer: CodedEncounter) -> None:
    page = Page(html(answer))
    ids = page.values("id")
    assert sum(name.startswith("line-") for name in ids) == len(answer.lines)
    if answer.scope is Scope.CLAIM:
        reasons = [decision for decision in answer.decisions if decision.reason is not None]
        assert sum(name.startswith("not-") and name[4:].isdigit() for name in ids) == len(reasons)


@pytest.mark.parametrize("scope", Scope)
def test_a_real_stay_shows_its_codes_words_path_and_releases(scope: Scope) -> None:
    answer = coded(VISIT, DISCHARGE, scope=scope)
    report = html(answer)
    page = Page(report)
    assert page.notes == [VISIT.text, DISCHARGE.text]
    assert "Essential (primary) hypertension" in page.texts["span"]
    assert "Hypertensive diseases" in page.texts["li"]
    assert all(evidence.text in page.texts["q"] for line in answer.lines for evidence in line.evidence)
    assert all(name in page.texts["dd"] for _, name in answer.releases)


def test_a_code_leads_to_its_words_and_back() -> None:
    answer = by_hand(Note("n1", "Asthma and hypertension."), ("hypertension", "I10", None), ("Asthma", "J45.909", None))
    links = [values for tag, values in Page(html(answer)).tags if tag == "a"]
    words = {link["data-row"]: link["data-for"] for link in links if link.get("class") == "end coded"}
    codes = [link["data-words"] for link in links if link.get("class") == "code"]
    assert codes == [words["line-1"], words["line-2"]] == ["w2", "w1"]


def test_words_that_are_not_coded_keep_their_letter_where_every_mention_has_a_line() -> None:
    sure = by_hand(Note("n1", "No asthma."), ("asthma", "J45.909", None))
    negated = replace(sure.decisions[0], reason=Reason.NEGATED)
    report = html(replace(sure, scope=Scope.MENTIONS, decisions=(negated,)))
    assert 'aria-label="negated, J45.909, line 1" title="negated, J45.909, line 1">1n</a>' in report
    assert '<mark id="w1" class="not t0" data-w="w1">asthma</mark>' in report


def test_the_ledger_is_grouped_by_reason_with_its_letter() -> None:
    note = Note("n1", "No asthma, no fever, father had gout, xyz.")
    answer = by_hand(
        note,
        ("asthma", "J45.909", Reason.NEGATED),
        ("gout", "M10.9", Reason.FAMILY),
        ("fever", "R50.9", Reason.NEGATED),
        ("xyz", "R69", Reason.TOO_WEAK),
    )
    report = html(answer)
    groups = re.findall(r'<details class="(group[^>]*)><summary><span class="letter">(.)</span> ([^<]*) <', report)
    assert groups == [('group" open', "n", "negated"), ('group" open', "f", "family"), ('group weak"', "w", "too weak")]


def test_every_reason_has_a_letter_of_its_own() -> None:
    assert set(LETTERS) == set(Reason)
    assert len(set(LETTERS.values())) == len(Reason)


def test_findings_stand_with_the_gravest_first_and_lead_to_their_lines() -> None:
    answer = by_hand(Note("n1", "Hypertension."), ("Hypertension", "I10", None))
    codes = (answer.lines[0].code,)
    findings = (Finding("III.B", Level.QUERY, "Ask."), Finding("MCE", Level.ERROR, "POA is missing.", codes))
    report = html(replace(answer, findings=findings))
    assert report.index("POA is missing.") < report.index("Ask.")
    assert '<a href="#line-1" data-row="line-1"><code title="ICD-10-CM">I10</code></a>' in report


def hostile() -> CodedEncounter:
    """An answer whose every text would like to be markup."""
    answer = by_hand(Note(HOSTILE, HOSTILE * 2, HOSTILE, HOSTILE), (HOSTILE, "I10", None), encounter_id=HOSTILE)
    line: Line = replace(
        answer.lines[0],
        title=HOSTILE,
        path=(PathStep(HOSTILE, HOSTILE, HOSTILE),),
        guidelines=(HOSTILE,),
        poa=HOSTILE,
    )
    kept = answer.decisions[0]
    ledger = (replace(kept, note=HOSTILE), replace(kept, reason=Reason.ELSE, note=HOSTILE, guidelines=(HOSTILE,)))
    findings = (Finding(HOSTILE, Level.INFO, HOSTILE),)
    encounter = replace(answer.encounter, disposition=HOSTILE)
    return replace(
        answer,
        encounter=encounter,
        lines=(line,),
        decisions=ledger,
        findings=findings,
        releases=((HOSTILE, HOSTILE),),
    )


def test_nothing_of_a_chart_becomes_markup() -> None:
    page = Page(html(hostile()))
    tags = [tag for tag, _ in page.tags]
    assert tags.count("script") == 1
    assert "img" not in tags
    assert not [name for _, values in page.tags for name in values if name.startswith("on")]
    assert page.notes == [HOSTILE * 2]


def test_only_our_own_style_and_script_may_run_and_nothing_is_loaded() -> None:
    report = html(hostile())
    page = Page(report)
    policy = next(values["content"] for _, values in page.tags if "http-equiv" in values)
    for tag in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.texts[tag].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert not page.values("src")
    assert not page.values("style")
    assert "url(" not in page.texts["style"]


def test_the_title_names_no_patient() -> None:
    assert Page(html(hostile())).texts["title"] == "Coded encounter - chartcode"


def test_an_answer_without_codes_says_so() -> None:
    report = html(by_hand(Note("n1", "Nothing here.")))
    assert "Nothing to report." in report
    assert "No findings." in report
    assert "Every mention is behind a code." in report


def test_what_html_cannot_hold_is_replaced_and_the_file_can_be_written() -> None:
    note = Note("n1", "\ud800Asthma\0\r\nmild")
    page = Page(html(by_hand(note, ("Asthma", "J45.909", None))).encode().decode())
    assert page.notes == ["\ufffdAsthma\ufffd\ufffd\nmild"]


CONTRAST = [
    ("text", "paper", 4.5),
    ("text", "table", 4.5),
    ("text", "coded-fill", 4.5),
    ("text", "active-fill", 4.5),
    ("muted", "paper", 4.5),
    ("muted", "table", 4.5),
    ("accent", "paper", 4.5),
    ("accent", "table", 4.5),
    ("coded", "paper", 4.5),
    ("not", "paper", 4.5),
    ("error", "paper", 4.5),
    ("warning", "paper", 4.5),
    ("coded", "coded-fill", 3.0),
    ("edge", "paper", 3.0),
]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), CONTRAST)
def test_colours_have_the_contrast_of_wcag_aa(scheme: int, ink: str, ground: str, least: float) -> None:
    style = Page(html(by_hand(Note("n1", "Nothing.")))).texts["style"]
    roots = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    tokens = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+)", roots[scheme]))
    first, second = sorted((luminance(tokens[ink]), luminance(tokens[ground])), reverse=True)
    assert (first + 0.05) / (second + 0.05) >= least


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, as WCAG 2.2 defines it, of a colour written #rgb or #rrggbb."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    shares = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

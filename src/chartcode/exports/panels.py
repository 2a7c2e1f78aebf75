"""Panels: the right side of the report, as HTML: code lines, findings, the not-coded ledger, releases."""

from collections.abc import Iterable, Mapping, Sequence

from chartcode.exports.escape import esc
from chartcode.exports.ledger import line_orders
from chartcode.exports.places import LETTERS, WEAK, ledger_row, line_row
from chartcode.model import (
    Assertion,
    Code,
    CodedEncounter,
    Decision,
    Evidence,
    Finding,
    Level,
    Line,
    Query,
    Reason,
    Span,
)
from chartcode.model.evidence import source_of

Words = Mapping[tuple[str, Span], str]
"""The element id of the marked words, by note and span."""

SHAPES = {Level.ERROR: "■", Level.WARNING: "▲", Level.QUERY: "?", Level.INFO: "i"}
"""Levels of findings are told apart by shape; colour only repeats it."""

SHOWN = 4
"""So many places of a line stand on its row; more are folded."""


def lines(coded: CodedEncounter, words: Words) -> str:
    """The code lines in order, each with its words, its way through the book and its guidelines."""
    behind: dict[int | None, list[Decision]] = {}
    for decision, order in zip(coded.decisions, line_orders(coded), strict=True):
        behind.setdefault(order, []).append(decision)
    several = len(coded.encounter.notes) > 1
    rows = [_line(line, behind.get(line.order, []), words, several=several) for line in coded.lines]
    return f"<ol>{''.join(rows)}</ol>" if rows else '<p class="none">Nothing to report.</p>'


def _line(line: Line, behind: Sequence[Decision], words: Words, *, several: bool) -> str:
    said = {(decision.mention.note_id, decision.mention.span): decision for decision in reversed(behind)}
    quotes = [
        _quote(evidence, words, said.get((evidence.note_id, evidence.span)), several=several)
        for evidence in line.evidence
    ]
    first = _words(words, line.evidence[0].note_id, line.evidence[0].span)
    poa = f'<span class="poa">POA {esc(line.poa)}</span>' if line.poa else ""
    return (
        f'<li class="row line" id="{line_row(line.order)}">'
        f'<a class="code" {first}><span class="order">{line.order}</span> '
        f'{_code(line.code)} <span class="title">{esc(line.title)}</span></a>'
        f'<span class="side">{poa}{_sure(line.confidence)}</span>'
        f'<ul class="quotes">{"".join(quotes[:SHOWN])}</ul>{_more(quotes[SHOWN:])}{_why(line, behind)}</li>'
    )


def _quote(evidence: Evidence, words: Words, decision: Decision | None, *, several: bool) -> str:
    where = [evidence.note_id] if several else []
    if decision is not None:
        where.append(decision.mention.section.value)
        if decision.assertion is not Assertion.PRESENT:
            where.append(decision.assertion.value)
        if decision.derived:
            where.append("added by a guideline")
        if decision.reason is not None:
            where.append(f"not coded: {decision.reason.value}")
    link = _words(words, evidence.note_id, evidence.span)
    return f'<li><a {link}><q>{esc(evidence.text)}</q></a> <span class="where">{esc(", ".join(where))}</span></li>'


def _more(quotes: Sequence[str]) -> str:
    if not quotes:
        return ""
    folded = f'<ul class="quotes">{"".join(quotes)}</ul>'
    return f"<details><summary>{len(quotes)} more in the chart</summary>{folded}</details>"


def _why(line: Line, behind: Iterable[Decision]) -> str:
    steps = "".join(
        f'<li><span class="how">{esc(step.how)}</span> <span class="to">{esc(step.to)}</span> {esc(step.text)}</li>'
        for step in line.path
    )
    notes = "".join(f"<p>{esc(note)}</p>" for note in dict.fromkeys(decision.note for decision in behind) if note)
    cited = f'<span class="cited">{esc(", ".join(line.guidelines))}</span>' if line.guidelines else ""
    if not steps and not notes and not cited:
        return ""
    return f'<details class="why"><summary>Why {cited}</summary>{notes}<ol class="path">{steps}</ol></details>'


def ledger(coded: CodedEncounter, words: Words) -> str:
    """What was read and not coded, grouped by reason, the words too weak to name anything last and folded."""
    groups: dict[Reason, list[str]] = {}
    texts = {note.note_id: note.text for note in coded.encounter.notes}
    several = len(coded.encounter.notes) > 1
    for index, (decision, order) in enumerate(zip(coded.decisions, line_orders(coded), strict=True)):
        if decision.reason is not None and order is None:
            row = _not_coded(index, decision, texts[decision.mention.note_id], words, several=several)
            groups.setdefault(decision.reason, []).append(row)
    ordered = sorted(groups, key=lambda reason: (reason in WEAK, list(Reason).index(reason)))
    html = "".join(_group(reason, groups[reason]) for reason in ordered)
    return html or '<p class="none">Every mention is behind a code.</p>'


def _group(reason: Reason, rows: Sequence[str]) -> str:
    fold = 'class="group weak"' if reason in WEAK else 'class="group" open'
    return (
        f'<details {fold}><summary><span class="letter">{LETTERS[reason]}</span> '
        f'{esc(reason.value)} <span class="count">{len(rows)}</span></summary><ul>{"".join(rows)}</ul></details>'
    )


def _not_coded(index: int, decision: Decision, text: str, words: Words, *, several: bool) -> str:
    mention, span, cue = decision.mention, decision.mention.span, decision.mention.cue
    where = [esc(mention.note_id)] if several else []
    where.append(esc(mention.section.value))
    if cue is not None:
        where.append(f"{esc(mention.assertion.value)} by <q>{esc(text[cue.start : cue.end])}</q>")
    where += [esc(part) for part in (*decision.guidelines, decision.note) if part]
    return (
        f'<li class="row" id="{ledger_row(index)}"><a {_words(words, mention.note_id, span)}>'
        f"<q>{esc(text[span.start : span.end])}</q></a> {_code(decision.code)}"
        f'<span class="side">{_sure(decision.confidence)}</span><span class="where">{", ".join(where)}</span></li>'
    )


def findings(coded: CodedEncounter) -> str:
    """What rules and edits say, the gravest first."""
    found = sorted(coded.findings, key=lambda finding: list(Level).index(finding.level))
    rows = "".join(_finding(finding, coded.lines) for finding in found)
    return f"<ul>{rows}</ul>" if rows else '<p class="none">No findings.</p>'


def _finding(finding: Finding, lines: Iterable[Line]) -> str:
    rows = {line.code: line_row(line.order) for line in lines}
    codes = " ".join(
        f'<a href="#{rows[code]}" data-row="{rows[code]}">{_code(code)}</a>' if code in rows else _code(code)
        for code in finding.codes
    )
    level = finding.level.value
    return (
        f'<li class="finding {level}"><span class="shape" aria-hidden="true">{SHAPES[finding.level]}</span> '
        f'<b>{level}</b> {esc(finding.message)} {codes} <span class="where">{esc(finding.rule)}</span></li>'
    )


def queries(coded: CodedEncounter, words: Words) -> str:
    """The questions for the provider, each with its facts, their dates and sources, and the answers to choose from."""
    rows = "".join(_query(query, coded, words) for query in coded.queries)
    return f"<ul>{rows}</ul>" if rows else '<p class="none">Nothing to ask.</p>'


def _query(query: Query, coded: CodedEncounter, words: Words) -> str:
    facts = "".join(_fact(fact, coded, words) for fact in query.indicators)
    answers = "".join(f"<li>{esc(option)}</li>" for option in query.options)
    codes = " ".join(map(_code, query.codes))
    return (
        f'<li class="finding query"><b>{esc(query.title)}</b> {codes} <span class="where">{esc(query.citation)}</span>'
        f'<ul class="quotes">{facts}</ul><p>{esc(query.question)}</p><ul class="answers">{answers}</ul></li>'
    )


def _fact(fact: Evidence, coded: CodedEncounter, words: Words) -> str:
    place = words.get((fact.note_id, fact.span))
    quote = f"<q>{esc(fact.text)}</q>"
    linked = f'<a href="#{place}">{quote}</a>' if place else quote
    return f'<li>{linked} <span class="where">{esc(source_of(fact, coded.encounter))}</span></li>'


def releases(coded: CodedEncounter) -> str:
    """The code sets and the release of each that the codes are valid in."""
    rows = "".join(f"<div><dt>{esc(system)}</dt><dd>{esc(name)}</dd></div>" for system, name in coded.releases)
    return f"<dl>{rows}</dl>"


def _code(code: Code) -> str:
    return f'<code title="{esc(code.system)}">{esc(code.value)}</code>'


def _words(words: Words, note_id: str, span: Span) -> str:
    place = words[note_id, span]
    return f'href="#{place}" data-words="{place}"'


def _sure(confidence: float) -> str:
    return f'<span class="sure"><span class="hidden">confidence </span>{f"{confidence:.2f}".removeprefix("0")}</span>'

"""A coded encounter as a table in the terminal: its lines, what was not coded and why, its findings, its questions."""

from collections import defaultdict

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from chartcode.cli.terminal import columns, plain
from chartcode.model import CodedEncounter, Decision, Line
from chartcode.model.evidence import source_of

_MOST_QUOTES = 3


def print_encounter(coded: CodedEncounter, console: Console) -> None:
    """Print lines (order, code, title, confidence, evidence), the ledger of what was not coded by reason, findings."""
    _print_head(coded, console)
    if coded.lines:
        table = columns("#", "Code", "Title", "Sure", "The chart says", right=frozenset(("#", "Sure")))
        for name in ("#", "Code", "Sure"):
            next(column for column in table.columns if column.header == name).no_wrap = True
        for line in coded.lines:
            table.add_row(
                str(line.order), Text(line.code.value, style="bold"), plain(line.title), _sure(line), _quotes(line)
            )
        console.print(table)
    else:
        console.print("No codes.")
    _print_ledger(coded, console)
    for finding in coded.findings:
        codes = ", ".join(code.value for code in finding.codes)
        text = f"{finding.level.value}: {finding.message} [{finding.rule}{'; ' + codes if codes else ''}]"
        console.print(plain(text))
    _print_queries(coded, console)
    console.print()


def _print_head(coded: CodedEncounter, console: Console) -> None:
    releases = ", ".join(f"{system} {release}" for system, release in coded.releases)
    console.print(plain(coded.encounter.id, style="bold"))
    about = f"{coded.encounter.setting.value}, {coded.date.isoformat()}, scope {coded.scope.value}, {releases}"
    console.print(plain(about, style="dim"))
    console.print()


def _sure(line: Line) -> str:
    return f"{line.confidence:.2f}"


def _quotes(line: Line) -> Text:
    """The first few different wordings; how many places more there are."""
    wordings = dict.fromkeys(" ".join(item.text.split()) for item in line.evidence)
    quotes = ", ".join(f"“{wording}”" for wording in list(wordings)[:_MOST_QUOTES])
    more = len(line.evidence) - min(len(wordings), _MOST_QUOTES)
    return plain(f"{quotes} (+{more})" if more else quotes)


def _print_ledger(coded: CodedEncounter, console: Console) -> None:
    """One row a reason: the words that are not coded, with the code they would have been."""
    by_reason: dict[str, dict[str, None]] = defaultdict(dict)
    texts = {note.note_id: note.text for note in coded.encounter.notes}
    for decision in coded.decisions:
        if decision.reason is not None:
            by_reason[decision.reason.value][_named(decision, texts[decision.mention.note_id])] = None
    if not by_reason:
        return
    console.print()
    table = columns("Not coded because", "Words (code they would have been)")
    for reason in sorted(by_reason):
        table.add_row(plain(reason), plain("; ".join(by_reason[reason])))
    console.print(Padding(table, (0, 0, 0, 0)))


def _named(decision: Decision, text: str) -> str:
    span = decision.mention.span
    return f"{' '.join(text[span.start : span.end].split())} ({decision.code})"


def _print_queries(coded: CodedEncounter, console: Console) -> None:
    """One row a question: what it asks, the facts it rests on with their sources, the answers to choose from."""
    if not coded.queries:
        return
    console.print()
    table = columns("Ask the provider", "Because the chart says", "Answers")
    for query in coded.queries:
        facts = "; ".join(f"{source_of(fact, coded.encounter)}: “{fact.text}”" for fact in query.indicators)
        codes = f" [{', '.join(code.value for code in query.codes)}]" if query.codes else ""
        table.add_row(plain(f"{query.title}{codes}. {query.question}"), plain(facts), plain("; ".join(query.options)))
    console.print(table)

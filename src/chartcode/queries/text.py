"""A query as the message a provider reads: the facts with their dates and sources, the question, the answers."""

from chartcode.model import Encounter, Query
from chartcode.model.evidence import source_of


def text_of(query: Query, encounter: Encounter) -> str:
    """The message. Every fact names the date and the kind of its note; what a note does not tell is left out."""
    facts = "".join(f'- {source_of(fact, encounter)}: "{" ".join(fact.text.split())}"\n' for fact in query.indicators)
    answers = "".join(f"[ ] {option}\n" for option in query.options)
    return f"{query.title}\n\nThe record shows:\n{facts}\nQuestion: {query.question}\n\n{answers}"

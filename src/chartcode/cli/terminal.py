"""The terminal: plain words in, nothing of a chart can act on it."""

from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text


def console(file: TextIO | None = None, width: int | None = None) -> Console:
    """A console on stdout or a file, that colours only a terminal and takes no text for markup."""
    return Console(file=file, width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)


def plain(text: str, style: str = "") -> Text:
    """A text of one line, without control characters: a chart must not be able to move the cursor."""
    return Text(" ".join("".join(c if c.isprintable() else " " for c in text).split()), style=style)


def columns(*names: str, right: frozenset[str] = frozenset()) -> Table:
    """An empty table whose long cells wrap and are never cut."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in names:
        table.add_column(name, justify="right" if name in right else "left", overflow="fold")
    return table

"""The command line: each command parses, calls one function, and prints."""

from chartcode.cli.app import main

__all__ = ["main"]

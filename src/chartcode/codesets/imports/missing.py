"""What to say where a release is needed that was not imported."""


def not_imported(what: str, file: str) -> str:
    """One line: what is missing, and the file and the command that bring it."""
    return f"{what} is not imported: download {file} and run: chartcode codesets import FILE"

"""Every error chartcode raises on purpose, with the exit code that a shell sees."""


class ChartcodeError(Exception):
    """Something the user can mend. The message is one line: what is wrong and how to mend it, without patient text."""

    exit_code = 1


class UsageError(ChartcodeError):
    """The request itself is wrong: an unknown setting, an impossible date, an option that does not fit."""

    exit_code = 2


class UnreadableInputError(ChartcodeError):
    """The input cannot be opened: it is missing, a directory, or not permitted."""

    exit_code = 3


class UnfitDocumentError(ChartcodeError):
    """The input opens but is no note: empty, binary, too large, or broken."""

    exit_code = 4


class ReleaseError(ChartcodeError):
    """A code set or release is missing for the date asked, or its source is damaged."""

    exit_code = 5


class InvalidValueError(ChartcodeError, ValueError):
    """A value cannot exist as it was given: a code of the wrong shape, a span that ends before it starts."""

    exit_code = 2

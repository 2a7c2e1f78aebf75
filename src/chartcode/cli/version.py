"""`chartcode --version`: the version, and the releases that are used today."""

import datetime
import platform
from collections.abc import Iterator

from chartcode import __version__
from chartcode.errors import ReleaseError


def version_lines() -> Iterator[str]:
    """The lines to print. A day that no release covers is said, not an error."""
    yield f"chartcode {__version__} (Python {platform.python_version()})"
    from chartcode import codesets

    today = datetime.date.today()
    try:
        for system, release in codesets.on(today).names():
            yield f"{system} {release}, in force on {today.isoformat()}"
    except ReleaseError as error:
        yield str(error)

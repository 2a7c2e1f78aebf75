"""The vocabulary of one day, opened once for all tests of reading."""

from datetime import date

import pytest

from chartcode import codesets
from chartcode.reading.vocabulary import Vocabulary, open_vocabulary


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return open_vocabulary(codesets.on(date(2026, 4, 1)))

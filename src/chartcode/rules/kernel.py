"""A rule: an id, the section of the official text it makes executable, the dates it is in force, a pure function."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, Generic, TypeVar

Draft = TypeVar("Draft")
Change = TypeVar("Change")


@dataclass(frozen=True, slots=True)
class Window:
    """The days a rule is in force, both included; `last` is None while nobody has repealed it."""

    first: date
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


def since(year: int, month: int, day: int) -> Window:
    """In force from that day on."""
    return Window(date(year, month, day))


@dataclass(frozen=True, slots=True)
class Rule(Generic[Draft, Change]):
    """One guideline made executable. `check` looks at a draft and offers changes; it changes nothing itself."""

    id: str
    citation: str
    effective: Window
    check: Callable[[Draft], Iterator[Change]]

    @property
    def summary(self) -> str:
        """The first line of the function's docstring: what the rule says, in one sentence."""
        return (self.check.__doc__ or "").strip().splitlines()[0]


def rule(
    rule_id: str, *, citation: str, effective: Window
) -> Callable[[Callable[[Any], Iterator[Any]]], Rule[Any, Any]]:
    """Make a function a rule. `citation` names the guideline section as the official text letters it."""

    def make(check: Callable[[Any], Iterator[Any]]) -> Rule[Any, Any]:
        if not check.__doc__:
            raise TypeError(f"rule {rule_id} needs a docstring: it is its manual page")
        if not citation:
            raise TypeError(f"rule {rule_id} needs a citation")
        return Rule(rule_id, citation, effective, check)

    return make


def collect(package: ModuleType) -> dict[str, Rule[Any, Any]]:
    """Every rule of a package by id, found by place. Raises TypeError when two share an id."""
    found: dict[str, Rule[Any, Any]] = {}
    for info in iter_modules(package.__path__):
        module = import_module(f"{package.__name__}.{info.name}")
        for value in vars(module).values():
            if isinstance(value, Rule) and found.setdefault(value.id, value) is not value:
                raise TypeError(f"two rules have the id {value.id}")
    return found

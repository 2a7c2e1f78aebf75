"""Lays the titles of a list of codes over the tables of a Tabular List, and takes in the codes it does not have yet."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Collection, Mapping
from sqlite3 import Connection

from chartcode.codesets.icd10cm.build import write_sides

_CATEGORY = 3


def lay_over(book: Connection, titles: Mapping[str, str]) -> None:
    """Give the bare codes of `titles` their titles. A new one comes below the longest part of it that the book has, in
    its alphabetic place; a new category into the block of the category before it."""
    known = {code for (code,) in book.execute("SELECT code FROM node")}
    book.executemany(
        "UPDATE node SET title = ? WHERE code = ?", ((title, code) for code, title in titles.items() if code in known)
    )
    new = sorted(titles.keys() - known)
    if not new:
        return
    all_codes = known.union(new)
    book.executemany(
        "INSERT INTO node VALUES (?, 0, ?, 'code', ?)",
        ((code, _parent(code, all_codes), titles[code]) for code in new if len(code) > _CATEGORY),
    )
    for code in (code for code in new if len(code) == _CATEGORY):
        before = book.execute(
            "SELECT parent FROM node WHERE code < ? AND length(code) = 3 ORDER BY code DESC LIMIT 1", (code,)
        ).fetchone()
        book.execute("INSERT INTO node VALUES (?, 0, ?, 'code', ?)", (code, before[0] if before else "", titles[code]))
    book.executemany(
        "UPDATE node SET parent = ?1 WHERE code > ?1 AND code < ?1 || '~' AND length(parent) < length(?1)",
        ((code,) for code in new),
    )
    book.execute(
        "UPDATE node SET kind = iif(length(code) = 3, 'category', 'subcategory')"
        " WHERE kind = 'code' AND code IN (SELECT parent FROM node)"
    )
    _number(book, new)
    write_sides(book)


def _parent(code: str, known: Collection[str]) -> str:
    return next((code[:end] for end in range(len(code) - 1, _CATEGORY - 1, -1) if code[:end] in known), "")


def _number(book: Connection, new: Collection[str]) -> None:
    """Number all nodes in the order of the book again, with the new ones in their alphabetic places."""
    children: dict[str, list[str]] = defaultdict(list)
    later = set(new)
    for code, parent in book.execute("SELECT code, parent FROM node ORDER BY position").fetchall():
        if code not in later:
            children[parent].append(code)
    for code in sorted(later):
        (parent,) = book.execute("SELECT parent FROM node WHERE code = ?", (code,)).fetchone()
        children[parent].insert(bisect(children[parent], code), code)
    order: list[str] = []
    waiting = children[""][::-1]
    while waiting:
        order.append(waiting.pop())
        waiting += reversed(children[order[-1]])
    book.executemany("UPDATE node SET position = ? WHERE code = ?", enumerate(order))

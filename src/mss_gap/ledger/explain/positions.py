"""Finds the line and column of a key. Loaded only when something is wrong.

A concrete syntax tree gives the positions. It recovers from what it cannot read, so no code here relies on a node
to be there.
"""

import re
from bisect import bisect
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from mss_gap.ledger.explain.problems import Path, Place
from mss_gap.ledger.explain.sections import Section, cut

PIECE = 2**20
"""Characters after which a text is cut at the next header: a tree takes fifty times the memory of its text."""
LARGEST_TREE = 2**24
"""Characters beyond which no tree is made: nothing within such a piece is found."""


_OF_ENTRY = 2
"""How long the path of an entry is: its section, and its position there."""


class _Spot(NamedTuple):
    """The places that belong to a path."""

    key: Place
    """Of its key, or of its name in a header."""
    value: Place
    """Of its value, or of its table."""
    is_table: bool


class Locator:
    """Finds the places of paths in one text."""

    def __init__(self, text: str, wanted: Collection[Path]) -> None:
        """Look up the wanted paths, all in one walk over the text."""
        self._end = Place(text.count("\n") + 1, len(text) - text.rfind("\n"))
        self._spots: dict[Path, _Spot] = {}
        self._prefixes = {path[:length] for path in wanted for length in range(len(path) + 1)}
        missing = {path[:2] for path in wanted if path}
        sections = cut(text)
        if sections is None:
            self._walk_through(text, missing)
        else:
            self._walk_through_sections(text, sections, wanted)

    def _walk_through(self, text: str, missing: set[Path]) -> None:
        """Parse a text as far as the last of what is missing."""
        counts: dict[Path, int] = {}
        for piece in _pieces(text, 0):
            self._piece = piece
            self._walk(piece.root, counts)
            if not missing:
                break  # one piece late: a table may be followed by tables of its own
            missing = {path for path in missing if path not in self._spots}

    def _walk_through_sections(self, text: str, sections: Iterable[Section], wanted: Collection[Path]) -> None:
        """Parse the sections that something wanted may be in; of any other entry its header says where it is."""
        names: set[str | int | None] = {None, *(path[0] for path in wanted if path)}
        inside = {path[:_OF_ENTRY] for path in wanted if len(path) > _OF_ENTRY}
        entries: dict[str | None, int] = {}
        counts: dict[Path, int] = {}
        run: list[Section] = []
        for section in sections:
            name = section.name
            number = entries.get(name, 0)
            if not section.is_plain or ((name, number) in inside if section.is_entry else name in names):
                if not run:
                    counts = {(list_name or "",): length - 1 for list_name, length in entries.items()}
                run.append(section)
            else:
                if run:
                    self._walk_through_run(text, run, counts)
                    run = []
                if section.is_entry and name in names:
                    self._record_entry((name or "", number), section.row + 1)
            if section.is_entry:
                entries[name] = number + 1
        if run:
            self._walk_through_run(text, run, counts)

    def _walk_through_run(self, text: str, run: Sequence[Section], counts: dict[Path, int]) -> None:
        """Parse sections that follow each other; `counts` are the last positions of the entries before them."""
        for piece in _pieces(text[run[0].start : run[-1].end], run[0].row):
            self._piece = piece
            self._walk(piece.root, counts)

    def _record_entry(self, entry: tuple[str, int], line: int) -> None:
        for path in (entry[:1], entry):
            if path in self._prefixes and path not in self._spots:
                self._spots[path] = _Spot(Place(line, len("[[") + 1), Place(line, 1), is_table=True)

    def place(self, path: Path, *, at_key: bool = False) -> Place:
        """The place of a path: of its value, or of its key.

        Where it is absent, of the table that it belongs to; the end of the text for the ledger itself.
        """
        for length in range(len(path), 0, -1):
            spot = self._spots.get(path[:length])
            if spot is not None:
                return spot.key if at_key or length < len(path) or spot.is_table else spot.value
        return self._end

    def line(self, path: Path) -> int | None:
        """The line of a path; None where it is not found."""
        spot = self._spots.get(path)
        return None if spot is None else spot.key.line

    def _record(self, path: Path, key: Node, value: Node) -> None:
        if path in self._prefixes and path not in self._spots:
            self._spots[path] = _Spot(self._piece.place(key), self._piece.place(value), _is_table(value))

    def _walk(self, root: Node, counts: dict[Path, int]) -> None:
        for node in root.children:
            if node.type == "pair":
                self._pair((), node)
            elif _is_table(node):
                names = _names(_named_children(node)[0])
                path = self._with_indices(tuple(_unquote(name) for name in names), counts)
                if node.type == "table_array_element":
                    counts[path] = counts.get(path, -1) + 1
                    path = (*path, counts[path])
                self._table(path, names, node)

    @staticmethod
    def _with_indices(keys: Path, counts: dict[Path, int]) -> Path:
        """A header's path, where `[pledges.x]` speaks of the latest of `[[pledges]]`."""
        path: Path = ()
        for index, key in enumerate(keys):
            path = (*path, key)
            if path in counts and index < len(keys) - 1:
                path = (*path, counts[path])
        return path

    def _table(self, path: Path, names: list[Node], table: Node) -> None:
        place = -1
        for length in range(1, len(path) + 1):
            place += isinstance(path[length - 1], str)
            self._record(path[:length], names[place], table)
        if path in self._prefixes:
            for child in table.children:
                if child.type == "pair":
                    self._pair(path, child)

    def _pair(self, base: Path, pair: Node) -> None:
        named = _named_children(pair)
        names, value = _names(named[0]), named[-1]
        path = base
        for name in names:
            path = (*path, _unquote(name))
            self._record(path, name, value if name is names[-1] else name)
            if path not in self._prefixes:
                return
        self._inside(path, value)

    def _inside(self, path: Path, value: Node) -> None:
        if value.type == "inline_table":
            for child in value.children:
                if child.type == "pair":
                    self._pair(path, child)
        elif value.type == "array":
            for index, item in enumerate(_named_children(value)):
                self._record((*path, index), item, item)
                if (*path, index) in self._prefixes:
                    self._inside((*path, index), item)


class _Piece:
    """A part of a text that is TOML by itself, with its tree."""

    def __init__(self, text: str, rows_before: int) -> None:
        self.root = _tree(text)
        self._lines = text.split("\n")
        self._rows_before = rows_before
        self._ends: dict[int, list[int]] = {}
        """The byte after each character, for the lines that were asked for and are not ASCII."""

    def place(self, node: Node) -> Place:
        """The place of a node in the whole text."""
        row, start = node.start_point
        if self._lines[row].isascii():
            return Place(self._rows_before + row + 1, start + 1)
        if row not in self._ends:
            self._ends[row] = list(accumulate(len(character.encode()) for character in self._lines[row]))
        return Place(self._rows_before + row + 1, bisect(self._ends[row], start) + 1)


def _pieces(text: str, rows: int) -> Iterator[_Piece]:
    """Cut a text at headers, below so many `rows`. What looks like a header may be part of a text of several lines: then the piece grows."""
    start = 0
    while start < len(text):
        size = PIECE
        while True:
            header = _BEFORE_HEADER.search(text, start + size)
            end = header.end() if header else len(text)
            if end - start > LARGEST_TREE:
                break
            piece = _Piece(text[start:end], rows)
            if header is None or not piece.root.has_error:
                yield piece
                break
            size *= 2
        rows += text.count("\n", start, end)
        start = end


_BEFORE_HEADER = re.compile(r"\n(?=[ \t]*\[)")


class Duplicate(NamedTuple):
    """A key or table that has the name of another."""

    position: int
    """Where it starts in the text."""
    name: str
    is_table: bool
    other_line: int | None
    """The line of the other, counted from 1; None where it has another form."""


def find_duplicate(text: str, end: int) -> Duplicate | None:
    """The key whose value ends at a position of the text, or the table whose header does, and another of its name."""
    if len(text) > LARGEST_TREE:
        return None
    last = len(text[:end].encode()) - 1
    node = _tree(text).descendant_for_byte_range(last, last)
    while node is not None and node.type != "pair" and not _is_table(node):
        node = node.parent
    if node is None or node.parent is None:
        return None
    name = _named_children(node)[0]
    keys = _keys(name)
    others = [
        other for other in node.parent.children if other != node and (other.type == "pair") == (node.type == "pair")
    ]
    lines = [
        other.start_point[0] + 1 for other in others if (named := _named_children(other)) and _keys(named[0]) == keys
    ]
    return Duplicate(
        len(text.encode()[: name.start_byte].decode()),
        ".".join(map(str, keys)),
        _is_table(node),
        lines[0] if lines else None,
    )


def _tree(text: str) -> Node:
    return Parser(Language(tree_sitter_toml.language())).parse(text.encode()).root_node


def _is_table(node: Node) -> bool:
    return node.type in ("table", "table_array_element")


def _named_children(node: Node) -> list[Node]:
    return [child for child in node.children if child.is_named and child.type not in ("comment", "ERROR")]


def _keys(name: Node) -> Path:
    return tuple(_unquote(part) for part in _names(name))


def _names(node: Node) -> list[Node]:
    """The parts of a key; the tree holds `a.b.c` as `(a.b).c`, as deep as it is long."""
    parts: list[Node] = []
    while node.type == "dotted_key":
        named = _named_children(node)
        parts.append(named[-1])
        node = named[0]
    return [node, *reversed(parts)]


def _unquote(node: Node) -> str:
    text = (node.text or b"").decode()
    if node.type != "quoted_key":
        return text
    import tomli

    return str(next(iter(tomli.loads(f"{text} = 0"))))

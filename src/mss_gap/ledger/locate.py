"""Where in the text a key stands: asked only when something is wrong.

The text has been parsed already, so it is TOML; here a concrete syntax tree gives the positions.
"""

from collections.abc import Collection, Iterator

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from mss_gap.ledger.problems import Path, Place

Spans = dict[Path, tuple[Node, Node]]
"""For a path, the node of its key (or header) and the node of its value (or table)."""


class Locator:
    """Finds the places of paths in one text."""

    def __init__(self, text: str, wanted: Collection[Path]) -> None:
        """Look up the wanted paths, all in one walk over the text."""
        self._lines = text.split("\n")
        self._spans: Spans = {}
        prefixes = {path[:length] for path in wanted for length in range(len(path) + 1)}
        tree = Parser(Language(tree_sitter_toml.language())).parse(text.encode())
        self._walk(tree.root_node, prefixes)

    def place(self, path: Path, *, at_key: bool = False) -> Place:
        """The place of a path: of its value, or of its key; of the nearest thing around it where it is absent."""
        for length in range(len(path), 0, -1):
            spans = self._spans.get(path[:length])
            if spans is not None:
                key, value = spans
                return self._place(key if at_key or length < len(path) or _is_table(value) else value)
        return Place(1, 1)

    def _place(self, node: Node) -> Place:
        row, start = node.start_point
        return Place(row + 1, len(self._lines[row].encode()[:start].decode()) + 1)

    def _walk(self, root: Node, prefixes: set[Path]) -> None:
        counts: dict[Path, int] = {}
        for node in root.children:
            if node.type == "pair":
                self._pair((), node, prefixes)
            elif node.type in ("table", "table_array_element"):
                header = next(child for child in node.children if child.is_named and child.type != "comment")
                path = self._numbered(_keys(header), counts)
                if node.type == "table_array_element":
                    counts[path] = counts.get(path, -1) + 1
                    path = (*path, counts[path])
                self._table(path, header, node, prefixes)

    @staticmethod
    def _numbered(keys: Path, counts: dict[Path, int]) -> Path:
        """A header's path, where `[pledges.x]` speaks of the latest of `[[pledges]]`."""
        path: Path = ()
        for index, key in enumerate(keys):
            path = (*path, key)
            if path in counts and index < len(keys) - 1:
                path = (*path, counts[path])
        return path

    def _table(self, path: Path, header: Node, table: Node, prefixes: set[Path]) -> None:
        for length in range(1, len(path) + 1):
            self._spans.setdefault(path[:length], (header, table))
        if path in prefixes:
            for child in table.children:
                if child.type == "pair":
                    self._pair(path, child, prefixes)

    def _pair(self, base: Path, pair: Node, prefixes: set[Path]) -> None:
        named = [child for child in pair.children if child.is_named and child.type != "comment"]
        key, value = named[0], named[-1]
        path = (*base, *_keys(key))
        for length in range(len(base) + 1, len(path) + 1):
            self._spans.setdefault(path[:length], (key, value))
        if path in prefixes:
            self._inside(path, key, value, prefixes)

    def _inside(self, path: Path, key: Node, value: Node, prefixes: set[Path]) -> None:
        if value.type == "inline_table":
            for child in value.children:
                if child.type == "pair":
                    self._pair(path, child, prefixes)
        elif value.type == "array":
            items = [child for child in value.children if child.is_named and child.type != "comment"]
            for index, item in enumerate(items):
                self._spans[*path, index] = (item, item)
                if (*path, index) in prefixes:
                    self._inside((*path, index), key, item, prefixes)


def _is_table(node: Node) -> bool:
    return node.type in ("table", "table_array_element")


def _keys(node: Node) -> Path:
    return tuple(_unquoted(part) for part in _parts(node))


def _parts(node: Node) -> Iterator[Node]:
    if node.type == "dotted_key":
        for child in node.children:
            if child.is_named:
                yield from _parts(child)
    else:
        yield node


def _unquoted(node: Node) -> str:
    text = (node.text or b"").decode()
    if node.type != "quoted_key":
        return text
    import tomli

    return str(next(iter(tomli.loads(f"{text} = 0"))))

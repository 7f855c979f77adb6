"""What the cells of a column say, each different one read once."""

from collections.abc import Iterable

from mss_gap.ledger.tables.cells import CellError
from mss_gap.ledger.tables.grid import Cell
from mss_gap.ledger.tables.meaning import Meanings, Otherwise


class CellsRead(dict[Cell, object]):
    """What the cells of a column say of a key: plain numbers and days at once, and others when they are first met."""

    def __init__(self, key: str, meanings: Meanings, cells: Iterable[Cell]) -> None:
        """`cells` has each cell of the column, perhaps more than once."""
        super().__init__()
        self.update(meanings.plain(key, cells))
        self._plain = frozenset(self)
        self._key, self._meanings = key, meanings
        self.wrong: dict[Cell, CellError] = {}
        self.rounded: set[Cell] = set()
        self.otherwise: set[Cell] = set()

    def blank(self, different: frozenset[Cell]) -> set[Cell]:
        """Those of the different cells of a column of figures that say nothing; no plain number does."""
        return {cell for cell in different - self._plain if self._meanings.is_blank(self._key, cell)}

    def __missing__(self, cell: Cell) -> object:
        """What a cell says when it is first met."""
        self[cell] = value = self._value(cell)
        return value

    def _value(self, cell: Cell) -> object:
        try:
            value, was_rounded = self._meanings.of(self._key, cell)
        except CellError as error:
            self.wrong[cell] = error
            return None
        if was_rounded:
            self.rounded.add(cell)
        if isinstance(value, Otherwise):
            self.otherwise.add(cell)
            return value.meaning
        return value

"""What a web page does not list one by one because there is much of it, in sentences."""

from mss_gap.render.harmless import counted


class LeftOut:
    """How much of a ledger a page lists, and whether it has left anything out so far."""

    def __init__(self, *, everything: bool) -> None:
        """Start with nothing left out; with `everything` nothing will be."""
        self._everything = everything
        self.something = False
        """Whether there was a sentence that something is left out."""

    def most(self, most: int) -> int | None:
        """How many of some things are listed; None for all of them."""
        return None if self._everything else most

    def more(self, number: int, noun: str, plural: str = "") -> str:
        """That so many more things are not listed; empty where all are."""
        things = f"{number:,} more {plural}" if plural and number > 1 else counted(number, f"more {noun}")
        return self.say(f"Not listed here: {things}." if number > 0 else "")

    def folded(self, number: int, noun: str) -> str:
        """That so many things are in one row; empty where each has its own."""
        return self.say(f"In the row of others: {counted(number, noun)}." if number > 0 else "")

    def one_by_one(self, things: str) -> str:
        """That some things are listed together only."""
        return self.say(f"Not listed here one by one: {things}.")

    def say(self, sentence: str) -> str:
        """A sentence, after which the page says how to list all."""
        self.something = self.something or bool(sentence)
        return sentence

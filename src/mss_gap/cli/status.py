"""How the program ends, for a shell to tell."""

from enum import IntEnum


class ExitStatus(IntEnum):
    """What a shell can tell from how the program ended."""

    DONE = 0
    CHECK_FAILED = 1
    WRONG_USAGE = 2
    LEDGER_UNUSABLE = 3
    OUTPUT_UNWRITABLE = 4
    INTERRUPTED = 130

"""The start of `mss-gap` and of `python -m mss_gap`.

Until the program is loaded an interrupt ends the process as the system does, without a word: there is nothing to
clean up yet. This comes before everything else is imported, because importing is most of a start.
"""

import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # not where the caller has it ignored
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from mss_gap.cli.main import main

__all__ = ["main"]

if __name__ == "__main__":
    main()

"""`python -m mss_gap` is `mss-gap`."""

from mss_gap.cli.main import main

main()

"""The arithmetic: pure functions from a ledger and a date to report values."""

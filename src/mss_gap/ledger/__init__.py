"""The ledger: its model, reading it, and saying exactly where it is wrong."""

"""The ledger: its model, reading it, explaining what is wrong with it, and editing its file. Knows no report."""

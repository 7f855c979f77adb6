"""What is wrong with a ledger, where, and what to write instead."""

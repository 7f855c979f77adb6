"""Explaining: what is wrong with a ledger, where, and what to write instead. Reads no file."""

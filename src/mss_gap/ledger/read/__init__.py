"""Reading: from bytes to a ledger, or to all that is wrong with them. Writes nothing."""

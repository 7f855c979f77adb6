"""Contributors under one name: the groups of a ledger, and the usual ones."""

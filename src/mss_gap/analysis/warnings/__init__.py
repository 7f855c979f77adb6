"""What may mislead in figures that are right, and what may be a slip in a ledger. Nothing here is an error."""

"""Tables: spreadsheets and CSV files whose rows are entries of a ledger. Nothing here writes a file."""

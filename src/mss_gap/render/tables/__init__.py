"""What each report says to a reader, one module a report."""

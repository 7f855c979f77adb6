"""From a spreadsheet or a CSV file to the `[[tables]]` blocks that read it, or to questions about it."""

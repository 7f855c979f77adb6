"""Proposes the `[[tables]]` blocks that read a spreadsheet or a CSV file, or asks what the file does not say."""

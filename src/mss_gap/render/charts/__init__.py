"""Charts: from a report to a picture. Only `lettering` and `canvas` load matplotlib."""

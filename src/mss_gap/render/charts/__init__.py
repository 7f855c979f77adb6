"""Charts: from a report to a picture. Only `engine`, `canvas` and `fonts` load matplotlib."""

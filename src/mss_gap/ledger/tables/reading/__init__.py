"""Opens the files that tables are in, and reads their cells as they are. What a cell means is said elsewhere."""

"""The reports: each a frozen value that carries everything that any format shows of it."""

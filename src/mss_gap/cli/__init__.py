"""The command line: the only layer that prints, exits, and knows about a terminal."""

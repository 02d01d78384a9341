"""The command line: thin, and loaded piece by piece, so that a start costs what it needs."""

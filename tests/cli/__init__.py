"""The program as people run it: processes, pipes and pseudo-terminals."""

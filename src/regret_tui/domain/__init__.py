"""What the guided work is, and its rules. Knows no screen, no disk and no clock of its own."""

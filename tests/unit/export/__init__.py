"""The pages: what is on them, and what never is."""

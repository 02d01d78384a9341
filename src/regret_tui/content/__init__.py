"""Reads the prompt files into domain types. Every fault names its file, step and field."""

"""The full screen, drawn with Textual. Only this room knows Textual."""

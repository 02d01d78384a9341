"""The store: TinyDB over the vault, and what is built on it. Only this room imports tinydb."""

"""How long things take on this computer, each beside something plain that does the same.

    python -m benchmarks

It measures and tells. It never passes or fails: only the ratio says something, and it too moves
with what else the computer does. Nothing of yours is touched; everything is made in a temporary
folder, with a key derivation that costs nothing.
"""

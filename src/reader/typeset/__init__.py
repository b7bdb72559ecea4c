"""Which characters stand on which line at a width, and which marks they carry: pure, without a screen.

Widths are those of `rich.cells`, which also measures what is painted: two measures would drift apart.
"""

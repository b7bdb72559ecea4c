"""Annotations of other programs, and our own exports, as values: what a file says, not yet where it belongs."""

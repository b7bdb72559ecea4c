"""Annotations kept in place: a passage described by selectors, and found again in another version of its article."""
